import { randomUUID } from 'node:crypto';
import { createLogger } from '../../server/observability/logger';
import { createRosterCodes } from '../../server/organisations/create-codes';
import { native } from '../../server/storage/collection';
import { attempts } from '../../server/storage/collections/attempts';
import { joinCodes } from '../../server/storage/collections/join-codes';
import { eventually } from '../support/eventually';
import { MessengerSimulator } from '../support/messenger-simulator';
import { type Product, startProduct } from '../support/product';
import { postHead, sendPackets } from '../support/raw-http';
import { WebLearner } from '../support/web-learner';

/** In everything a learner says here: the log must never hold it. */
const mark = 'thầm-kín-7431';
const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
const log: string[] = [];
let product: Product;

beforeAll(async () => {
  const env = {
    MESSENGER_APP_SECRET: meta.appSecret,
    MESSENGER_VERIFY_TOKEN: 'verify-token',
    MESSENGER_PAGE_TOKEN: meta.pageToken,
    MESSENGER_API_URL: await meta.start(),
  };
  product = await startProduct({ env, logger: createLogger('debug', { write: (line) => void log.push(line) }) });
});
afterAll(async () => {
  await product.close();
  await meta.stop();
});
afterEach(() => {
  expect(log.filter((line) => line.includes(mark) || /"level":"error"|\[removed\]/.test(line))).toEqual([]);
});

type Ask = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer };

