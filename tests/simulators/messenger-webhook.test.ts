import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { MessengerSimulator } from '../support/messenger-simulator';
import type { MessengerOptions } from '../support/messenger-simulator/options';
import { signedEntries, signedRequest } from '../support/messenger-simulator/signed-event';
import { VirtualClock } from '../support/platform-parts/virtual-clock';
import { type Receiver, startReceiver } from './receiver';

const minute = 60_000;
const parts: { readonly stop: () => Promise<void> }[] = [];
let meta: MessengerSimulator;
let receiver: Receiver;

async function start(options: MessengerOptions = {}): Promise<void> {
  const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
  meta = new MessengerSimulator('app-secret', 'page-token', { clock, ...options });
  receiver = await startReceiver();
  parts.push({ stop: () => meta.stop() }, { stop: () => receiver.close() });
  await meta.start();
  meta.caller.url = receiver.url;
}
afterEach(async () => {
  for (const part of parts.splice(0)) await part.stop();
});

const send = async (id: string, message: object = { text: 'Chào bạn', metadata: 'out:1' }) => {
  const headers = { authorization: 'Bearer page-token', 'content-type': 'application/json' };
  const body = JSON.stringify({ recipient: { id }, messaging_type: 'RESPONSE', message });
  return (await fetch(`${meta.address}/v25.0/me/messages`, { method: 'POST', headers, body })).json();
};
const told = (): readonly object[] =>
  receiver.calls.flatMap(({ event }) =>
    Object(event).entry.flatMap((entry: { messaging?: object[]; standby?: object[] }) => entry.messaging ?? entry.standby ?? []),
  );

describe('the bytes', () => {
  test('are signed as in the reference', () => {
    const text = 'Chào bạn 👋';
    const entry = {
      id: '1000001',
      time: 1767225600000,
      messaging: [
        { sender: { id: '2000001' }, recipient: { id: '1000001' }, timestamp: 1767225599500, message: { mid: 'm_test-0001', text } },
      ],
    };

    const { body, headers } = signedEntries('test_app_secret_do_not_use', [entry]);

    expect(headers['x-hub-signature-256']).toBe('sha256=6b6b0b904e5dea736c71cb8336aea1fd24e8b3f8b16208249ba5eeb03ffc7584');
    expect(body.toString()).toContain('Ch\\u00e0o b\\u1ea1n \\ud83d\\udc4b');
  });

  test('have their slashes escaped, and the digest is over exactly these', async () => {
    await start();
    await meta.say(meta.addLearner().id, 'Luật 54/2014/QH13');
    const { body = Buffer.alloc(0), headers } = receiver.calls[0] ?? {};

    expect(body.toString()).toContain('54\\/2014\\/QH13');
    expect(headers?.['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', 'app-secret').update(body).digest('hex')}`);
  });

  test('of a request to delete are those of the reference', () => {
    const payload = { user_id: '218471', algorithm: 'HMAC-SHA256', issued_at: 1767225600, expires: 1767229200 };

    expect(signedRequest('test_app_secret_do_not_use', payload)).toBe(
      'ZQv4pDkBfejoGyXzSgC4UEO1ObvJPvsfiJDsRkNW9QQ.eyJ1c2VyX2lkIjoiMjE4NDcxIiwiYWxnb3JpdGhtIjoiSE1BQy1TSEEyNTYiLCJpc3N1ZWRfYXQiOjE3NjcyMjU2MDAsImV4cGlyZXMiOjE3NjcyMjkyMDB9',
    );
  });
});

describe('the handshake', () => {
  test.each([
    { how: 'gives the challenge back', answer: (query: URLSearchParams) => query.get('hub.challenge') ?? '', saved: true },
    { how: 'adds a line', answer: (query: URLSearchParams) => `${query.get('hub.challenge')}\n`, saved: false },
    { how: 'says something else', answer: () => 'ok', saved: false },
  ])('with a receiver that $how: $saved', async ({ answer, saved }) => {
    await start();
    const server = createServer((request, response) => response.end(answer(new URL(request.url ?? '', 'http://x').searchParams)));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const bound = server.address();
    const url = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/webhook`;
    const form = new URLSearchParams({
      object: 'page',
      callback_url: url,
      verify_token: 'v',
      access_token: `${meta.platform.account.appId}|app-secret`,
    });

    const asked = await fetch(`${meta.address}/v25.0/${meta.platform.account.appId}/subscriptions`, { method: 'POST', body: form });
    server.close();

    expect(asked.status).toBe(saved ? 200 : 400);
    expect(meta.caller.url === url).toBe(saved);
  });
});

