import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually';
import { sendPackets } from '../support/raw-http';
import { expectGoesOn, expectNothingLeaked, json, mark, watchProduct } from '../support/watched-product';

const { ask, learner, meta, product } = watchProduct();

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
      const answer = await sendPackets(product().address, [`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`]);

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
    const answer = await sendPackets(product().address, [packet]);

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
    const page = await fetch(`${product().address}/console/sign-in`);
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
    product().advance(-3 * 3600_000);
    await call(text('7020', 'trợ giúp'));
    await eventually(() => expect(said('7020')).toHaveLength(3));
    product().advance(3 * 3600_000);
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
