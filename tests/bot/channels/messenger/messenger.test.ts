import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outgoing, RawRequest } from '../../../../bot/channels/channel';
import { createMessenger } from '../../../../bot/channels/messenger';
import { failureOf } from '../../../../bot/channels/messenger/failure-of';
import { isGenuine } from '../../../../bot/channels/messenger/is-genuine';
import { SendFailure, type SendFailureCode } from '../../../../bot/channels/send-failure';
import { type ContractEvent, channelContract } from '../../../contract/channel';
import { MessengerSimulator, type Trouble } from '../../../support/messenger-simulator';

const secret = 'app-secret';
const simulator = new MessengerSimulator(secret, 'page-token');
const now = (): Date => new Date('2026-11-22T02:00:00Z');
const options = { appSecret: secret, verifyToken: 'verify-me', pageToken: 'page-token', now };
let apiUrl = 'http://127.0.0.1:9';
const channel = createMessenger({ ...options, apiUrl });
const lazily = {
  ...channel,
  send: (message: Outgoing, signal: AbortSignal) => createMessenger({ ...options, apiUrl }).send(message, signal),
};

beforeAll(async () => {
  apiUrl = await simulator.start();
  const template = {
    name: 'lesson_waits',
    language: 'vi',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Bạn có một bài {{bai}} đang chờ, mở ra nhé.' }],
  };
  await fetch(`${apiUrl}/v25.0/me/message_templates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer page-token' },
    body: JSON.stringify(template),
  });
});
afterAll(() => simulator.stop());

function request(...messaging: readonly object[]): RawRequest {
  return { method: 'POST', url: '/webhooks/messenger', ...simulator.webhook(...messaging) };
}

const about = { sender: { id: '2000001' }, recipient: { id: 'page' }, timestamp: 1_767_225_599_500 };

function inItsWords(event: ContractEvent): object {
  if ('ref' in event)
    return { ...about, postback: { mid: event.id, title: 'Bắt đầu', payload: 'GET_STARTED', referral: { ref: event.ref } } };
  return {
    ...about,
    message: { mid: event.id, text: event.text, ...(event.value === undefined ? {} : { quick_reply: { payload: event.value } }) },
  };
}

function signed(body: Buffer): RawRequest {
  return { ...request(), body };
}

const { headers, body } = simulator.webhook(inItsWords({ id: 'm_1', text: 'Chào' }));
const digest = headers['x-hub-signature-256'] ?? '';
const withSignature = (signature: string | undefined): RawRequest => ({
  method: 'POST',
  url: '/',
  body,
  headers: { 'x-hub-signature-256': signature },
});

const troubles: readonly { readonly trouble: Trouble; readonly code: SendFailureCode; readonly retryAfterMs?: number }[] = [
  { trouble: { error: { code: 10, error_subcode: 2018278 } }, code: 'outside_window' },
  { trouble: { error: { code: 551 } }, code: 'learner_left' },
  { trouble: { error: { code: 613 }, status: 429 }, code: 'throttled' },
  { trouble: { error: { code: 4 } }, code: 'out_of_quota' },
  { trouble: { error: { code: 190 }, status: 401 }, code: 'misconfigured' },
  { trouble: { error: { code: 100 } }, code: 'rejected' },
  { trouble: { error: { code: 1200 } }, code: 'not_sent' },
  { trouble: { error: { code: 2 }, status: 200 }, code: 'not_sent' },
  { trouble: { error: { code: 4_711 } }, code: 'rejected' },
  { trouble: { status: 502 }, code: 'not_sent' },
  { trouble: { status: 429, headers: { 'retry-after': '7' } }, code: 'throttled', retryAfterMs: 7_000 },
  { trouble: { status: 200, page: '<html>' }, code: 'unknown' },
  { trouble: 'drop-before-answer', code: 'unknown' },
];

channelContract('Messenger', () => ({
  channel: lazily,
  genuine: signed,
  secrets: [secret, 'page-token', 'verify-me'],
  platform: {
    templates: {
      approved: { name: 'lesson_waits', language: 'vi', values: { bai: 'mới' } },
      unknown: { name: 'lesson_waits', language: 'en', values: { bai: 'mới' } },
    },
    echo: (outboxId) =>
      request({
        ...about,
        sender: about.recipient,
        recipient: about.sender,
        message: { is_echo: true, mid: 'm_9', metadata: outboxId, text: 'A' },
      }),
    media: request({ ...about, message: { mid: 'm_1', attachments: [{ type: 'image', payload: { url: 'https://example.vn/a.png' } }] } }),
    left: request({ ...about, optin: { type: 'notification_messages', notification_messages_status: 'STOP NOTIFICATIONS' } }),
    troubles: troubles.map(({ code, trouble }) => ({ code, begin: () => simulator.next(trouble) })),
  },
  request: (events, strange) => request(...events.map(inItsWords), ...(strange ? [{ ...about, something_new: {} }] : [])),
  forged: [
    { how: 'without a signature', request: withSignature(undefined) },
    { how: 'with the older signature only', request: { ...withSignature(undefined), headers: { 'x-hub-signature': 'sha1=abc' } } },
    { how: 'signed with another secret', request: withSignature(`sha256=${'0'.repeat(64)}`) },
    { how: 'with a signature cut short', request: withSignature(digest.slice(0, -2)) },
    { how: 'with a signature in capital letters', request: withSignature(`sha256=${digest.slice(7).toUpperCase()}`) },
    { how: 'with a signature that is not hex', request: withSignature(`sha256=${'đ'.repeat(64)}`) },
    { how: 'with one byte changed', request: { ...withSignature(digest), body: Buffer.concat([body, Buffer.from(' ')]) } },
    {
      how: 'parsed and written anew',
      request: { ...withSignature(digest), body: Buffer.from(JSON.stringify(JSON.parse(body.toString()))) },
    },
  ],
}));

describe('a signature', () => {
  test.each([
    { key: 'sesame', text: 'hello world', hex: 'f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17' },
    {
      key: 'test_app_secret_do_not_use',
      text: readFileSync(join(__dirname, 'samples/message.txt'), 'utf8').trimEnd(),
      hex: '6b6b0b904e5dea736c71cb8336aea1fd24e8b3f8b16208249ba5eeb03ffc7584',
    },
  ])('over "$text" is the documented one', ({ key, text, hex }) => {
    expect(isGenuine({ headers: { 'x-hub-signature-256': `sha256=${hex}` }, body: Buffer.from(text) }, key)).toBe(true);
  });
});

describe('the handshake', () => {
  const answer = (query: string) =>
    channel.answer({ method: 'GET', url: `/webhooks/messenger?${query}`, headers: {}, body: Buffer.alloc(0) }, 'handshake');

  test('gives the challenge back, byte for byte', () => {
    expect(answer('hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=1158201444')).toMatchObject({
      status: 200,
      body: '1158201444',
    });
  });

  test.each([
    { query: 'hub.mode=subscribe&hub.verify_token=guess&hub.challenge=1', status: 403 },
    { query: 'hub.mode=unsubscribe&hub.verify_token=verify-me&hub.challenge=1', status: 400 },
    { query: '', status: 400 },
  ])('answers $status to "$query"', ({ query, status }) => {
    const refused = answer(query);

    expect(refused.status).toBe(status);
    expect(refused.body).toBeUndefined();
  });
});

describe('what Messenger tells', () => {
  test.each([
    {
      told: 'a picture',
      event: { ...about, message: { mid: 'm_1', attachments: [{ type: 'image', payload: { url: 'https://example.vn/a.png' } }] } },
      read: [{ kind: 'media', id: 'm_1' }],
    },
    {
      told: 'a link followed',
      event: { ...about, referral: { ref: 'K7Q4M2XT', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
      read: [{ kind: 'joined', ref: 'K7Q4M2XT' }],
    },
    {
      told: 'an old button',
      event: { ...about, postback: { title: 'Tiếp', payload: 'n.k.1.2~s' } },
      read: [{ kind: 'message', text: 'Tiếp', value: 'n.k.1.2~s' }],
    },
    {
      told: 'seconds',
      event: { ...about, timestamp: '1767225599', message: { mid: 'm_1', text: 'A' } },
      read: [{ at: new Date(1_767_225_599_000) }],
    },
    {
      told: 'our own echo',
      event: { ...about, message: { is_echo: true, mid: 'm_9', metadata: 'c:1:0', text: 'A' } },
      read: [{ state: 'echo', messageId: 'm_9', outboxId: 'c:1:0' }],
    },
    {
      told: 'an echo of a person at the page',
      event: { ...about, message: { is_echo: true, app_id: 263902037430900, mid: 'm_9', text: 'A' } },
      read: [{ state: 'echo', messageId: 'm_9' }],
    },
    {
      told: 'a delivery',
      event: { delivery: { mids: ['m_1', 'm_2'], watermark: 1 } },
      read: [
        { state: 'delivered', messageId: 'm_1' },
        { state: 'delivered', messageId: 'm_2' },
      ],
    },
  ])('is read: $told', ({ event, read }) => {
    const { events, skipped } = channel.parse(request(event));

    expect(events).toMatchObject(read);
    expect({ events: events.length, skipped }).toEqual({ events: read.length, skipped: 0 });
  });

  test.each([
    { ...about, timestamp: 'tomorrow', message: { mid: 'm_1', text: 'A' } },
    { timestamp: 1_767_225_599_500, message: { mid: 'm_1', text: 'A' } },
    { ...about, message: { text: 'no id' } },
    { ...about, sender: { id: { $ne: 1 } }, message: { mid: 'm_1', text: 'A' } },
    { ...about, policy_enforcement: { action: 'applause' } },
  ])('is passed over when it is strange: %p', (event) => {
    expect(channel.parse(request(event))).toEqual({ events: [], skipped: 1 });
  });

  test.each([
    { action: 'block', told: [{ channel: 'messenger', account: 'page', state: 'restricted' }] },
    { action: 'unblock', told: [{ channel: 'messenger', account: 'page', state: 'free' }] },
    { action: 'warning', told: [] },
  ])('about the page itself, a $action, is known', ({ action, told }) => {
    const { sender: _, ...aboutPage } = about;

    expect(channel.parse(request({ ...aboutPage, policy_enforcement: { action } }))).toEqual({ events: told, skipped: 0 });
  });

  test('about something that is not a page is passed over', () => {
    expect(channel.parse(signed(Buffer.from('{"object":"instagram","entry":[]}')))).toEqual({ events: [], skipped: 1 });
  });
});

describe('a message to Messenger', () => {
  const choice = (labels: readonly string[]) =>
    ({ type: 'choice', payload: { text: 'Câu 1/6.', options: labels.map((label, index) => ({ label, value: `v${index}` })) } }) as const;
  const rendered = (labels: readonly string[]) => JSON.parse(channel.render('1', [choice(labels)], () => 'c:1:0')[0]?.body ?? '{}').message;

  test('with short choices has them as quick replies', () => {
    expect(rendered(['Đúng', 'Sai'])).toEqual({
      text: 'Câu 1/6.',
      metadata: 'c:1:0',
      quick_replies: [
        { content_type: 'text', title: 'Đúng', payload: 'v0' },
        { content_type: 'text', title: 'Sai', payload: 'v1' },
      ],
    });
  });

  test('with lettered choices has them in the text, and the letters as quick replies', () => {
    const message = rendered(['A. Chỉ hành vi bán dâm và không gì khác', '☑ B. Cả hai phía', 'Xong']);

    expect(message.text).toBe('Câu 1/6.\n\nA. Chỉ hành vi bán dâm và không gì khác\n☑ B. Cả hai phía\n3. Xong');
    expect(message.quick_replies.map(({ title }: { title: string }) => title)).toEqual(['A', '☑ B', 'Xong']);
  });
});

describe('a send that fails', () => {
  const message = channel.render('1', [{ type: 'text', payload: { text: 'Chào' } }], () => 'c:1:0')[0] ?? { id: '', to: '', body: '' };
  const failure = async (sending: Promise<string>): Promise<SendFailure | undefined> =>
    sending.then(
      () => undefined,
      (error) => (error instanceof SendFailure ? error : undefined),
    );

  test.each(troubles)('with $trouble is $code', async ({ trouble, code, retryAfterMs }) => {
    simulator.next(trouble);

    const failed = await failure(lazily.send(message, new AbortController().signal));

    expect(failed).toMatchObject({ code, retryAfterMs });
    expect(`${failed?.message}`).not.toMatch(/page-token|Chào/);
  });

  test('because nobody answers in time is unknown', async () => {
    simulator.next('never-answer');

    expect(await failure(lazily.send(message, AbortSignal.timeout(100)))).toMatchObject({ code: 'unknown' });
  });

  test('because nobody listens was not sent', async () => {
    expect(await failure(channel.send(message, new AbortController().signal))).toMatchObject({ code: 'not_sent' });
  });

  test('because it was called off before it began was not sent', async () => {
    expect(await failure(lazily.send(message, AbortSignal.abort()))).toMatchObject({ code: 'not_sent' });
  });

  test.each([
    { code: 10, subcode: undefined, is: 'misconfigured' },
    { code: 10, subcode: 2018108, is: 'learner_left' },
    { code: 100, subcode: 2018001, is: 'learner_left' },
    { code: 613, subcode: 2018338, is: 'misconfigured' },
  ])('with $code/$subcode is $is', ({ code, subcode, is }) => {
    expect(failureOf({ code, subcode })).toBe(is);
  });

  test('leaves nothing that the platform refused by its own rules', () => {
    expect(simulator.refused).toEqual(['S11 100']); // the template that nobody has approved
  });
});
