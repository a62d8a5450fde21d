import { day, started, stopAll } from './zalo-chat';

afterEach(stopAll);

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
