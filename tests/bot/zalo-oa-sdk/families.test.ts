import {
  createMemoryTokenStore,
  createZaloOa,
  hashPhone,
  type MessageContent,
  normalPhone,
  withoutMentions,
} from '../../../bot/zalo-oa-sdk/src';
import { VirtualClock } from '../../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../../support/zalo-simulator';
import { sampleAccount } from '../../support/zalo-simulator/options';

const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
const simulator = new ZaloSimulator({ clock });
const tokens = createMemoryTokenStore();
const learner = simulator.addLearner('Nguyễn Văn A');
const png = Buffer.from('89504e470d0a1a0a', 'hex');
const gif = Buffer.from('474946383961', 'hex');
let zalo = client('http://127.0.0.1:9', 'http://127.0.0.1:9', 'http://127.0.0.1:9');

function client(oauthUrl: string, openApiUrl: string, businessUrl: string) {
  return createZaloOa({ ...sampleAccount, tokens, oauthUrl, openApiUrl, businessUrl, now: () => clock.now(), retries: { times: 0 } });
}

beforeAll(async () => {
  const { oauthUrl, apiUrl, businessUrl } = await simulator.start();
  zalo = client(oauthUrl, apiUrl, businessUrl);
  await tokens.write({ ...simulator.grant(), accessExpiresAt: clock.now() + 9e7, refreshExpiresAt: clock.now() + 7e9 });
  simulator.platform.learners.interact(learner, clock.now());
  learner.chatted = true;
});
afterAll(() => simulator.stop());

const received = () => simulator.received(learner.id);

describe('a consultation message', () => {
  const contents = async (): Promise<readonly MessageContent[]> => [
    { kind: 'text', text: 'Chào bạn' },
    { kind: 'image', picture: await zalo.uploads.image(png, 'a.png'), text: 'Sơ đồ' },
    { kind: 'image', picture: { url: 'https://example.vn/a.png' } },
    { kind: 'gif', picture: await zalo.uploads.gif(gif, 'a.gif'), width: 10, height: 20 },
    { kind: 'file', ...(await zalo.uploads.file(Buffer.from('%PDF'), 'đơn.pdf')) },
    { kind: 'sticker', stickerId: 'sticker-1' },
    { kind: 'request-info', title: 'Trợ lý', subtitle: 'Chia sẻ', imageUrl: 'https://example.vn/b.png' },
    {
      kind: 'buttons',
      text: 'Câu 1',
      buttons: [
        { title: 'Có', type: 'oa.query.hide', payload: '#1' },
        { title: 'Luật', type: 'oa.open.url', url: 'https://example.vn' },
        { title: 'Nhắn', type: 'oa.open.sms', content: 'Chào', phone: '84900000001' },
        { title: 'Gọi', type: 'oa.open.phone', phone: '84900000001' },
      ],
    },
    {
      kind: 'list',
      elements: [
        {
          title: 'Chủ đề',
          subtitle: 'Ba phút',
          imageUrl: 'https://example.vn/c.png',
          action: { type: 'oa.open.url', url: 'https://example.vn' },
        },
        { title: 'Thuê nhà', action: { type: 'oa.query.show', payload: '#rent' } },
      ],
      buttons: [{ title: 'Thoát', type: 'oa.query.hide', payload: '#stop' }],
    },
  ];

  test('of every kind is taken by the rules of the reference', async () => {
    for (const content of await contents()) {
      await expect(zalo.messages.send(learner.id, content)).resolves.toMatchObject({ userId: learner.id, quota: { type: 'reply' } });
    }

    expect(received().map(({ kind }) => kind)).toHaveLength(9);
  });

  test('that quotes names the message it answers', async () => {
    const asked = await simulator.say(learner.id, 'Hỏi');

    await expect(zalo.messages.sendText(learner.id, 'Đáp', { quote: asked })).resolves.toBeDefined();
    await expect(zalo.messages.sendText(learner.id, 'Đáp', { quote: 'never' })).rejects.toMatchObject({ code: -201 });
  });
});

describe('templates', () => {
  const data = { customer_name: 'A', module: 'Thuê nhà' };

  test('reach a person by their id', async () => {
    await expect(zalo.templates.sendToUser(learner.id, { templateId: '123456', data })).resolves.toMatchObject({ userId: learner.id });
    await expect(zalo.templates.sendToUser(learner.id, { templateId: '9', data })).rejects.toMatchObject({ name: 'ZaloApiError' });
  });

  test('reach a number, however it is written, and its hash', async () => {
    const message = { templateId: '123456', data, trackingId: 'remind-42' };
    const local = `0${learner.phone.slice(2)}`;

    const sent = await zalo.phone.send(local, message);
    await zalo.phone.sendToHash(learner.phone, message);

    expect(sent).toMatchObject({ messageId: expect.any(String), dailyQuota: expect.any(Number), remainingQuota: expect.any(Number) });
    await expect(zalo.phone.status(sent.messageId)).resolves.toHaveProperty('status');
    await expect(zalo.phone.send('84999', message)).rejects.toMatchObject({ host: 'business', code: -108, acts: 'developer' });
  });

  test('are listed with their quotas', async () => {
    await expect(zalo.phone.quota()).resolves.toMatchObject({ dailyQuota: expect.any(Number) });
    await expect(zalo.phone.templates({ offset: 0, limit: 10 })).resolves.toHaveLength(1);
    await expect(zalo.phone.template('123456')).resolves.toBeDefined();
    await expect(zalo.phone.quality()).resolves.toBeDefined();
    await expect(zalo.phone.allowedTags()).resolves.toEqual(expect.any(Array));
  });

  test('with a token that was replaced renew it once, on this host too', async () => {
    await tokens.write({ ...simulator.grant(), accessExpiresAt: clock.now() + 9e7, refreshExpiresAt: clock.now() + 7e9 });

    await expect(zalo.phone.quota()).resolves.toBeDefined();
  });
});

