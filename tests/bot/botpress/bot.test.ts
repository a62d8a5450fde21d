import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@botpress/client';
import { createBot, type TurnOperations } from '../../../bot/botpress/bot';
import { type Addressed, readEnvelope, toHandlerRequest } from '../../../bot/botpress/handler-request';
import { runTurn } from '../../../bot/botpress/run-turn';
import type { EventBody } from '../../../bot/channels/channel';
import { isSession, type Session } from '../../../bot/dialogue/session';
import type { DialogueEvent } from '../../../bot/dialogue/step';
import { classCode, dialogue, start } from '../support/conversation';

type Kept = { session?: unknown; readonly messages: unknown[]; readonly facts: unknown[] };

/** What a turn's client does: keeps everything, sends nothing. */
function collecting(kept: Kept): TurnOperations {
  return {
    getOrSetState: async ({ payload }) => ({ state: { payload: kept.session ?? payload } }),
    setState: async ({ payload }) => {
      kept.session = payload;
    },
    createMessage: async ({ type, payload }) => kept.messages.push({ type, payload }),
    createEvent: async ({ payload }) => kept.facts.push(payload),
  };
}

/** The four operations as Botpress serves them, on this machine. */
function router(kept: Kept): Server {
  return createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer(kept, request.url ?? '', body)));
  });
}

function answer(kept: Kept, url: string, body: { type: string; payload: unknown }): object {
  if (url.endsWith('/get-or-set')) return { state: { payload: kept.session ?? body.payload } };
  if (url.includes('/states/')) {
    kept.session = body.payload;
    return { state: { payload: body.payload } };
  }
  if (url.endsWith('/messages')) {
    kept.messages.push({ type: body.type, payload: body.payload });
    return { message: { id: 'm', type: body.type, payload: body.payload } };
  }
  kept.facts.push(body.payload);
  return { event: { id: 'e', type: body.type, payload: body.payload } };
}

const bodies: readonly (EventBody & Partial<DialogueEvent>)[] = [
  { kind: 'joined', ref: 'code', code: classCode },
  { kind: 'message', text: '16 hoặc 17 tuổi' },
  { kind: 'message', text: 'đồng ý' },
  { kind: 'message', text: 'có' },
  { kind: 'message', text: 'không' },
  { kind: 'message', text: 'có' },
  { kind: 'media' },
  { kind: 'message', text: '1' },
  { kind: 'message', text: 'Tiếp – “ệ”, 👩‍👩‍👧' },
  { kind: 'due', what: 'reminder' },
  { kind: 'left' },
  { kind: 'erase' },
];
const events: readonly Addressed[] = bodies.map((body, index) => ({
  conversationId: 'web:web:1',
  userId: 'user-1',
  now: start + index * 60_000,
  event: { id: `e${index}`, at: start + index * 60_000, ...body },
}));

const emptyHands = (): Kept => ({ messages: [], facts: [] });

describe('the bot', () => {
  const bot = createBot(dialogue);

  test('takes every kind of event to the dialogue and back', async () => {
    const kept = emptyHands();
    for (const event of events) await runTurn(bot, event, collecting(kept));

    expect(isSession(kept.session)).toBe(true);
    expect(kept.facts).toContainEqual(expect.objectContaining({ kind: 'joined' }));
    expect(kept.facts.slice(-2)).toMatchObject([{ kind: 'left' }, { kind: 'erase-asked' }]);
    expect(kept.messages).toHaveLength(9);
  });

  test('says the same through a client over HTTP as through the one in process', async () => {
    const [inProcess, overHttp] = [emptyHands(), emptyHands()];
    const server = router(overHttp);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const client = new Client({ apiUrl: `http://127.0.0.1:${port}`, botId: 'hieu-luat', token: 'none' });

    try {
      for (const event of events) {
        await runTurn(bot, event, collecting(inProcess));
        expect(await bot.handler(toHandlerRequest(event), { client })).toMatchObject({ status: 200 });
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }

    expect(overHttp).toEqual(JSON.parse(JSON.stringify(inProcess)));
  });

  test('makes a failed turn an exception, so that it is not committed, and prints nothing of it', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken: TurnOperations = { ...collecting(emptyHands()), setState: () => Promise.reject(new Error('no line to the store')) };
    const [first] = events;

    const turn = first && runTurn(bot, first, broken);

    await expect(turn).rejects.toThrow('no line to the store');
    expect(printed.mock.calls).toEqual([]);
    printed.mockRestore();
  });

  test('hands each of several turns at once its own failure, and the others none', async () => {
    const failing = (words: string): TurnOperations => ({ ...collecting(emptyHands()), setState: () => Promise.reject(new Error(words)) });
    const [first] = events;
    if (first === undefined) throw new Error('No event');

    const ends = await Promise.allSettled([
      runTurn(bot, first, failing('one')),
      runTurn(bot, first, collecting(emptyHands())),
      runTurn(bot, first, failing('three')),
    ]);

    expect(ends.map((end) => (end.status === 'rejected' ? String(end.reason) : end.status))).toEqual([
      'Error: one',
      'fulfilled',
      'Error: three',
    ]);
  });

  test('leaves errors to Botpress where Botpress runs it', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const client = new Client({ apiUrl: 'http://127.0.0.1:9', botId: 'hieu-luat', token: 'none', retry: { retries: 0 } });
    const [first] = events;

    const response = first && (await bot.handler(toHandlerRequest(first), { client }));

    expect(response?.status).toBeGreaterThanOrEqual(400);
    printed.mockRestore();
  });

  test('keeps a session in the state and nothing else', async () => {
    const kept = emptyHands();
    for (const event of events.slice(0, 8)) await runTurn(bot, event, collecting(kept));

    const session: Session | undefined = isSession(kept.session) ? kept.session : undefined;
    expect(session).toMatchObject({ step: 'read-message', membership: { group: 'group-1' } });
  });
});

describe('an envelope', () => {
  test.each(events)('gives back what was put in: $event.kind', (addressed) => {
    const body = toHandlerRequest(addressed).body ?? '';

    expect(readEnvelope(JSON.parse(body).event)).toEqual(addressed);
  });

  test.each([
    undefined,
    null,
    1,
    {},
    { payload: {} },
    { conversationId: 'c', userId: 'u', createdAt: 'no date', payload: { kind: 'left', id: '1', at: 1 } },
  ])('that we did not write is not read: %p', (envelope) => {
    expect(readEnvelope(envelope)).toBeUndefined();
  });
});
