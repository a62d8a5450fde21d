import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMessenger } from '../../../bot/channels/messenger';
import type { Arrival } from '../../../server/conversation/inbox-writer';
import { createWebhooks } from '../../../server/http/webhooks';
import { deriveKeys } from '../../../server/keys';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { sendPackets } from '../../support/raw-http';

const meta = new MessengerSimulator('app-secret', 'page-token');
const now = () => new Date('2026-11-22T03:00:00Z');
const channel = createMessenger({ appSecret: meta.appSecret, verifyToken: 'verify me', pageToken: meta.pageToken, now });
const path = '/webhooks/messenger';

/** Each call to the inbox waits until the test lets it through or fails it. */
type Waiting = { readonly arrivals: readonly Arrival[]; readonly stored: () => void; readonly failed: () => void };
let waiting: Waiting[];
let restricted: string[];
let open: boolean;
let server: Server;
let address: string;

beforeEach(async () => {
  waiting = [];
  restricted = [];
  open = true;
  const store = (arrivals: readonly Arrival[]) =>
    new Promise<void>((stored, reject) => waiting.push({ arrivals, stored, failed: () => reject(new Error('no store')) }));
  const webhooks = createWebhooks({
    keys: deriveKeys('s'.repeat(32), 'w'.repeat(32)),
    channels: new Map([[path, channel]]),
    inbox: { store },
    isOpen: async () => open,
    restrict: async ({ state }) => void restricted.push(state),
    now,
    report: () => undefined,
    bodyTimeoutMs: 200,
  });
  server = createServer((request, response) => {
    if (!webhooks(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const message = (mid: string) => meta.webhook({ sender: { id: '1' }, timestamp: now().getTime(), message: { mid, text: 'Chào' } });
function post({ body, headers }: ReturnType<typeof message>): Promise<Response> {
  return fetch(address + path, { method: 'POST', headers, body: new Uint8Array(body) });
}
async function calls(count: number): Promise<readonly Waiting[]> {
  while (waiting.length < count) await new Promise((done) => setImmediate(done));
  return waiting;
}

describe('a webhook', () => {
  test('thanks for what comes before learners may, and stores nothing of it', async () => {
    open = false;
    const answer = await post(message('early'));

    expect([answer.status, await answer.text()]).toEqual([200, 'EVENT_IGNORED']);
    expect(waiting).toEqual([]);
  });

  test('is answered only when its own event is stored, whatever others wait for', async () => {
    const answered: string[] = [];
    const both = ['a', 'b'].map((mid) => post(message(mid)).then(() => answered.push(mid)));
    const [first, second] = await calls(2);

    second?.stored();
    await Promise.race(both);
    expect(answered).toHaveLength(1);

    first?.stored();
    await Promise.all(both);
    expect(answered).toHaveLength(2);
  });

  test('asks the platform to send again when the store fails, and takes the repeat', async () => {
    const failing = post(message('a'));
    (await calls(1))[0]?.failed();
    expect(await failing).toMatchObject({ status: 503 });

    const repeat = post(message('a'));
    (await calls(2))[1]?.stored();
    expect(await repeat).toMatchObject({ status: 200 });
    expect(waiting[1]?.arrivals[0]?.row._id).toBe(waiting[0]?.arrivals[0]?.row._id);
  });

  test('gives Meta its challenge back to whoever knows the token, and to nobody else', async () => {
    const ask = (token: string) => fetch(`${address}${path}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=4711`);

    const known = await ask('verify%20me');

    expect([known.status, await known.text()]).toEqual([200, '4711']);
    expect((await ask('guess')).status).toBe(403);
    expect((await fetch(address + path)).status).toBe(400);
  });

  test('that tells of the page itself stores no event, and says so to who must know', async () => {
    const answer = await post(
      meta.webhook({ recipient: { id: '1' }, timestamp: now().getTime(), policy_enforcement: { action: 'block' } }),
    );

    expect(answer.status).toBe(200);
    expect({ waiting, restricted }).toEqual({ waiting: [], restricted: ['restricted'] });
  });

  test('of another signature stores nothing', async () => {
    const { body, headers } = message('a');
    const answer = await post({ body, headers: { ...headers, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } });

    expect(answer.status).toBe(401);
    expect(waiting).toEqual([]);
  });

  test.each([
    { what: 'larger than any platform sends', length: 2 * 1024 * 1024, body: 'x'.repeat(1024 * 1024 + 1), status: 413 },
    { what: 'that does not end in time', length: 100, body: 'x', status: 408 },
  ])('with a body $what is answered $status', async ({ length, body, status }) => {
    const answer = await sendPackets(address, [`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`, body]);

    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer).toMatch(/\r\n\r\nThe body .{10,}\.$/);
    expect(waiting).toEqual([]);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('asked with %s says what it answers', async (method) => {
    const answer = await fetch(address + path, { method });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect(await answer.text()).toMatch(/GET and POST/);
    expect(waiting).toEqual([]);
  });
});
