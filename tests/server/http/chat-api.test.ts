import { get } from 'node:http';
import request from 'supertest';
import { senderCookie, senderOf } from '../../../bot/channels/web/sender-cookie';
import { type ChatServer, keys, startChatServer } from '../widget/chat-server';
import { lessonScript } from '../widget/lesson-script';

const minute = 60_000;
const joined = { events: [{ id: 'e1', kind: 'joined', at: '2026-11-22T00:00:00.000Z' }] };

describe('the chat API', () => {
  let server: ChatServer;
  let learner: ReturnType<typeof request.agent>;

  beforeEach(async () => {
    server = await startChatServer(lessonScript);
    learner = request.agent(server.url);
  });
  afterEach(() => server.close());

  const open = () => learner.post('/chat/api/session');
  const join = () => learner.post('/chat/api/events').send(joined);
  const replies = async (after = 0) => (await learner.get(`/chat/api/replies?after=${after}`)).body;

  test('a new device gets a sender of its own, in a cookie no script can read', async () => {
    const response = await open();

    const cookies = response.get('Set-Cookie') ?? [];
    const chat = cookies.find((cookie) => cookie.startsWith(senderCookie));
    expect(response.body).toMatchObject({ state: 'new', after: 0 });
    expect(chat).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(senderOf(keys.of('web-chat'), chat?.split(';')[0])).toHaveLength(22);
  });

  test('a reload keeps the sender', async () => {
    const first = await open();
    const second = await open();

    const sender = (response: request.Response) => response.get('Set-Cookie')?.[0]?.split(';')[0];
    expect(second.body.state).toBe('open');
    expect(sender(second)).toBe(sender(first));
  });

  test('one address opens a limited number of new chats a minute, and reloads those it has', async () => {
    const strict = await startChatServer(lessonScript, { newChatsPerMinute: 2 });
    const device = request.agent(strict.url);
    const opened = [await device.post('/chat/api/session'), await request(strict.url).post('/chat/api/session')];
    const refused = await request(strict.url).post('/chat/api/session').set('X-Forwarded-For', '192.0.2.7');
    const reloaded = await device.post('/chat/api/session');
    await strict.close();

    expect([...opened, refused, reloaded].map(({ status }) => status)).toEqual([200, 200, 429, 200]);
    expect(refused.body).toMatchObject({ code: 'too_many_requests' });
    expect(Number(refused.get('Retry-After'))).toBeGreaterThan(0);
  });

  test('replies come after the cursor asked for', async () => {
    await open();
    await join();

    const all = await replies();
    const rest = await replies(1);

    expect(all.replies).toEqual([
      { cursor: 1, event: 'e1', type: 'text', payload: { text: expect.stringContaining('Chào bạn') } },
      { cursor: 2, event: 'e1', type: 'choice', payload: expect.objectContaining({ options: expect.any(Array) }) },
    ]);
    expect(rest.replies.map(({ cursor }: { cursor: number }) => cursor)).toEqual([2]);
  });

  test.each(['', 'x', '-1', '1e99', '{"$gt":0}'])('a cursor %p that is none counts as the beginning', async (after) => {
    await open();
    await join();

    const response = await learner.get('/chat/api/replies').query({ after });

    expect(response.body.replies).toHaveLength(2);
  });

  test('after ten idle minutes nothing is shown and nothing keeps it open', async () => {
    await open();
    await join();
    server.clockAheadMs = 10 * minute;

    const hidden = { replies: [], idle: true };
    expect(await replies()).toEqual(hidden);
    expect((await learner.post('/chat/api/session/activity')).body).toEqual(hidden);
    expect((await learner.get('/chat/api/stream')).body).toEqual(hidden);
    expect((await learner.put('/chat/api/session/code').send({ code: '1234' })).body).toEqual(hidden);
    expect((await open()).body).toMatchObject({ state: 'locked', code: false });
  });

  test('a touch every nine minutes keeps it open', async () => {
    await open();
    await join();
    for (const passed of [9, 18, 27]) {
      server.clockAheadMs = passed * minute;
      await learner.post('/chat/api/session/activity');
    }

    expect((await replies()).replies).toHaveLength(2);
  });

  test('opened again, what was said before stays hidden', async () => {
    await open();
    await join();
    server.clockAheadMs = 10 * minute;

    const resumed = await learner.post('/chat/api/session/resume').send({});
    await learner.post('/chat/api/events').send({ events: [{ ...joined.events[0], id: 'e2' }] });

    expect(resumed.body).toMatchObject({ state: 'open', after: 2 });
    expect((await replies()).replies.map(({ event }: { event: string }) => event)).toEqual(['e2', 'e2']);
  });

  test.each([
    { given: 'the code', body: { code: '0417' }, status: 200 },
    { given: 'another code', body: { code: '0418' }, status: 403 },
    { given: 'no code', body: {}, status: 403 },
    { given: 'a code too long', body: { code: '04171' }, status: 400 },
    { given: 'an operator', body: { code: { $ne: 1 } }, status: 400 },
    { given: 'digits of another script', body: { code: '٠٤١٧' }, status: 400 },
  ])('with a code set, $given is answered $status', async ({ body, status }) => {
    await open();
    await learner.put('/chat/api/session/code').send({ code: '0417' });
    server.clockAheadMs = 10 * minute;

    const response = await learner.post('/chat/api/session/resume').send(body);

    expect(response.status).toBe(status);
    expect((await replies()).idle).toBe(status === 200 ? undefined : true);
  });

  test('leaving a hidden chat is not a way around its code', async () => {
    const cookies = (await open()).get('Set-Cookie') ?? [];
    await learner.put('/chat/api/session/code').send({ code: '0417' });
    server.clockAheadMs = 10 * minute;

    await learner.delete('/chat/api/session');
    const copied = await request(server.url).post('/chat/api/session/resume').set('Cookie', cookies).send({});

    expect(copied.status).toBe(403);
  });

  test('quick exit takes every cookie away', async () => {
    await open();

    const response = await learner.delete('/chat/api/session');

    expect(response.get('Set-Cookie')?.every((cookie) => cookie.includes('Expires=Thu, 01 Jan 1970'))).toBe(true);
    expect((await learner.get('/chat/api/replies')).status).toBe(401);
  });

  test.each([
    { given: 'no cookie', cookie: '' },
    { given: 'a forged cookie', cookie: `${senderCookie}=AAAAAAAAAAAAAAAAAAAAAA.${'A'.repeat(43)}` },
  ])('$given: refused with a problem document that says nothing of the inside', async ({ cookie }) => {
    const response = await request(server.url).get('/chat/api/replies').set('Cookie', cookie);

    expect(response.status).toBe(401);
    expect(response.type).toBe('application/problem+json');
    expect(Object.keys(response.body).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type']);
  });

  test('another site cannot speak for a learner', async () => {
    const response = await learner.post('/chat/api/session').set('Sec-Fetch-Site', 'cross-site');

    expect(response.status).toBe(403);
    expect(response.get('Set-Cookie')).toBeUndefined();
  });

  test.each([
    { body: 'broken JSON', content: '{', status: 400 },
    { body: 'far too much', content: JSON.stringify({ code: '1'.repeat(100_000) }), status: 413 },
  ])('$body is refused', async ({ content, status }) => {
    await open();

    const response = await learner.put('/chat/api/session/code').type('json').send(content);

    expect(response.status).toBe(status);
  });

  test('nothing of it is kept by a cache', async () => {
    await open();

    expect((await learner.get('/chat/api/replies')).get('Cache-Control')).toBe('no-store');
  });

  test('the stream brings what is there, then what is said, a turn at a time', async () => {
    const cookie =
      (await open())
        .get('Set-Cookie')
        ?.map((one) => one.split(';')[0])
        .join('; ') ?? '';
    await join();
    const stream = await listen(`${server.url}/chat/api/stream?after=1`, cookie);

    server.say({ type: 'text', payload: { text: 'Có bài học mới' } });

    const cursors = [await stream.next(), await stream.next()].map(({ replies: turn }) => turn.map(({ cursor }) => cursor));
    stream.close();
    expect(cursors).toEqual([[2], [3]]);
  });
});

type Turn = { readonly replies: readonly { readonly cursor: number }[] };

/** The `replies` events of a stream, one after the other. */
function listen(url: string, cookie: string): Promise<{ readonly next: () => Promise<Turn>; readonly close: () => void }> {
  return new Promise((resolve) => {
    const outgoing = get(url, { headers: { cookie } }, (response) => {
      const turns = turnsOf(response.setEncoding('utf8'));
      resolve({ next: async () => (await turns.next()).value ?? { replies: [] }, close: () => void outgoing.destroy() });
    });
  });
}

async function* turnsOf(chunks: AsyncIterable<string>): AsyncGenerator<Turn> {
  let text = '';
  for await (const chunk of chunks) {
    const events = (text + chunk).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data:(.*)$/m.exec(event)?.[1];
      if (event.includes('event:replies') && data !== undefined) yield JSON.parse(data);
    }
  }
}
