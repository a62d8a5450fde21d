import crypto from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createLogger } from '../../server/observability/logger';
import { native } from '../../server/storage/collection';
import { conversations } from '../../server/storage/collections/conversations';
import { inbox } from '../../server/storage/collections/inbox';
import { zaloTokenStore } from '../../server/zalo/token-store';
import { eventually } from '../support/eventually';
import { MessengerSimulator } from '../support/messenger-simulator';
import { type Product, startProduct } from '../support/product';
import { zaloAccountSettings } from '../support/zalo-account-settings';
import { ZaloSimulator } from '../support/zalo-simulator';
import { sampleAccount } from '../support/zalo-simulator/options';

/** In everything a learner or a forger says here: the log must never hold it. */
const mark = 'thầm-kín-9182';
const asciiMark = 'kin-9182';
const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
const zalo = new ZaloSimulator();
const log: string[] = [];
let product: Product;

beforeAll(async () => {
  const addresses = await zalo.start();
  const env = {
    MESSENGER_APP_SECRET: meta.appSecret,
    MESSENGER_VERIFY_TOKEN: 'verify-token',
    MESSENGER_PAGE_TOKEN: meta.pageToken,
    MESSENGER_API_URL: await meta.start(),
    ...zaloAccountSettings(addresses),
  };
  product = await startProduct({ env, logger: createLogger('debug', { write: (line) => void log.push(line) }) });
  const { storage, keys } = product.running;
  const life = { accessExpiresAt: Date.now() + 1e8, refreshExpiresAt: Date.now() + 1e9 };
  await zaloTokenStore(storage.db, keys).write({ ...zalo.grant(), ...life });
});
afterAll(async () => {
  await product.close();
  await Promise.all([meta.stop(), zalo.stop()]);
});
afterEach(() => {
  const said = log.filter(
    (line) => line.includes(mark) || line.includes(asciiMark) || /"level":"error"|\[removed\]|[0-9a-f]{64}/.test(line),
  );
  expect(said).toEqual([]);
});

type Signed = { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
type Forgery = { readonly made: string; readonly forge: (signed: Signed) => Signed; readonly status?: number; readonly compared?: boolean };

let number = 0;
const agoOf = (ms: number) => Date.now() - ms;

/** A genuine event nobody has sent before; `ago` is its age. */
function messengerEvent(ago = 0): Signed {
  number += 1;
  const event = { sender: { id: `20000${number}` }, recipient: { id: '1000001' }, timestamp: agoOf(ago) };
  return meta.webhook({ ...event, message: { mid: `m_forged-${number}`, text: `${mark} ${asciiMark}` } });
}

function zaloEvent(ago = 0): Signed {
  number += 1;
  const learner = zalo.addLearner();
  const from = { sender: { id: learner.id }, recipient: { id: sampleAccount.oaId } };
  const message = { msg_id: `forged-${number}`, text: `${mark} ${asciiMark}` };
  return zalo.webhook(learner.id, { ...from, event_name: 'user_send_text', message, timestamp: String(agoOf(ago)) });
}

async function post(path: string, { body, headers }: Signed): Promise<number> {
  const response = await fetch(product.address + path, { method: 'POST', headers, body: new Uint8Array(body) });
  const text = await response.text();
  expect(text).not.toMatch(new RegExp(`${mark}|${asciiMark}|secret|stack|Error`));
  return response.status;
}

/** How often each conversation was written: a turn more would show. */
async function turns(): Promise<readonly string[]> {
  const rows = await native(conversations(product.running.storage.db)).find().sort({ _id: 1 }).toArray();
  return rows.map(({ _id, version }) => `${_id} ${version}`);
}

const stored = () => native(inbox(product.running.storage.db)).countDocuments({});

const withHeader =
  (name: string, change: (value: string) => string | undefined) =>
  ({ body, headers: { [name]: before = '', ...others } }: Signed): Signed => {
    const value = change(before);
    return { body, headers: value === undefined ? others : { ...others, [name]: value } };
  };
const otherDigit = (digit: string | undefined) => (digit === '0' ? '1' : '0');
const firstDigit = (value: string, prefix: number) => value.slice(0, prefix) + otherDigit(value[prefix]) + value.slice(prefix + 1);
const lastDigit = (value: string) => value.slice(0, -1) + otherDigit(value.at(-1));
const bodyChanged = ({ body, headers }: Signed): Signed => ({ headers, body: Buffer.from(body.toString().replace(asciiMark, 'kin-0000')) });
const cutShort = ({ body, headers }: Signed): Signed => ({ headers, body: body.subarray(0, -3) });
const rewritten = ({ body, headers }: Signed): Signed => ({
  headers,
  body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 3)),
});
const oversized = ({ body, headers }: Signed): Signed => ({ headers, body: Buffer.concat([body, Buffer.alloc(1024 * 1024 + 1, ' ')]) });

const hub = 'x-hub-signature-256';
const onMessenger: readonly Forgery[] = [
  { made: 'with another body', forge: bodyChanged, compared: true },
  { made: 'with JSON written anew', forge: rewritten, compared: true },
  { made: 'with a body cut short', forge: cutShort, compared: true },
  { made: 'with another first digit', forge: withHeader(hub, (value) => firstDigit(value, 7)), compared: true },
  { made: 'with another last digit', forge: withHeader(hub, lastDigit), compared: true },
  { made: 'with a signature cut short', forge: withHeader(hub, (value) => value.slice(0, -2)) },
  { made: 'with a signature in capitals', forge: withHeader(hub, (value) => `sha256=${value.slice(7).toUpperCase()}`) },
  { made: 'with no word for the digest', forge: withHeader(hub, (value) => value.slice(7)) },
  { made: 'with SHA-1 only', forge: withHeader(hub, () => undefined) },
  { made: 'with letters beyond hex', forge: withHeader(hub, () => `sha256=${'z'.repeat(64)}`) },
  {
    made: 'signed with the verify token',
    forge: ({ body, headers }) => ({
      body,
      headers: { ...headers, [hub]: `sha256=${crypto.createHmac('sha256', 'verify-token').update(body).digest('hex')}` },
    }),
    compared: true,
  },
  { made: 'larger than 1 MiB', forge: oversized, status: 413 },
];