/** One request of any kind; whatever the answer says, it says nothing of the inside. */
async function ask(path: string, { method = 'POST', headers = {}, body }: Ask = {}) {
  const response = await fetch(product.address + path, {
    method,
    redirect: 'manual',
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await response.text();
  expectNothingLeaked(text);
  return { status: response.status, text, type: response.headers.get('content-type') ?? '' };
}

function expectNothingLeaked(text: string): void {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.[jt]s:\d+|\b[A-Z]\w*Error\b|mongo|E11000|ENOENT|ECONN|stack/i);
  expect(text).not.toContain(process.cwd());
}

async function learner(): Promise<WebLearner> {
  const one = new WebLearner(product.address);
  await one.open();
  await one.join(); // asked for their age
  return one;
}

const json = { 'content-type': 'application/json' };
const post = (one: WebLearner, body: string | Buffer, headers = {}) =>
  ask('/chat/api/events', { headers: { ...json, cookie: one.cookie, ...headers }, body });

/** Nothing was lost: the learner goes on from where they stood. */
async function expectGoesOn(one: WebLearner): Promise<void> {
  expect((await one.say('trợ giúp')).text).not.toBe('');
  expect((await one.say('menu')).options.length).toBeGreaterThan(0);
}

describe('what a learner may type', () => {
  test('gets a kind reply each time, and the conversation goes on', async () => {
    const one = await learner();
    const texts = [
      '',
      '   \n\t ',
      `${mark} {"$ne":1}`,
      `{"$where":"${mark}"}`,
      `\u0000\u0001\u0007${mark}`,
      `\u202e\u2066مرحبا ${mark}\u2069`,
      '\u200b\u200c\u2060\ufeff',
      '👩‍👩‍👧‍👦🏳️‍🌈💥',
      '\ud800 nửa chữ \udfff',
      'e\u0301\u0323'.repeat(5000),
      `${mark} `.repeat(10_000),
      '__proto__',
      'constructor',
      `<script>alert('${mark}')</script>`,
      "'; DROP TABLE people; --",
      '{{session}} %s $1',
      '../../../etc/passwd',
      '9'.repeat(400),
    ];
    for (const text of texts) {
      const said = await one.say(text);
      expect(said.text).not.toBe('');
      expectNothingLeaked(said.text);
    }

    await expectGoesOn(one);
    await one.tap('Trả lời tiếp');
    await one.tap('16 hoặc 17 tuổi');
  });

  test.each(['ZZZZ-ZZZZ', '{"$ne":1}', '__proto__', '../codes', '\u0000'])('code %j, which is none, is answered kindly', async (code) => {
    const one = new WebLearner(product.address);
    await one.open();

    const said = await one.join(code);

    expectNothingLeaked(said.text);
    expect(said.options.length).toBeGreaterThan(0);
  });

  test('codes that have expired, were withdrawn or are used get an answer of their own, and let nobody in', async () => {
    const { storage, keys } = product.running;
    const now = new Date();
    const make = async (expires: Date) =>
      (await createRosterCodes(storage.db, keys, { group: 'thpt-1-10a', count: 1, expires, now }))?.[0] ?? '';
    const expired = await make(new Date(now.getTime() - 1000));
    const before = await native(joinCodes(storage.db)).find({}).toArray();
    const withdrawn = await make(new Date(now.getTime() + 1e9));
    const known = before.map(({ _id }) => _id);
    const made = (await native(joinCodes(storage.db)).find({}).toArray()).find(({ _id }) => !known.includes(_id));
    await native(joinCodes(storage.db)).updateOne({ _id: made?._id ?? '' }, { $set: { withdrawnAt: now } });

    const answers: string[] = [];
    for (const code of ['ZZZZ-ZZZZ', expired, withdrawn]) {
      const one = await learner();
      await one.tap('16 hoặc 17 tuổi');
      const said = await one.say(code);
      expect(said.options.length).toBeGreaterThan(0);
      answers.push(said.text);
    }
    expect(new Set(answers).size).toBe(3);
    expect(answers.join()).not.toContain('Lớp 10A');
  });
});

describe('a body of events', () => {
  const deep = '['.repeat(100_000);
  const message = (fields: object) => JSON.stringify({ events: [{ id: randomUUID(), kind: 'message', text: mark, ...fields }] });
  test.each([
    { what: 'empty', body: '', status: 400 },
    { what: 'null', body: 'null', status: 400 },
    { what: 'a list', body: '[]', status: 400 },
    { what: 'cut short', body: `{"events":[{"text":"${mark}`, status: 400 },
    { what: 'nested without end', body: deep, status: 400 },
    { what: 'an operator for a list', body: '{"events":{"$ne":1}}', status: 400 },
    {
      what: 'broken UTF-8',
      body: Buffer.concat([Buffer.from('{"events":[{"id":"abcd","text":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}]}')]),
      status: 400,
    },
    { what: 'bytes of anything', body: Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)), status: 400 },
    { what: 'more events than one person has', body: JSON.stringify({ events: Array.from({ length: 51 }, () => ({})) }), status: 400 },
    { what: 'no events at all', body: '{"events":[null,1,"x",[],{"$ne":1}]}', status: 202 },
    { what: 'an operator for an id', body: message({ id: { $ne: 1 } }), status: 202 },
    { what: 'an operator for a text', body: message({ text: { $ne: 1 } }), status: 202 },
    { what: 'an operator for a value', body: message({ value: { $gt: '' } }), status: 202 },
    { what: 'a prototype', body: '{"events":[],"__proto__":{"admin":true}}', status: 202 },
    { what: '300 KB', body: message({ text: 'x'.repeat(300_000) }), status: 400 },
  ])('that is $what is answered $status, and the conversation goes on', async ({ body, status }) => {
    const one = await learner();

    const answer = await post(one, body);

    expect(answer).toMatchObject({ status, type: expect.stringMatching(/json/) });
    expect(await one.read()).toEqual([]);
    await expectGoesOn(one);
  });

  test('of 10 MB is refused before it is read whole', async () => {
    const one = await learner();
    const head = postHead(product.address, '/chat/api/events', { ...json, cookie: one.cookie, 'content-length': String(10 * 1024 * 1024) });

    const answer = await sendPackets(product.address, [head, ...Array.from({ length: 40 }, () => 'x'.repeat(64 * 1024))], /\r\n\r\n/);

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expectNothingLeaked(answer);
    await expectGoesOn(one);
  });

  test('whose letters are split across packets is read as it was written', async () => {
    const one = await learner();
    const body = Buffer.from(JSON.stringify({ events: [{ id: randomUUID(), kind: 'message', text: 'trợ giúp' }] }));
    const head = postHead(product.address, '/chat/api/events', { ...json, cookie: one.cookie, 'content-length': String(body.length) });

    const answer = await sendPackets(product.address, [head, ...Array.from(body, (byte) => Buffer.from([byte]))]);
    expect(answer).toMatch(/^HTTP\/1\.1 202 /);
    await eventually(async () => expect(await one.read()).toHaveLength(1));

    const split = one.last.text;
    expect((await one.say('trợ giúp')).text).toBe(split);
  });
});

