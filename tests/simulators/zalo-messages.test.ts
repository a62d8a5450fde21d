import type { ZaloSimulator } from '../support/zalo-simulator';
import { asked, button, day, hour, list, media, started, stopAll, withButtons } from './zalo-chat';

afterEach(stopAll);

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
