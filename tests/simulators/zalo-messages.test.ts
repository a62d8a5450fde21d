import { VirtualClock } from '../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../support/zalo-simulator';
import type { ZaloOptions } from '../support/zalo-simulator/options';

const hour = 60 * 60_000;
const day = 24 * hour;
const running: ZaloSimulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((zalo) => zalo.stop()));
});

async function started(options: ZaloOptions = {}) {
  const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
  const zalo = new ZaloSimulator({ clock, ...options });
  running.push(zalo);
  await zalo.start();
  const learner = zalo.addLearner('Lan');
  await zalo.say(learner.id, 'Chào');
  const ask = asking(zalo);
  const send = (message: object, id = learner.id) => ask('POST', '/v3.0/oa/message/cs', { recipient: { user_id: id }, message });
  return { zalo, clock, id: learner.id, ask, send };
}

function asking(zalo: ZaloSimulator) {
  let token = zalo.grant().accessToken;
  return async (method: 'GET' | 'POST', path: string, fields: object, host: 'apiUrl' | 'businessUrl' = 'apiUrl') => {
    if (zalo.platform.tokens.stateOf(token) !== 'live') token = zalo.grant().accessToken;
    const query = method === 'GET' && host === 'apiUrl' ? `?data=${encodeURIComponent(JSON.stringify(fields))}` : '';
    const answer = await fetch(zalo.addresses[host] + path + query, {
      method,
      headers: { access_token: token, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify(fields) } : {}),
    });
    return answer.json();
  };
}

const button = (fields: object = {}) => ({ title: 'A. Có', type: 'oa.query.hide', payload: '#q1:a', ...fields });
const withButtons = (buttons: readonly object[]) => ({ text: 'Câu 1', attachment: { type: 'template', payload: { buttons } } });
const media = (element: object) => ({ attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } } });
const list = (elements: readonly object[]) => ({ attachment: { type: 'template', payload: { template_type: 'list', elements } } });
const asked = (fields: object) => ({
  attachment: {
    type: 'template',
    payload: { template_type: 'request_user_info', elements: [{ title: 'a', subtitle: 'b', image_url: 'https://x.vn/a.png', ...fields }] },
  },
});