describe('who is speaking', () => {
  const body = '{"events":[]}';
  test.each<{ what: string; headers: Readonly<Record<string, string>> }>([
    { what: 'without a cookie', headers: json },
    { what: 'with a forged cookie', headers: { ...json, cookie: `hieu_luat_chat=${'A'.repeat(22)}.${'B'.repeat(43)}` } },
    { what: 'with an operator for a cookie', headers: { ...json, cookie: 'hieu_luat_chat={"$ne":1}' } },
  ])('a request $what is nobody’s', async ({ headers }) => {
    expect(await ask('/chat/api/events', { headers, body })).toMatchObject({ status: 401, type: expect.stringMatching(/problem\+json/) });
    for (const path of ['replies', 'stream', 'session'])
      expect((await ask(`/chat/api/${path}`, { method: 'GET', headers })).status).toBe(401);
  });

  test('a cookie cut short, another content type or another site is refused', async () => {
    const one = await learner();

    expect((await post(one, body, { cookie: one.cookie.slice(0, 40) })).status).toBe(401);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect((await post(one, body, { 'content-type': type })).status).toBe(401);
    expect((await post(one, body, { origin: 'https://elsewhere.example' })).status).toBe(401);
    await expectGoesOn(one);
  });

  test('a button’s value that is forged, cut short or another’s does nothing; its words count as typed', async () => {
    const [one, two] = [await learner(), await learner()];
    const [mine, theirs] = [one.last.options[0]?.value ?? '', two.last.options[0]?.value ?? ''];
    const { storage } = product.running;
    const before = await native(attempts(storage.db)).countDocuments({});
    for (const value of [theirs, mine.slice(0, -1), `${mine}x`, mine.replace(/~.*/, ''), '~', 'c.18-plus.1~AAAAAAAAAAAAAAAA']) {
      await one.post([{ id: randomUUID(), kind: 'message', text: 'trợ giúp', value }]);
      await eventually(async () => expect(await one.read()).toHaveLength(1));
      expect(one.last.text).toContain('Lúc nào bạn cũng có thể gõ');
    }
    expect(await native(attempts(storage.db)).countDocuments({})).toBe(before);
  });
});

