import { createHmac } from 'node:crypto';
import type { Integration } from '@botpress/sdk';
import { createBot, type TurnOperations } from '../../../bot/botpress/bot';
import { deliver } from '../../../bot/botpress/deliver';
import { toIntegration } from '../../../bot/botpress/integration';
import { integrationDefinition } from '../../../bot/botpress/integration-definition';
import { type IntegrationOperations, receive } from '../../../bot/botpress/receive';
import { runTurn } from '../../../bot/botpress/run-turn';
import type { Channel, InboundEvent, RawRequest } from '../../../bot/channels/channel';
import { createMessenger } from '../../../bot/channels/messenger';
import { SendFailure, type SendFailureCode } from '../../../bot/channels/send-failure';
import type { Reply } from '../../../bot/messages';
import { dialogue, start } from '../support/conversation';
import { SmallBotpress } from './small-botpress';

const text = (words: string) => ({ message: { text: words } });
const said: readonly object[] = [
  { postback: { mid: 'm_0', title: 'Bắt đầu', payload: 'GET_STARTED', referral: { ref: 'ABC' } } },
  text('16 hoặc 17 tuổi'),
  text('đồng ý'),
  text('Tiếp – “ệ”, 👩‍👩‍👧'),
  text('không có mã'),
  text('1'),
  { referral: { ref: 'ABC', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
  { postback: { mid: 'm_p', title: 'Trang chủ', payload: 'MENU' } },
  text('menu'),
  { tap: 0 },
  { tap: 0 },
  { tap: 0 },
  { tap: 0 },
  text('A'),
  text('dừng'),
];

type Button = { readonly title: string; readonly payload: string };
type Heard = { readonly text?: string; readonly quick_replies?: readonly Button[]; readonly attachment?: object };

/** One person on Messenger, who hears what is sent to them and taps what they are shown. */
class Talk {
  readonly heard: Heard[] = [];
  readonly channel: Channel;
  now = start;
  private count = 0;

  constructor() {
    const made = createMessenger({ appSecret: 'secret', verifyToken: 'verify', pageToken: 'token', now: () => new Date(this.now) });
    this.channel = { ...made, send: async ({ body }) => `m_${this.heard.push(wordsOf(body))}` };
  }

  next(what: object): RawRequest {
    this.count += 1;
    this.now += 30_000;
    const option = 'tap' in what ? this.heard.at(-1)?.quick_replies?.[Number(what.tap)] : undefined;
    const event = option === undefined ? what : { message: { text: option.title, quick_reply: { payload: option.payload } } };
    const message =
      'message' in event && typeof event.message === 'object' ? { message: { mid: `m_${this.count}`, ...event.message } } : {};
    const messaging = [{ sender: { id: '2000001' }, recipient: { id: 'page' }, timestamp: this.now, ...event, ...message }];
    const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: 'page', time: this.now, messaging }] }));
    const signature = createHmac('sha256', 'secret').update(body).digest('hex');
    return { method: 'POST', url: '/webhook?x=1', headers: { 'x-hub-signature-256': `sha256=${signature}` }, body };
  }
}

/** Everything a learner sees; the id we give a message is not seen. */
function wordsOf(body: string): Heard {
  const { metadata: _id, ...words } = JSON.parse(body).message;
  return words;
}

/** The way of the product: parsed, one turn with a client in process, rendered and sent. */
async function inProcess(talk: Talk): Promise<void> {
  const { channel } = talk;
  const bot = createBot(dialogue);
  let session: unknown;
  for (const [turn, what] of said.entries()) {
    const replies: Reply[] = [];
    const client: TurnOperations = {
      getOrSetState: async ({ payload }) => ({ state: { payload: session ?? payload } }),
      setState: async ({ payload }) => {
        session = payload;
      },
      createMessage: async ({ type, payload }) => replies.push({ type, payload } as Reply),
      createEvent: async () => undefined,
    };
    for (const event of channel.parse(talk.next(what)).events) {
      if (!('kind' in event)) continue;
      const { id, at, ...body }: InboundEvent = event;
      const about = { id, at: at.getTime(), app: 'messenger', identifiedBy: 'account' } as const;
      await runTurn(bot, { conversationId: '1', userId: '1', event: { ...body, ...about }, now: talk.now }, client);
    }
    for (const message of channel.render('2000001', replies, (index) => `${turn}:${index}`))
      await channel.send(message, new AbortController().signal);
  }
}