describe('a consultation message', () => {
  test('is accepted within 48 hours, free, and stands on the phone', async () => {
    const { zalo, id, send } = await started();

    expect(await send({ text: 'Xin chào' })).toEqual({
      error: 0,
      message: 'Success',
      data: {
        message_id: expect.stringMatching(/^[0-9a-f]{20}$/),
        user_id: id,
        sent_time: '1795312800000',
        quota: { quota_type: 'reply' },
      },
    });
    expect(zalo.received(id)).toMatchObject([{ text: 'Xin chào', kind: 'text' }]);
  });

  test.each([
    { message: {}, error: -201 },
    { message: { text: '' }, error: -201 },
    { message: { text: 42 }, error: -201 },
    { message: { text: 'a'.repeat(2000) }, error: 0 },
    { message: { text: 'a'.repeat(2001) }, error: -210 },
    { message: { text: 'ề'.normalize('NFD').repeat(2000) }, error: 0 },
    { message: { text: '😀'.repeat(2000) }, error: 0 },
    { message: { text: 'a', quote_message_id: 'nobody-said-that' }, error: -201 },
    { message: media({ media_type: 'image', url: 'https://x.vn/a.png' }), error: 0 },
    { message: media({ media_type: 'image', url: 'https://x.vn/a.png', attachment_id: 'a' }), error: -201 },
    { message: media({ media_type: 'image', attachment_id: 'unknown' }), error: -201 },
    { message: media({ media_type: 'gif', url: 'https://x.vn/a.gif' }), error: -201 },
    { message: media({ media_type: 'gif', url: 'https://x.vn/a.gif', width: 1, height: 1 }), error: 0 },
    { message: media({ media_type: 'article', attachment_id: 'a' }), error: -233 },
    { message: asked({}), error: 0 },
    { message: asked({ title: 'a'.repeat(101) }), error: -210 },
    { message: withButtons([button()]), error: 0 },
    { message: withButtons([]), error: -201 },
    { message: withButtons(Array.from({ length: 6 }, () => button())), error: -210 },
    { message: withButtons([button({ title: 'a'.repeat(101) })]), error: -210 },
    { message: withButtons([button({ payload: 'a'.repeat(1001) })]), error: -210 },
    { message: withButtons([button({ type: 'oa.open.url', payload: 'https://x.vn' })]), error: -201 },
    { message: withButtons([button({ type: 'oa.open.url', payload: { url: 'https://x.vn' } })]), error: 0 },
    { message: list([{ title: 'a', subtitle: 'b' }, { title: 'c' }]), error: 0 },
    { message: list([{ title: 'a' }]), error: -201 },
    { message: list(Array.from({ length: 6 }, () => ({ title: 'a', subtitle: 'b' }))), error: -210 },
  ])('is answered $error: $message', async ({ message, error }) => {
    const { send } = await started();

    expect(await send(message)).toMatchObject({ error });
  });

  test.each([
    { buttons: '-233' as const, error: -233 },
    { buttons: '-201' as const, error: -201 },
  ])('with buttons or a list is refused $error where the platform does so', async ({ buttons, error }) => {
    const { send } = await started({ rules: { buttons } });

    expect(await send(withButtons([button()]))).toMatchObject({ error });
    expect(await send(list([{ title: 'a', subtitle: 'b' }]))).toMatchObject({ error });
    expect(await send({ text: 'Câu 1' })).toMatchObject({ error: 0 });
  });

  test.each([
    { when: '48 hours after', after: 48 * hour, answer: { error: 0, data: { quota: { quota_type: 'reply' } } }, paid: 0 },
    { when: 'later than 48 hours', after: 48 * hour + 1, answer: { error: 0 }, paid: 1 },
    { when: 'seven days after', after: 7 * day, answer: { error: 0 }, paid: 1 },
    { when: 'later than seven days', after: 7 * day + 1, answer: { error: -230 }, paid: 0 },
  ])('$when the last interaction', async ({ after, answer, paid }) => {
    const { zalo, clock, send } = await started();
    await clock.advance(after);

    const given = await send({ text: 'Chào' });

    expect(given).toMatchObject(answer);
    expect(zalo.platform.ledger).toHaveLength(paid);
    if (paid > 0) expect(given.data.quota).toBeUndefined();
  });

  test.each([
    { switches: { billingLinked: false }, error: -320 },
    { switches: { balance: 54 }, error: -321 },
  ])('that costs is refused $error without $switches', async ({ switches, error }) => {
    const { zalo, clock, send } = await started();
    Object.assign(zalo.platform.switches, switches);
    await clock.advance(3 * day);

    expect(await send({ text: 'Chào' })).toMatchObject({ error });
  });

  test.each([
    { whom: 'a stranger', prepare: () => '42', error: -201 },
    { whom: 'somebody who never interacted', prepare: (zalo: ZaloSimulator) => zalo.addLearner().id, error: -232 },
    {
      whom: 'somebody who blocked the account',
      prepare: (zalo: ZaloSimulator, id: string) => {
        zalo.block(id);
        return id;
      },
      error: -244,
    },
  ])('to $whom is refused $error', async ({ prepare, error }) => {
    const { zalo, id, send } = await started();

    expect(await send({ text: 'Chào' }, prepare(zalo, id))).toMatchObject({ error });
    expect(zalo.platform.violations.list()).toHaveLength(1);
  });

  test('to somebody who left goes through, or not where the platform refuses it', async () => {
    const lenient = await started();
    const strict = await started({ rules: { afterUnfollow: '-213' } });
    await lenient.zalo.leave(lenient.id);
    await strict.zalo.leave(strict.id);

    expect(await lenient.send({ text: 'Chào' })).toMatchObject({ error: 0 });
    expect(await strict.send({ text: 'Chào' })).toMatchObject({ error: -213 });
  });

  test('beyond a cap of free ones costs', async () => {
    const { zalo, send } = await started({ rules: { freePerWindow: 8 } });
    for (let index = 0; index < 10; index += 1) await send({ text: 'Chào' });

    expect(zalo.platform.ledger.map(({ price }) => price)).toEqual([55, 55]);
  });

  test('is opened anew by what counts as an interaction, and not by receipts', async () => {
    const { zalo, clock, id, send } = await started();
    await send({ text: 'Chào' });
    await clock.advance(8 * day);
    await zalo.see(id);
    const afterSeeing = await send({ text: 'Chào' });
    await zalo.follow(id);

    expect(afterSeeing).toMatchObject({ error: -230 });
    expect(await send({ text: 'Chào' })).toMatchObject({ error: 0 });
  });

  test('beyond 4,000 requests a minute is refused, and every answer says what is left', async () => {
    const { zalo, clock, send } = await started({ rules: { requestsPerMinute: 2 } });
    const answers = [await send({ text: '1' }), await send({ text: '2' }), await send({ text: '3' })];
    await clock.advance(62_000);
    const later = await send({ text: '4' });

    expect(answers.map(({ error }) => error)).toEqual([0, 0, -32]);
    expect(later).toMatchObject({ error: 0 });
    const answer = await fetch(`${zalo.addresses.apiUrl}/v2.0/oa/getoa`, { headers: { access_token: 'x' } });
    expect(answer.headers.get('x-ratelimit-remain')).toBe('0');
  });
});