describe('requests of any shape', () => {
  test.each([
    ['PUT', '/chat/api/events', 405],
    ['DELETE', '/chat/api/events', 405],
    ['GET', '/chat/api/events', 405],
    ['PATCH', '/chat/api/session', 404],
    ['POST', '/chat', 404],
    ['GET', '/webhooks/zalo', 404],
    ['GET', '/webhooks/messenger', 400],
    ['PUT', '/webhooks/messenger', 405],
    ['POST', '/webhooks/messenger', 401],
    ['GET', '/nothing', 404],
    ['GET', '/%', 404],
    ['GET', '/chat/assets/..%2f..%2f..%2fpackage.json', 404],
    ['GET', '/chat/assets/%2e%2e/%2e%2e/package.json', 404],
    ['GET', '/console/assets/..%2f..%2f..%2fpackage.json', 404],
    ['GET', '/console/assets/....//....//package.json', 404],
    ['GET', '/console/assets/%00', 404],
    ['GET', '/j/%7B%22$ne%22:1%7D', 303],
    ['GET', '/j/..%2f..%2fconsole', 303],
  ])('%s %s is answered %i', async (method, path, status) => {
    expect((await ask(path, { method })).status).toBe(status);
  });

  test.each(['/chat/assets/../../../package.json', '/console/assets/../../../package.json', '/../../etc/passwd'])(
    'the path %s leads nowhere as sent',
    async (path) => {
      const answer = await sendPackets(product.address, [`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`]);

      expect(answer).toMatch(/^HTTP\/1\.1 (404|303|302) /);
      expectNothingLeaked(answer);
    },
  );

  test.each([
    [
      'headers without end',
      `GET /chat HTTP/1.1\r\nhost: x\r\n${`x-${mark}: ${'y'.repeat(1000)}\r\n`.replaceAll('í', 'i').replaceAll('ầ', 'a').repeat(40)}\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
    ['no HTTP', '\u0016\u0003\u0001\u0000garbage\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'two lengths',
      'POST /chat/api/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a length and chunks',
      'POST /chat/api/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
  ])('%s get a short refusal', async (_what, packet, expected) => {
    const answer = await sendPackets(product.address, [packet]);

    expect(answer).toMatch(expected);
    expect(answer).toMatch(/\r\n\r\n.{10,}\.$/);
    expect(answer.length).toBeLessThan(500);
  });

  test('operators in queries and bodies of the chat API mean nothing', async () => {
    const one = await learner();
    const headers = { ...json, cookie: one.cookie };

    for (const query of ['after[$ne]=1', 'after={"$gt":0}', 'after=-1', 'after=1e99', 'after=a&after=b', 'after=%00'])
      expect((await ask(`/chat/api/replies?${query}`, { method: 'GET', headers })).status).toBe(200);
    for (const body of ['{"code":{"$ne":1}}', '{"code":["1234"]}', '{"code":"12345"}', '[]', '"x"', '{'])
      expect((await ask('/chat/api/session/code', { method: 'PUT', headers, body })).status).toBe(400);
    expect((await ask('/chat/api/session/resume', { headers, body: '{"code":{"$gt":""}}' })).status).toBe(400);
    expect((await ask('/chat/api/session/resume', { headers, body: `{"code":"${'1'.repeat(5000)}"}` })).status).toBe(413);
    await expectGoesOn(one);
  });

  test('operators for a sign-in name or a password sign nobody in', async () => {
    const page = await fetch(`${product.address}/console/sign-in`);
    const cookie = page.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const token = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie };
    const bodies = [
      'signInName[$ne]=1&password[$ne]=1',
      'signInName=can.bo&signInName=x&password=y',
      `signInName={"$gt":""}&password=${mark}`,
      '',
    ];

    for (const body of bodies)
      expect(
        (await ask('/console/sign-in', { headers: form, body: `${body}&csrf=${encodeURIComponent(token)}` })).status,
      ).toBeGreaterThanOrEqual(401);
    for (const path of ['/console', '/console/plans/%7B%22$ne%22:1%7D', '/console?plan[$ne]=1'])
      expect([302, 303, 401, 404]).toContain((await ask(path, { method: 'GET', headers: { cookie } })).status);
  });
});

describe('the same thing again', () => {
  test('a request sent three times, or by two tabs at once, is answered once', async () => {
    const one = await learner();
    const event = { id: randomUUID(), kind: 'message', text: 'trợ giúp' };
    const before = one.said.length;

    await Promise.all([one.post([event]), one.post([event, event])]);
    await one.post([event]);
    await one.post([{ id: randomUUID(), kind: 'message', text: 'menu' }]);
    await eventually(async () => {
      await one.read();
      expect(one.last.options.map(({ label }) => label)).toContain('Trả lời tiếp');
    });

    expect(one.said.length - before).toBe(2);
  });

  test('two taps on one question at once leave one answer', async () => {
    const one = await learner();
    await one.tap('16 hoặc 17 tuổi');
    await one.tap(/Tôi không có mã|không có mã/i);
    while (!one.last.options.some(({ label }) => /^Học: /.test(label))) await one.tap(one.last.options[0]?.label ?? '');
    await one.tap(/^Học: /);
    while (!/Câu 1\//.test(one.last.text)) await one.tap(one.last.options[0]?.label ?? '');
    const [first, second] = one.last.options;
    const count = () => native(attempts(product.running.storage.db)).countDocuments({ kind: 'attempt' });
    const before = await count();
    const seen = one.said.length;

    await Promise.all(
      [first, second].map((option) =>
        one.post([{ id: randomUUID(), kind: 'message', text: option?.label ?? '', value: option?.value ?? '' }]),
      ),
    );
    await eventually(async () => {
      await one.read();
      expect(one.said.length).toBeGreaterThan(seen);
    });
    await one.say('trợ giúp');

    expect((await count()) - before).toBe(1);
    expect(one.said.length - seen).toBe(2);
  });
});

describe('Messenger', () => {
  const path = '/webhooks/messenger';
  const said = (id: string) => meta.sent.filter(({ to }) => to === id);
  const text = (sender: string, words: unknown, fields: object = {}) => ({
    sender: { id: sender },
    recipient: { id: 'page' },
    timestamp: Date.now(),
    message: { mid: randomUUID(), text: words },
    ...fields,
  });
  const call = (...events: object[]) => ask(path, meta.webhook(...events));

  test('a body that Meta did not sign is refused, and nothing in it is done', async () => {
    const { body, headers } = meta.webhook(text('7001', mark));
    const signature = headers['x-hub-signature-256'] ?? '';
    for (const forged of ['', 'sha256=', 'sha1=00', signature.slice(0, -2), signature.replace(/.$/, (end) => (end === '0' ? '1' : '0'))])
      expect((await ask(path, { headers: { ...headers, 'x-hub-signature-256': forged }, body })).status).toBe(401);
    expect((await ask(path, { headers, body: Buffer.concat([body, Buffer.from(' ')]) })).status).toBe(401);

    await call(text('7002', 'xin chào'));
    await eventually(() => expect(said('7002')).toHaveLength(1));
    expect(said('7001')).toEqual([]);
  });

  test('strange events cost no other in the same body', async () => {
    const strange = [
      {},
      { sender: { id: { $ne: 1 } }, timestamp: 1, message: { mid: 'x', text: mark } },
      text('7010', { $ne: 1 }),
      text('7010', mark, { timestamp: { $gt: 0 } }),
      text('7010', mark, { message: { mid: { $ne: 1 }, text: mark } }),
      text('7010', mark, { timestamp: 1e300 }),
    ];

    expect((await call(...strange, text('7011', 'xin chào'))).status).toBe(200);

    await eventually(() => expect(said('7011')).toHaveLength(1));
  });

  test('a clock ahead, behind or set back does not silence the bot', async () => {
    await call(text('7020', 'xin chào', { timestamp: Date.now() + 1e10 }));
    await eventually(() => expect(said('7020')).toHaveLength(1));
    await call(text('7020', 'trợ giúp'));
    await eventually(() => expect(said('7020')).toHaveLength(2));
    product.advance(-3 * 3600_000);
    await call(text('7020', 'trợ giúp'));
    await eventually(() => expect(said('7020')).toHaveLength(3));
    product.advance(3 * 3600_000);
    await call(text('7020', 'menu'));
    await eventually(() => expect(said('7020')).toHaveLength(4));
  });

  test('every kind of text gets one reply', async () => {
    const texts = ['{"$ne":1}', '\u0000', '\u202eabc', '👩‍👩‍👧', '\ud800', 'x'.repeat(100_000), mark];
    for (const [index, words] of texts.entries()) {
      expect((await call(text('7030', words))).status).toBe(200);
      await eventually(() => expect(said('7030')).toHaveLength(index + 1));
    }
    expect(meta.refused).toEqual([]);
  });
});
