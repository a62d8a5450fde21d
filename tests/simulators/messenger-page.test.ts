import { errorOf, hour, started, stopAll } from './messenger-chat';

afterEach(stopAll);

describe('a template approved beforehand', () => {
  const text = 'Chào {{ten}}, bài kiểm tra {{bai}} bạn đã đăng ký sẽ đóng tối nay.';
  const make = (body: string) => ({ name: 'reminder', language: 'vi', category: 'UTILITY', components: [{ type: 'BODY', text: body }] });
  const values = (...parameters: readonly object[]) => ({
    messaging_type: 'UTILITY',
    message: { template: { name: 'reminder', language: { code: 'vi' }, components: [{ type: 'body', parameters }] } },
  });
  const named = (parameter_name: string, words: string) => ({ type: 'text', parameter_name, text: words });

  test('reaches whoever was silent for a month', async () => {
    const { meta, clock, id, ask, send } = await started();
    await ask('POST', '/v25.0/1000001/message_templates', make(text));
    await clock.advance(30 * 24 * hour);

    expect(errorOf(await send(values(named('ten', 'Lan'), named('bai', 'Lao động'))))).toBe('accepted');
    expect(meta.received(id)).toMatchObject([{ text: 'Chào Lan, bài kiểm tra Lao động bạn đã đăng ký sẽ đóng tối nay.', why: 'UTILITY' }]);
  });

  test.each([
    { how: 'a parameter is missing', fields: values(named('ten', 'Lan')) },
    { how: 'a parameter has a sign that is not allowed', fields: values(named('ten', 'Lan'), named('bai', '100%')) },
    {
      how: 'nobody approved it',
      fields: { messaging_type: 'UTILITY', message: { template: { name: 'other', language: { code: 'vi' } } } },
    },
  ])('is refused when $how', async ({ fields }) => {
    const { ask, send } = await started();
    await ask('POST', '/v25.0/1000001/message_templates', make(text));

    expect(errorOf(await send(fields))).toBe('100');
  });

  test('with a parameter at its edge is rejected', async () => {
    const { ask } = await started();

    expect((await ask('POST', '/v25.0/1000001/message_templates', make('{{ten}} ơi, bài kiểm tra của bạn'))).body.status).toBe('REJECTED');
  });
});

describe('what a visitor finds', () => {
  const menu = (items: number, title = 'Bài học') => ({
    persistent_menu: [
      { locale: 'default', call_to_actions: Array.from({ length: items }, () => ({ type: 'postback', title, payload: 'menu' })) },
    ],
  });
  const start = { get_started: { payload: 'GET_STARTED' } };

  test.each([
    { body: start, is: 'accepted' },
    { body: { ...start, ...menu(3) }, is: 'accepted' },
    { body: menu(3), is: '100' },
    { body: { ...start, ...menu(21) }, is: '100' },
    { body: { ...start, ...menu(1, 'a'.repeat(31)) }, is: '100' },
    { body: { greeting: [{ locale: 'vi_VN', text: 'Chào' }] }, is: '100' },
    { body: { greeting: [{ locale: 'default', text: 'Chào' }] }, is: 'accepted' },
    {
      body: { ice_breakers: [{ locale: 'default', call_to_actions: Array.from({ length: 5 }, () => ({ question: 'a', payload: 'b' })) }] },
      is: '100',
    },
    { body: { unknown: 1 }, is: '100' },
  ])('is $is: $body', async ({ body, is }) => {
    const { ask } = await started();

    expect(errorOf(await ask('POST', '/v25.0/me/messenger_profile', body))).toBe(is);
  });

  test('may be set ten times in ten minutes', async () => {
    const { clock, ask } = await started();
    for (let call = 0; call < 10; call += 1) await ask('POST', '/v25.0/me/messenger_profile', start);
    const eleventh = errorOf(await ask('POST', '/v25.0/me/messenger_profile', start));
    await clock.advance(10 * 60_000);

    expect([eleventh, errorOf(await ask('GET', '/v25.0/me/messenger_profile?fields=get_started'))]).toEqual(['613', 'accepted']);
  });
});

test('a name is told in the fields asked for, and one call may hold several', async () => {
  const { id, ask } = await started();

  expect((await ask('GET', `/v25.0/${id}?fields=first_name`)).body).toEqual({ first_name: 'Lan', id });
  const calls = [
    { method: 'GET', relative_url: 'v25.0/me' },
    { method: 'GET', relative_url: 'v25.0/4711' },
  ];
  expect((await ask('POST', '/', { batch: calls })).body).toMatchObject([{ code: 200 }, { code: 400 }]);
});