describe('a tap', () => {
  test('arrives as text with the payload, and only then counts as said', async () => {
    const { zalo, id, send } = await started();
    await send(withButtons([button(), button({ title: 'Xem luật', type: 'oa.open.url', payload: { url: 'https://x.vn' } })]));

    await zalo.tap(id, 'A. Có');
    const opened = await zalo.tap(id, /luật/);

    expect(zalo.learner(id).messages.at(-1)).toMatchObject({ from: 'learner', text: '#q1:a', kind: 'hidden' });
    expect(opened).toBeUndefined();
  });
});

describe('a template', () => {
  const data = { customer_name: 'Lan', module: 'Thuê nhà' };

  test('reaches whoever was silent for a month, for its price', async () => {
    const { zalo, clock, id, ask } = await started();
    await clock.advance(30 * day);

    const answer = await ask('POST', '/v3.0/oa/message/template', { user_id: id, template_id: '123456', template_data: data });

    expect(answer).toMatchObject({ error: 0, data: { user_id: id } });
    expect(zalo.received(id)).toMatchObject([{ text: 'Chào Lan, bài học Thuê nhà đang chờ bạn.', price: 200 }]);
  });

  test.each([
    { fields: { template_id: '9' }, error: -201 },
    { fields: { template_data: { customer_name: 'Lan' } }, error: -201 },
    { fields: { tracking_id: 't' }, error: -201 },
  ])('is refused $error with $fields', async ({ fields, error }) => {
    const { id, ask } = await started();

    const answer = await ask('POST', '/v3.0/oa/message/template', { user_id: id, template_id: '123456', template_data: data, ...fields });

    expect(answer).toMatchObject({ error });
  });

  test('by phone is told as delivered with what it was tracked by', async () => {
    const { zalo, id, ask } = await started();
    const { phone } = zalo.learner(id);

    const answer = await ask(
      'POST',
      '/message/template',
      { phone, template_id: '123456', template_data: data, tracking_id: 't1' },
      'businessUrl',
    );

    expect(answer).toMatchObject({ error: 0, data: { sending_mode: '1', quota: { dailyQuota: '5000', remainingQuota: '4999' } } });
    expect(zalo.received(id)).toMatchObject([{ price: 300 }]);
  });

  test.each([
    { fields: { phone: '0900000001' }, error: -108 },
    { fields: { phone: '84999999999' }, error: -118 },
    { fields: { template_id: '9' }, error: -109 },
    { fields: { template_data: {} }, error: -1122 },
    { fields: { template_data: { ...data, more: 'x' } }, error: -132 },
    { fields: { template_data: { ...data, module: 'a'.repeat(61) } }, error: -1121 },
    { fields: { mode: 'development' }, error: -127 },
  ])('by phone is refused $error with $fields', async ({ fields, error }) => {
    const { zalo, id, ask } = await started();
    const { phone } = zalo.learner(id);

    const answer = await ask(
      'POST',
      '/message/template',
      { phone, template_id: '123456', template_data: data, tracking_id: 't1', ...fields },
      'businessUrl',
    );

    expect(answer).toMatchObject({ error });
  });

  test('by phone is refused at night', async () => {
    const { zalo, clock, id, ask } = await started();
    const { phone } = zalo.learner(id);
    await clock.setTo(new Date('2026-11-22T22:00:00+07:00'));

    expect(await ask('POST', '/message/template', { phone, template_id: '123456', template_data: data }, 'businessUrl')).toMatchObject({
      error: -133,
    });
  });
});

