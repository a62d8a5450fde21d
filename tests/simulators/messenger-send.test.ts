import type { MessengerSimulator } from '../support/messenger-simulator';
import { buttons, cards, errorOf, hour, image, postback, quickReply, started, stopAll, template } from './messenger-chat';

afterEach(stopAll);

describe('a message', () => {
  test('within the window is accepted and stands on the phone', async () => {
    const { meta, id, say } = await started();

    const { status, body } = await say({ text: 'Xin chào', metadata: 'out:1', quick_replies: [quickReply()] });

    expect({ status, body }).toEqual({ status: 200, body: { recipient_id: id, message_id: expect.stringMatching(/^m_/) } });
    expect(meta.received(id)).toMatchObject([
      { text: 'Xin chào', metadata: 'out:1', quickReplies: [{ title: 'A', payload: 'q:a' }], why: 'RESPONSE' },
    ]);
  });

  test.each([
    { message: {}, is: '100' },
    { message: { text: '' }, is: '100' },
    { message: { text: 'a', attachment: {} }, is: '100' },
    { message: { text: 'a'.repeat(2000) }, is: 'accepted' },
    { message: { text: 'a'.repeat(2001) }, is: '100' },
    { message: { text: 'ề'.normalize('NFD').repeat(2000) }, is: 'accepted' },
    { message: { text: '😀'.repeat(1001) }, is: '100' },
    { message: { text: 'a', metadata: 'a'.repeat(1000) }, is: '100' },
    { message: { text: 'a', quick_replies: Array.from({ length: 13 }, () => quickReply()) }, is: 'accepted' },
    { message: { text: 'a', quick_replies: Array.from({ length: 14 }, () => quickReply()) }, is: '100' },
    { message: { text: 'a', quick_replies: [quickReply({ title: 'a'.repeat(21) })] }, is: '100' },
    { message: { text: 'a', quick_replies: [quickReply({ title: '' })] }, is: '100' },
    { message: { text: 'a', quick_replies: [quickReply({ payload: 'a'.repeat(1001) })] }, is: '100' },
    { message: { text: 'a', quick_replies: [quickReply({ content_type: 'location' })] }, is: '100' },
    { message: buttons({}), is: 'accepted' },
    { message: buttons({ text: 'a'.repeat(641) }), is: '100' },
    { message: buttons({ buttons: [] }), is: '100' },
    { message: buttons({ buttons: [postback(), postback(), postback(), postback()] }), is: '100' },
    { message: buttons({ buttons: [postback({ title: 'a'.repeat(21) })] }), is: '100' },
    { message: buttons({ buttons: [{ type: 'web_url', title: 'a', url: 'https://x.vn' }] }), is: 'accepted' },
    { message: buttons({ buttons: [{ type: 'web_url', title: 'a', url: 'http://x.vn' }] }), is: '100' },
    { message: buttons({ buttons: [{ type: 'nothing', title: 'a' }] }), is: '100' },
    { message: cards({ title: 'Bài 1', subtitle: '3 phút', buttons: [postback()] }), is: 'accepted' },
    { message: cards({ title: 'Bài 1' }), is: '100' },
    { message: cards({ title: 'a'.repeat(81), subtitle: 'b' }), is: '100' },
    { message: cards(...Array.from({ length: 11 }, () => ({ title: 'a', subtitle: 'b' }))), is: '100' },
    { message: template({ template_type: 'receipt' }), is: '100' },
    { message: image({ url: 'https://x.vn/a.png' }), is: 'accepted' },
    { message: image({ url: 'nowhere' }), is: '100/2018008' },
    { message: image({ attachment_id: 'unknown' }), is: '100/2018074' },
  ])('is $is: $message', async ({ message, is }) => {
    const { say } = await started();

    expect(errorOf(await say(message))).toBe(is);
  });

  test('over a limit is cut short where the platform is lenient', async () => {
    const { meta, id, say } = await started({ rules: { limits: 'lenient' } });

    await say({ text: 'a', quick_replies: [quickReply({ title: 'b'.repeat(25) })] });

    expect(meta.received(id)[0]?.quickReplies?.[0]?.title).toBe('b'.repeat(20));
  });

  test('sent twice is two messages', async () => {
    const { meta, id, say } = await started();
    await say({ text: 'Một', metadata: 'out:1' });
    await say({ text: 'Một', metadata: 'out:1' });

    expect(meta.received(id)).toHaveLength(2);
  });

  test.each([
    { fields: { message: { text: 'a' }, sender_action: 'typing_on' }, is: '100/2018014' },
    { fields: {}, is: '100' },
    { fields: { message: { text: 'a' }, messaging_type: undefined }, is: '100' },
    { fields: { message: { text: 'a' }, messaging_type: 'ANYTHING' }, is: '100' },
    { fields: { message: { text: 'a' }, recipient: {} }, is: '100' },
    { fields: { message: { text: 'a' }, recipient: { id: '1', user_ref: '2' } }, is: '100' },
    { fields: { message: { text: 'a' }, recipient: { id: '42' } }, is: '100/2018001' },
    { fields: { message: { text: 'a' }, messaging_type: 'MESSAGE_TAG' }, is: '100' },
    { fields: { message: { text: 'a' }, messaging_type: 'MESSAGE_TAG', tag: 'ACCOUNT_UPDATE' }, is: '100' },
    { fields: { message: { text: 'a' }, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }, is: '10' },
    { fields: { sender_action: 'typing_on' }, is: 'accepted' },
    { fields: { sender_action: 'dance' }, is: '100' },
  ])('is $is with $fields', async ({ fields, is }) => {
    const { send } = await started();

    expect(errorOf(await send(fields))).toBe(is);
  });
});