describe('what a person does', () => {
  test('starts a chat with the link it came by, and later links are told alone', async () => {
    await start();
    const { id } = meta.addLearner();
    await meta.open(id, 'lop10a');
    await meta.open(id, 'bai07');

    expect(told()).toMatchObject([
      { sender: { id }, postback: { payload: 'GET_STARTED', referral: { ref: 'lop10a', source: 'SHORTLINK', type: 'OPEN_THREAD' } } },
      { sender: { id }, referral: { ref: 'bai07' } },
    ]);
  });

  test('may lose the link on its way', async () => {
    await start({ rules: { refsArrive: false, postbackIds: false } });
    const { id } = meta.addLearner();
    await meta.open(id, 'lop10a');
    await meta.open(id, 'bai07');

    expect(told()).toEqual([expect.objectContaining({ postback: { title: 'Bắt đầu', payload: 'GET_STARTED' } })]);
  });

  test('is a message for a quick reply, which only the newest message has', async () => {
    await start();
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    await send(id, { text: 'Câu 1', quick_replies: [{ content_type: 'text', title: 'A. Có', payload: 'q1:a' }] });
    await meta.tap(id, 'A. Có');
    await meta.caller.idle();

    expect(told()).toContainEqual(
      expect.objectContaining({ message: expect.objectContaining({ text: 'A. Có', quick_reply: { payload: 'q1:a' } }) }),
    );
    await expect(meta.tap(id, 'A. Có')).rejects.toThrow('no button');
  });

  test('is a postback for a button, which stays for ever', async () => {
    await start();
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    await send(id, {
      attachment: {
        type: 'template',
        payload: { template_type: 'button', text: 'Tiếp?', buttons: [{ type: 'postback', title: 'Học tiếp', payload: 'next' }] },
      },
    });
    await meta.tap(id, 'Học tiếp');
    await meta.say(id, 'Khác');
    await meta.tap(id, 'Học tiếp');
    await meta.caller.idle();

    expect(told().filter((event) => 'postback' in event)).toMatchObject([
      { postback: { payload: 'next' } },
      { postback: { payload: 'next' } },
    ]);
  });

  test('goes to standby while a person at the page answers, without what the button holds', async () => {
    await start();
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    await meta.inboxSays(id, 'Tôi là cán bộ tư vấn');
    await meta.postback(id, 'Học tiếp', 'next');

    expect(Object(receiver.calls.at(-1)?.event).entry[0].standby).toMatchObject([{ postback: { title: 'Học tiếp' } }]);
    expect(JSON.stringify(told().at(-1))).not.toContain('payload');
    expect(told()).toContainEqual(expect.objectContaining({ message: expect.objectContaining({ app_id: 263902037430900 }) }));
  });
});

describe('an accepted send', () => {
  test('comes back as an echo with what it carried, then as delivered', async () => {
    await start();
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    const { message_id: mid } = await send(id);
    await receiver.has(3);

    expect(told().slice(1)).toMatchObject([
      {
        sender: { id: '1000001' },
        recipient: { id },
        message: { is_echo: true, app_id: 1517776481860111, metadata: 'out:1', mid, text: 'Chào bạn' },
      },
      { sender: { id }, delivery: { mids: [mid], watermark: expect.any(Number) } },
    ]);
  });

  test('has no echo when it is lost, or nobody subscribed', async () => {
    await start();
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    meta.troubleEvents({ loseEchoes: 1 });
    await send(id);
    meta.behave();
    meta.platform.pageFields.delete('message_echoes');
    await send(id);
    await meta.caller.idle();

    expect(told().filter((event) => JSON.stringify(event).includes('is_echo'))).toEqual([]);
  });
});

describe('a webhook that fails', () => {
  test('is called again, raises an alert after 15 minutes and is cut off after an hour', async () => {
    await start();
    receiver.answers.push(...Array.from({ length: 20 }, () => 500));
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    await meta.clock.advance(14 * minute);
    const early = { alerts: meta.caller.alerts, subscribed: meta.caller.subscribed, calls: receiver.calls.length };
    await meta.clock.advance(46 * minute);
    await meta.say(id, 'Còn đó không?');

    expect(early).toEqual({ alerts: 0, subscribed: true, calls: 7 });
    expect(meta.caller.alerts).toBeGreaterThan(0);
    expect(meta.caller.subscribed).toBe(false);
    expect(receiver.calls).toHaveLength(11);
  });

  test('is called once more after it was subscribed again', async () => {
    await start();
    meta.caller.subscribed = false;
    const path = `${meta.address}/v25.0/me/subscribed_apps`;
    const headers = { authorization: 'Bearer page-token' };
    const before = await (await fetch(path, { headers })).json();
    await fetch(`${path}?subscribed_fields=messages`, { method: 'POST', headers });
    const { id } = meta.addLearner();
    await meta.say(id, 'Chào');
    await meta.read(id);

    expect(before).toEqual({ data: [] });
    expect(told()).toMatchObject([{ message: { text: 'Chào' } }]);
  });
});

test.each([
  { timestamps: 'seconds' as const, is: 1795312800 },
  { timestamps: 'text' as const, is: '1795312800000' },
])('times may come as $timestamps', async ({ timestamps, is }) => {
  await start({ rules: { timestamps } });
  await meta.say(meta.addLearner().id, 'Chào');

  expect(told()).toMatchObject([{ timestamp: is }]);
});