describe('what was shut down', () => {
  test.each([
    { path: '/v2.0/oa/message', error: -240 },
    { path: '/v3.0/oa/message/transaction', error: -233 },
    { path: '/v3.0/oa/message/promotion', error: -233 },
  ])('$path is answered $error', async ({ path, error }) => {
    const { id, ask } = await started();

    expect(await ask('POST', path, { recipient: { user_id: id }, message: { text: 'Chào' } })).toMatchObject({ error });
  });
});

describe('an upload', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);
  const upload = async (zalo: ZaloSimulator, bytes: Buffer, kind = 'image', name = 'a.png') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const headers = { access_token: zalo.grant().accessToken };
    const answer = await fetch(`${zalo.addresses.apiUrl}/v2.0/oa/upload/${kind}`, { method: 'POST', headers, body: form });
    return answer.json();
  };

  test('is usable for seven days', async () => {
    const { zalo, clock, id, send } = await started();
    const { data } = await upload(zalo, png);
    const first = await send(media({ media_type: 'image', attachment_id: data.attachment_id }));
    await clock.advance(7 * day + 1);
    await zalo.say(id, 'Chào');

    expect(first).toMatchObject({ error: 0 });
    expect(await send(media({ media_type: 'image', attachment_id: data.attachment_id }))).toMatchObject({ error: -100 });
  });

  test.each([
    { what: 'a text as a picture', bytes: Buffer.from('hello'), kind: 'image', name: 'a.png', error: -201 },
    {
      what: 'a picture that is too large',
      bytes: Buffer.concat([png, Buffer.alloc(1024 * 1024)]),
      kind: 'image',
      name: 'a.png',
      error: -210,
    },
    { what: 'a program', bytes: Buffer.from('hello'), kind: 'file', name: 'a.exe', error: -201 },
    { what: 'a document', bytes: Buffer.from('hello'), kind: 'file', name: 'a.pdf', error: 0 },
  ])('of $what is answered $error', async ({ bytes, kind, name, error }) => {
    const { zalo } = await started();

    expect(await upload(zalo, bytes, kind, name)).toMatchObject({ error });
  });
});