describe('the window', () => {
  test.each([
    { after: 24 * hour, is: 'accepted' },
    { after: 24 * hour + 1, is: '10/2018278' },
  ])('after $after ms: $is', async ({ after, is }) => {
    const { clock, send } = await started();
    await clock.advance(after);

    expect(errorOf(await send({ message: { text: 'a' } }))).toBe(is);
    expect(errorOf(await send({ message: { text: 'a' }, messaging_type: 'UPDATE' }))).toBe(is);
  });

  test.each([
    { what: 'a reaction', act: (meta: MessengerSimulator, id: string) => meta.react(id, 'm_1'), opens: true },
    { what: 'a link into the chat', act: (meta: MessengerSimulator, id: string) => meta.open(id, 'bai07'), opens: true },
    { what: 'an old button', act: (meta: MessengerSimulator, id: string) => meta.postback(id, 'Tiếp', 'next'), opens: true },
    { what: 'reading', act: (meta: MessengerSimulator, id: string) => meta.read(id), opens: false },
    { what: 'an edit', act: (meta: MessengerSimulator, id: string) => meta.edit(id, 'm_1', 'B'), opens: false },
    { what: 'agreeing to notifications', act: (meta: MessengerSimulator, id: string) => meta.optIn(id, 'x'), opens: false },
  ])('is opened by $what: $opens', async ({ act, opens }) => {
    const { meta, clock, id, say } = await started();
    await clock.advance(25 * hour);
    await act(meta, id);

    expect(errorOf(await say({ text: 'a' }))).toBe(opens ? 'accepted' : '10/2018278');
  });

  test('is seven days for a person at the page, where the page may have one', async () => {
    const { clock, send } = await started({ rules: { humanAgent: true } });
    const fields = { message: { text: 'a' }, messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' };
    await clock.advance(7 * 24 * hour);
    const within = errorOf(await send(fields));
    await clock.advance(1);

    expect([within, errorOf(await send(fields))]).toEqual(['accepted', '10/2018278']);
  });
});

describe('a send is refused', () => {
  test.each([
    { to: 'somebody who blocked the page', prepare: (meta: MessengerSimulator, id: string) => meta.block(id), is: '551/1545041' },
    { to: 'somebody who turned messages off', prepare: (meta: MessengerSimulator, id: string) => meta.leave(id), is: '10/2018108' },
    {
      to: 'somebody a person at the page talks to',
      prepare: (meta: MessengerSimulator, id: string) => meta.inboxSays(id, 'Chào'),
      is: '2018300',
    },
    { to: 'anybody while the page is restricted', prepare: (meta: MessengerSimulator) => meta.enforcePolicy('block'), is: '10/1893063' },
    {
      to: 'anybody without the permission',
      prepare: (meta: MessengerSimulator) => {
        meta.platform.switches.canMessage = false;
      },
      is: '230',
    },
    {
      to: 'anybody once the token is dead',
      prepare: (meta: MessengerSimulator) => {
        meta.platform.switches.tokenValid = false;
      },
      is: '190/463',
    },
  ])('to $to: $is', async ({ prepare, is }) => {
    const { meta, id, say } = await started();
    await prepare(meta, id);

    expect(errorOf(await say({ text: 'a' }))).toBe(is);
  });

  test.each([
    { path: '/v25.0/me/messages', token: 'guess', is: '190' },
    { path: '/v99.0/me/messages', token: 'page-token', is: '2500' },
    { path: '/me/messages', token: 'page-token', is: '2500' },
    { path: '/v25.0/4711/messages', token: 'page-token', is: '100/33' },
  ])('at $path with $token: $is', async ({ path, token, is }) => {
    const { ask, id } = await started();
    const body = { recipient: { id }, messaging_type: 'RESPONSE', message: { text: 'a' } };

    expect(errorOf(await ask('POST', path, body, token))).toBe(is);
  });

  test('to people without a role while the app is not live', async () => {
    const { meta, id, say } = await started({ rules: { live: false } });
    const before = errorOf(await say({ text: 'a' }));
    meta.learner(id).hasRole = true;

    expect([before, errorOf(await say({ text: 'a' }))]).toEqual(['200/2018028', 'accepted']);
  });

  test.each([
    { rules: { perThreadPerSecond: 2 }, is: '613' },
    { rules: { sendsPerSecond: 2 }, is: '613' },
    { rules: { callsPerEngaged: 2 }, is: '4' },
  ])('beyond $rules: $is', async ({ rules, is }) => {
    const { clock, say } = await started({ rules });
    const answers = [await say({ text: '1' }), await say({ text: '2' }), await say({ text: '3' })].map(errorOf);
    await clock.advance(1000);

    expect(answers).toEqual(['accepted', 'accepted', is]);
    expect(errorOf(await say({ text: '4' }))).toBe(is === '4' ? '4' : 'accepted');
  });

  test('in words that differ each time', async () => {
    const { say } = await started();
    const [one, other] = [await say({ text: '' }), await say({ text: '' })];

    expect(one.body.error).toMatchObject({ type: 'OAuthException', fbtrace_id: expect.any(String) });
    expect(one.body.error.message).not.toBe(other.body.error.message);
  });
});

describe('a platform that misbehaves', () => {
  const lost = (promise: Promise<unknown>) =>
    promise.then(
      () => false,
      () => true,
    );

  test.each([
    { trouble: { error: { code: 2 }, status: 200 }, is: '2', status: 200 },
    { trouble: { error: { code: 1200 } }, is: '1200', status: 400 },
  ])('says an error with status $status', async ({ trouble, is, status }) => {
    const { meta, id, say } = await started();
    meta.next(trouble);

    const answer = await say({ text: 'a' });

    expect([errorOf(answer), answer.status]).toEqual([is, status]);
    expect(meta.received(id)).toEqual([]);
  });

  test.each([
    { kind: 'drop-before-accepting' as const, arrived: 0 },
    { kind: 'drop-after-accepting' as const, arrived: 1 },
  ])('leaves it open what became of a send: $kind', async ({ kind, arrived }) => {
    const { meta, id, say } = await started();
    meta.misbehave({ kind, times: 1 });

    expect(await lost(say({ text: 'a' }))).toBe(true);
    expect(meta.received(id)).toHaveLength(arrived);
    expect(errorOf(await say({ text: 'a' }))).toBe('accepted');
  });
});
