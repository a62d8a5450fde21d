import { randomUUID } from 'node:crypto';
import { createRosterCodes } from '../../server/organisations/create-codes';
import { native } from '../../server/storage/collection';
import { attempts } from '../../server/storage/collections/attempts';
import { joinCodes } from '../../server/storage/collections/join-codes';
import { eventually } from '../support/eventually';
import { postHead, sendPackets } from '../support/raw-http';
import { expectGoesOn, expectNothingLeaked, json, mark, watchProduct } from '../support/watched-product';
import { WebLearner } from '../support/web-learner';

const { ask, learner, post, product } = watchProduct();

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
    const one = new WebLearner(product().address);
    await one.open();

    const said = await one.join(code);

    expectNothingLeaked(said.text);
    expect(said.options.length).toBeGreaterThan(0);
  });

  test('codes that have expired, were withdrawn or are used get an answer of their own, and let nobody in', async () => {
    const { storage, keys } = product().running;
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
    const head = postHead(product().address, '/chat/api/events', {
      ...json,
      cookie: one.cookie,
      'content-length': String(10 * 1024 * 1024),
    });

    const answer = await sendPackets(product().address, [head, ...Array.from({ length: 40 }, () => 'x'.repeat(64 * 1024))], /\r\n\r\n/);

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expectNothingLeaked(answer);
    await expectGoesOn(one);
  });

  test('whose letters are split across packets is read as it was written', async () => {
    const one = await learner();
    const body = Buffer.from(JSON.stringify({ events: [{ id: randomUUID(), kind: 'message', text: 'trợ giúp' }] }));
    const head = postHead(product().address, '/chat/api/events', { ...json, cookie: one.cookie, 'content-length': String(body.length) });

    const answer = await sendPackets(product().address, [head, ...Array.from(body, (byte) => Buffer.from([byte]))]);
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
    const { storage } = product().running;
    const before = await native(attempts(storage.db)).countDocuments({});
    for (const value of [theirs, mine.slice(0, -1), `${mine}x`, mine.replace(/~.*/, ''), '~', 'c.18-plus.1~AAAAAAAAAAAAAAAA']) {
      await one.post([{ id: randomUUID(), kind: 'message', text: 'trợ giúp', value }]);
      await eventually(async () => expect(await one.read()).toHaveLength(1));
      expect(one.last.text).toContain('Lúc nào bạn cũng có thể gõ');
    }
    expect(await native(attempts(storage.db)).countDocuments({})).toBe(before);
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
    const count = () => native(attempts(product().running.storage.db)).countDocuments({ kind: 'attempt' });
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
