import type { Integration } from '@botpress/sdk';
import { createBot, type TurnOperations } from '../../../bot/botpress/bot';
import { deliver } from '../../../bot/botpress/deliver';
import { toIntegration } from '../../../bot/botpress/integration';
import { integrationDefinition } from '../../../bot/botpress/integration-definition';
import { type IntegrationOperations, receive } from '../../../bot/botpress/receive';
import { runTurn } from '../../../bot/botpress/run-turn';
import type { Channel, ChannelName, InboundEvent, RawRequest } from '../../../bot/channels/channel';
import { createMessenger } from '../../../bot/channels/messenger';
import { SendFailure, type SendFailureCode } from '../../../bot/channels/send-failure';
import type { Reply } from '../../../bot/messages';
import { dialogue, start } from '../support/conversation';
import { SmallBotpress } from './small-botpress';
import { type Act, messengerTalk, type Talk, zaloTalk } from './talks';

const say = (words: string) => ({ say: words });
const event = (fields: Readonly<Record<string, unknown>>) => ({ event: fields });
const taps = [{ tap: 0 }, { tap: 0 }, { tap: 0 }, { tap: 0 }];

const talks: readonly { readonly name: ChannelName; readonly talk: () => Talk; readonly acts: readonly Act[] }[] = [
  {
    name: 'messenger',
    talk: messengerTalk,
    acts: [
      event({ postback: { mid: 'm_0', title: 'Bắt đầu', payload: 'GET_STARTED', referral: { ref: 'ABC' } } }),
      ...['16 hoặc 17 tuổi', 'đồng ý', 'Tiếp – “ệ”, 👩‍👩‍👧', 'không có mã', '1'].map(say),
      event({ referral: { ref: 'ABC', source: 'SHORTLINK', type: 'OPEN_THREAD' } }),
      event({ postback: { mid: 'm_p', title: 'Trang chủ', payload: 'MENU' } }),
      say('menu'),
      ...taps,
      ...['A', 'dừng'].map(say),
    ],
  },
  {
    name: 'zalo',
    talk: zaloTalk,
    acts: [
      event({ event_name: 'widget_interaction_accepted', data: { user_id: '7000000000000000001', url: 'https://hieuluat.example/j/ABC' } }),
      ...['16 hoặc 17 tuổi', 'đồng ý', 'Tiếp – “ệ”, 👩‍👩‍👧', 'không có mã', '1'].map(say),
      event({
        event_name: 'user_send_image',
        message: { msg_id: 'm-p', attachments: [{ type: 'image', payload: { url: 'https://x.vn/a' } }] },
      }),
      event({ event_name: 'follow', oa_id: '5', follower: { id: '7000000000000000001' } }),
      say('menu'),
      ...taps,
      ...['A', 'dừng'].map(say),
    ],
  },
];

/** The way of the product: parsed, one turn with a client in process, rendered and sent. */
async function inProcess({ channel, next, now, sender }: Talk, acts: readonly Act[]): Promise<void> {
  const bot = createBot(dialogue);
  let session: unknown;
  for (const [turn, act] of acts.entries()) {
    const replies: Reply[] = [];
    const client: TurnOperations = {
      getOrSetState: async ({ payload }) => ({ state: { payload: session ?? payload } }),
      setState: async ({ payload }) => {
        session = payload;
      },
      createMessage: async ({ type, payload }) => replies.push({ type, payload } as Reply),
      createEvent: async () => undefined,
    };
    for (const event of channel.parse(next(act)).events) {
      if (!('kind' in event)) continue;
      const { id, at, ...body }: InboundEvent = event;
      const about = { id, at: at.getTime(), app: channel.name, identifiedBy: 'account' } as const;
      await runTurn(bot, { conversationId: '1', userId: '1', event: { ...body, ...about }, now: now() }, client);
    }
    for (const message of channel.render(sender, replies, (index) => `${turn}:${index}`))
      await channel.send(message, new AbortController().signal);
  }
}

/** Words and taps come twice, as they do from platforms; what has no id of its own once. */
async function throughBotpress(talk: Talk, acts: readonly Act[]): Promise<void> {
  const integration = toIntegration(talk.channel);
  const botpress = await SmallBotpress.start({ bot: createBot(dialogue), integration, now: () => new Date(talk.now()) });
  try {
    for (const act of acts) {
      const request = talk.next(act);
      expect(await botpress.webhook(request)).toMatchObject({ status: 200 });
      if (!('event' in act)) expect(await botpress.webhook(request)).toMatchObject({ status: 200 });
    }
  } finally {
    await botpress.stop();
  }
}

describe('a channel as a Botpress integration', () => {
  test.each(talks)('says on $name what the product says there, word for word and button for button', async ({ name, talk, acts }) => {
    const [own, theirs] = [talk(), talk()];

    await inProcess(own, acts);
    await throughBotpress(theirs, acts);

    expect(own.channel.name).toBe(name);
    expect(theirs.heard).toEqual(own.heard);
    expect(own.heard.length).toBeGreaterThanOrEqual(acts.length - 1);
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
    { what: 'not signed', request: { ...passed(messengerTalk().next(say('A'))), headers: {} }, status: 401 },
    { what: 'while Botpress is away', request: passed(messengerTalk().next(say('A'))), status: 503 },
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