async function throughBotpress(talk: Talk): Promise<void> {
  const integration = toIntegration(talk.channel);
  const botpress = await SmallBotpress.start({ bot: createBot(dialogue), integration, now: () => new Date(talk.now) });
  try {
    for (const what of said) {
      const request = talk.next(what);
      expect(await botpress.webhook(request)).toMatchObject({ status: 200 });
      if ('message' in what || 'tap' in what) expect(await botpress.webhook(request)).toMatchObject({ status: 200 }); // as platforms do
    }
  } finally {
    await botpress.stop();
  }
}

describe('a channel as a Botpress integration', () => {
  test('says on the platform what the product says there, word for word and button for button', async () => {
    const [own, theirs] = [new Talk(), new Talk()];

    await inProcess(own);
    await throughBotpress(theirs);

    expect(theirs.heard).toEqual(own.heard);
    expect(own.heard.length).toBeGreaterThanOrEqual(said.length - 1);
  });
});

describe('what comes by its webhook', () => {
  const channel = createMessenger({ appSecret: 'secret', verifyToken: 'verify', pageToken: 'token', now: () => new Date(start) });
  const away = () => Promise.reject(new Error('away'));
  const nobody: IntegrationOperations = {
    getOrCreateUser: away,
    getOrCreateConversation: away,
    getOrCreateMessage: away,
    createEvent: away,
  };
  const passed = (request: RawRequest) => ({
    method: request.method,
    path: '/',
    query: '',
    headers: request.headers,
    body: request.body.toString(),
  });

  test.each([
    { what: 'not signed', request: { ...passed(new Talk().next(text('A'))), headers: {} }, status: 401 },
    { what: 'while Botpress is away', request: passed(new Talk().next(text('A'))), status: 503 },
    {
      what: 'as a handshake',
      request: { method: 'GET', path: '/', query: 'hub.mode=subscribe&hub.verify_token=verify&hub.challenge=12', headers: {} },
      status: 200,
    },
  ])('$what is answered $status', async ({ request, status }) => {
    expect(await receive(channel, nobody, request)).toMatchObject({ status });
  });
});

describe('a message of the bot', () => {
  const message = { type: 'text', payload: { text: 'Chào' }, message: { id: 'm1' }, conversation: { tags: { id: '1' } } };
  const failing = (code: SendFailureCode): Channel => ({
    ...createMessenger({ appSecret: 's', verifyToken: 'v', pageToken: 't', now: () => new Date(start) }),
    send: () => Promise.reject(new SendFailure(code)),
  });

  test.each([
    { code: 'not_sent', again: true },
    { code: 'throttled', again: true },
    { code: 'unknown', again: false },
    { code: 'learner_left', again: false },
    { code: 'misconfigured', again: false },
  ] as const)('that failed with $code may be tried again: $again', async ({ code, again }) => {
    const failure = await deliver(failing(code), message).catch((error: unknown) => error);

    expect(failure instanceof SendFailure).toBe(again);
    expect(failure).toMatchObject(again ? { code } : { type: 'Runtime' });
  });

  test.each([
    { what: 'of a type no channel shows', changed: { type: 'audio', payload: { audioUrl: 'https://example.vn/a' } } },
    { what: 'in a conversation of somebody else', changed: { conversation: { tags: {} } } },
  ])('$what is refused, and not asked for again', async ({ changed }) => {
    await expect(deliver(failing('not_sent'), { ...message, ...changed })).rejects.toMatchObject({ type: 'Runtime' });
  });
});

test('the definition names what the integration has', () => {
  const channel = createMessenger({ appSecret: 's', verifyToken: 'v', pageToken: 't', now: () => new Date(start) });
  const integration: Integration = toIntegration(channel);
  const definition = integrationDefinition('messenger', '0.1.0');

  expect(Object.keys(definition.channels ?? {})).toEqual(Object.keys(integration.channels));
  expect(Object.keys(definition.channels?.chat?.messages ?? {})).toEqual(Object.keys(integration.channels.chat?.messages ?? {}));
});