describe('people', () => {
  test('are told of in detail, changed and forgotten', async () => {
    await zalo.users.update(learner.id, { alias: 'Anh A', externalId: 'learner-42', shared: { name: 'A', cityId: 79 } });
    await zalo.tags.add(learner.id, 'đã học');

    expect(await zalo.users.detail(learner.id)).toMatchObject({
      userId: learner.id,
      displayName: 'Nguyễn Văn A',
      alias: 'Anh A',
      externalId: 'learner-42',
      tags: ['đã học'],
      isFollower: expect.any(Boolean),
    });
    await expect(zalo.users.forget(learner.id)).resolves.toBeUndefined();
    expect((await zalo.users.detail(learner.id)).tags).toEqual([]);
  });

  test('are listed by pages', async () => {
    expect(await zalo.users.list({ offset: 0, count: 50, isFollower: false })).toMatchObject({ userIds: expect.any(Array) });
    await expect(zalo.users.list({ offset: 0, count: 51 })).rejects.toMatchObject({ retry: 'permanent' });
  });

  test('are tagged and untagged', async () => {
    await zalo.tags.add(learner.id, 'b');
    expect(await zalo.tags.list()).toContain('b');
    await zalo.tags.remove(learner.id, 'b');
    await zalo.tags.drop('b');
    expect(await zalo.tags.list()).not.toContain('b');
  });

  test('have quotas and a last interaction', async () => {
    expect(await zalo.quota.ofUser(learner.id)).toMatchObject({ lastInteractionAt: clock.now(), reply: { remain: 8, total: 8 } });
    expect(await zalo.quota.assets({ owner: 'OA', product: 'cs', quota: 'sub_quota' })).toEqual(expect.any(Array));
    expect(await zalo.quota.active()).toMatchObject({ remain: expect.any(Number), total: expect.any(Number) });
  });
});

describe('the account', () => {
  test('tells of itself', async () => {
    expect(await zalo.account.profile()).toMatchObject({ oaId: sampleAccount.oaId, name: sampleAccount.oaName, isVerified: true });
  });

  test('tells what was said', async () => {
    const said = await zalo.account.conversation(learner.id, { offset: 0, count: 5 });

    expect(said.length).toBeGreaterThan(0);
    expect(said[0]).toMatchObject({ from: expect.stringMatching(/^(account|user)$/), at: expect.any(Number) });
    expect(await zalo.account.recentChats({ offset: 0, count: 10 })).toEqual(expect.any(Array));
  });

  test('reacts to what a person said', async () => {
    const id = await simulator.say(learner.id, 'Cảm ơn');

    await expect(zalo.reactions.add(learner.id, id, '/-heart')).resolves.toBeUndefined();
    await expect(zalo.reactions.remove(learner.id, id)).resolves.toBeUndefined();
  });

  test('sends articles to many', async () => {
    const audience = { gender: 'all', cities: [4, 9], ages: [2, 3] } as const;

    await expect(zalo.broadcasts.sendArticles(audience, ['article-1'])).resolves.toHaveProperty('messageId');
    await expect(zalo.broadcasts.sendArticles(audience, ['1', '2', '3', '4', '5', '6'])).rejects.toMatchObject({ code: -210 });
  });

  test('speaks in its groups', async () => {
    simulator.platform.groups.set('g-1', { id: 'g-1', name: 'Lớp 10A', members: [learner.id], lapsed: false });

    await expect(zalo.groups.sendText('g-1', 'Chào cả nhóm')).resolves.toMatchObject({ groupId: 'g-1' });
    await expect(zalo.groups.sendText('g-2', 'Chào')).rejects.toMatchObject({ code: -403 });
    await expect(zalo.groups.list({ offset: 0, count: 10 })).resolves.toBeDefined();
  });
});

test('a picture that is none is refused for good', async () => {
  await expect(zalo.uploads.image(Buffer.from('text'), 'a.png')).rejects.toMatchObject({ code: -201, retry: 'permanent' });
});

test.each([
  ['0900000001', '84900000001'],
  ['+84 900 000 001', '84900000001'],
  ['84900000001', '84900000001'],
])('the number %s is %s to the platform', (given, normal) => {
  expect(normalPhone(given)).toBe(normal);
  expect(hashPhone(given)).toBe('c1defbf2b2d03f6c060709faa2be37c05d6539c96ebbe5bd1bfea42cdc54032f');
});

test('words for a group call nobody by name', () => {
  expect(withoutMentions('Chào [@7000000000000000001] và [@g-1]!')).toBe('Chào  và !');
});