describe('what is known about people', () => {
  test('is asked with one parameter of JSON', async () => {
    const { zalo, id, ask } = await started();

    expect(await ask('GET', '/v3.0/oa/user/detail', { user_id: id })).toMatchObject({
      error: 0,
      data: { user_id: id, display_name: 'Lan', user_last_interaction_date: '22/11/2026', user_is_follower: false },
    });
    const headers = { access_token: zalo.grant().accessToken };
    const plain = await fetch(`${zalo.addresses.apiUrl}/v3.0/oa/user/detail?user_id=${id}`, { headers });
    expect(await plain.json()).toMatchObject({ error: -201 });
  });

  test('is listed in pages of fifty', async () => {
    const { zalo, ask } = await started();
    zalo.populate(60);

    const page = await ask('GET', '/v3.0/oa/user/getlist', { offset: 50, count: 50, is_follower: 'true', last_interaction_period: 'L7D' });

    expect(page.data).toMatchObject({ total: 60, users: expect.any(Array) });
    expect(page.data.users).toHaveLength(10);
    expect(await ask('GET', '/v3.0/oa/user/getlist', { offset: 0, count: 51 })).toMatchObject({ error: -201 });
  });

  test('says when somebody last interacted, by the platform', async () => {
    const { id, ask } = await started();

    expect(await ask('POST', '/v3.0/oa/quota/message', { user_id: id })).toMatchObject({ data: { last_interaction: '1795312800000' } });
  });

  test('has tags and the chat so far', async () => {
    const { id, ask, send } = await started();
    await ask('POST', '/v2.0/oa/tag/tagfollower', { user_id: id, tag_name: 'bai-1' });
    await send({ text: 'Chào Lan' });

    expect((await ask('GET', '/v2.0/oa/tag/gettagsofoa', {})).data).toEqual(['bai-1']);
    expect((await ask('GET', '/v2.0/oa/conversation', { user_id: id, offset: 0, count: 10 })).data).toMatchObject([
      { src: 0, message: 'Chào Lan', to_id: id },
      { src: 1, message: 'Chào', from_id: id },
    ]);
  });
});

describe('a platform that misbehaves', () => {
  const failing = async (promise: Promise<unknown>) =>
    promise.then(
      () => false,
      () => true,
    );

  test.each([
    { trouble: { kind: 'throttle' } as const, answered: -32, arrived: 0 },
    { trouble: { kind: 'error', code: -200 } as const, answered: -200, arrived: 0 },
    { trouble: { kind: 'slow', ms: 30 } as const, answered: 0, arrived: 1 },
  ])('answers $answered: $trouble', async ({ trouble, answered, arrived }) => {
    const { zalo, id, send } = await started();
    zalo.misbehave({ ...trouble, times: 1 });

    expect(await send({ text: 'Chào' })).toMatchObject({ error: answered });
    expect(zalo.received(id)).toHaveLength(arrived);
    expect(await send({ text: 'Chào' })).toMatchObject({ error: 0 });
  });

  test.each([
    { trouble: { kind: 'drop-before-accepting' } as const, arrived: 0 },
    { trouble: { kind: 'drop-after-accepting' } as const, arrived: 1 },
    { trouble: { kind: 'status', status: 502 } as const, arrived: 0 },
  ])('leaves it open what became of a send: $trouble', async ({ trouble, arrived }) => {
    const { zalo, id, send } = await started();
    zalo.misbehave({ ...trouble, times: 1 });

    expect(await failing(send({ text: 'Chào' }))).toBe(true);
    expect(zalo.received(id)).toHaveLength(arrived);
  });

  test('is down for an hour and comes back', async () => {
    const { zalo, clock, send } = await started();
    zalo.goDown(hour);
    const during = await failing(send({ text: 'Chào' }));
    await clock.advance(hour);

    expect(during).toBe(true);
    expect(await send({ text: 'Chào' })).toMatchObject({ error: 0 });
  });

  test('counts what it accepted, by the second', async () => {
    const { zalo, clock, send } = await started();
    for (const wait of [0, 100, 850, 100]) {
      await clock.advance(wait);
      await send({ text: 'Chào' });
    }

    expect(zalo.platform.accepted.counts().map(({ count }) => count)).toEqual([3, 1]);
    expect(zalo.platform.accepted.peakPerSlidingSecond).toBe(3);
  });
});