const event = 'x-zevent-signature';
const signedBy =
  (secret: string) =>
  ({ body, headers }: Signed): Signed => {
    const { timestamp }: { readonly timestamp: string } = JSON.parse(body.toString());
    const digest = crypto.createHash('sha256').update(sampleAccount.appId).update(body).update(timestamp).update(secret).digest('hex');
    return { body, headers: { ...headers, [event]: `mac=${digest}` } };
  };
const onZalo: readonly Forgery[] = [
  { made: 'with another body', forge: bodyChanged, compared: true },
  { made: 'with JSON written anew', forge: rewritten, compared: true },
  { made: 'with a body cut short', forge: cutShort },
  { made: 'with another first digit', forge: withHeader(event, (value) => firstDigit(value, 4)), compared: true },
  { made: 'with another last digit', forge: withHeader(event, lastDigit), compared: true },
  { made: 'with a signature cut short', forge: withHeader(event, (value) => value.slice(0, -2)) },
  { made: 'without a signature', forge: withHeader(event, () => undefined) },
  { made: 'signed with the application’s secret', forge: signedBy(sampleAccount.appSecret), compared: true },
  {
    made: 'of another application',
    forge: ({ body, headers }) =>
      signedBy(sampleAccount.oaSecret)({ headers, body: Buffer.from(body.toString().replace(sampleAccount.appId, '9'.repeat(19))) }),
  },
  { made: 'larger than 1 MiB', forge: oversized, status: 413 },
];

describe.each([
  { platform: 'Messenger', path: '/webhooks/messenger', eventOf: messengerEvent, forgeries: onMessenger, refusal: 401 },
  { platform: 'Zalo', path: '/webhooks/zalo', eventOf: zaloEvent, forgeries: onZalo, refusal: 200 },
])('a request in the name of $platform', ({ path, eventOf, forgeries, refusal }) => {
  test.each(forgeries)('$made changes nothing', async ({ forge, status = refusal, compared = false }) => {
    const before = await stored();
    const forged = forge(eventOf());
    const compare = jest.spyOn(crypto, 'timingSafeEqual');

    expect(await post(path, forged)).toBe(status);

    expect(await stored()).toBe(before);
    expect(compare.mock.calls.length > 0).toBe(compared);
    compare.mockRestore();
  });

  test('is taken once, however often it is brought again', async () => {
    const genuine = eventOf();
    const before = await stored();

    const statuses = await Promise.all([genuine, genuine, genuine].map((one) => post(path, one)));
    statuses.push(await post(path, genuine));

    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(await stored()).toBe(before + 1);
  });

  test('does nothing more when it is brought again after the inbox has forgotten it', async () => {
    const genuine = eventOf();
    const { db } = product.running.storage;
    await post(path, genuine);
    await eventually(async () => expect(await native(inbox(db)).countDocuments({ open: { $gte: 0 } })).toBe(0));
    const before = await turns();
    await native(inbox(db)).deleteMany({});

    expect(await post(path, genuine)).toBe(200);
    await eventually(async () => expect(await native(inbox(db)).countDocuments({ open: { $gte: 0 } })).toBe(0));

    expect(await turns()).toEqual(before);
  });

  test.each([
    { how: 'with its length', head: (length: number) => `content-length: ${length}` },
    { how: 'in chunks', head: () => 'transfer-encoding: chunked' },
  ])('whose line drops in the middle, sent $how, stores nothing, and the next one is taken', async ({ head }) => {
    const before = await stored();
    const { body, headers } = eventOf();
    const { hostname, port } = new URL(product.address);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const half = body.subarray(0, body.length >> 1);
    const piece = head(0).startsWith('transfer')
      ? `${half.length.toString(16)}\r\n${half.toString('latin1')}\r\n`
      : half.toString('latin1');
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write([`POST ${path} HTTP/1.1`, `host: ${hostname}`, ...lines, head(body.length), '', piece].join('\r\n'), 'latin1');
    socket.destroy();

    expect(await post(path, eventOf())).toBe(200);
    expect(await stored()).toBe(before + 1);
  });

  test('is taken when it is old: neither platform has a time after which it is void, and both send again what they could not bring', async () => {
    const before = await stored();

    expect(await post(path, eventOf(3 * 3600_000))).toBe(200);
    expect(await stored()).toBe(before + 1);
  });

  test('that is signed and no event is answered as read, and nothing is stored', async () => {
    const before = await stored();
    const empty = path.endsWith('zalo') ? signedBy(sampleAccount.oaSecret)(zaloNothing()) : meta.webhook();

    expect(await post(path, empty)).toBe(200);
    expect(await stored()).toBe(before);
  });
});

function zaloNothing(): Signed {
  return { headers: {}, body: Buffer.from(JSON.stringify({ app_id: sampleAccount.appId, timestamp: String(Date.now()) })) };
}

test('the log tells that something was refused, and by which channel', async () => {
  await post('/webhooks/messenger', bodyChanged(messengerEvent()));
  await post('/webhooks/zalo', bodyChanged(zaloEvent()));

  await eventually(() => {
    for (const channel of ['messenger', 'zalo'])
      expect(log.some((line) => line.includes('"webhook.refused"') && line.includes(channel))).toBe(true);
  });
});
