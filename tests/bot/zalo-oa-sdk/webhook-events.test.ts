import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dedupeKey, eventFamilies, familyOf, parseWebhook } from '../../../bot/zalo-oa-sdk/src';

const folder = join(__dirname, '../channels/zalo/samples');
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const sample = (name: string) => readFileSync(join(folder, `${name}.json`));
const userId = '7000000000000000001';
const oaId = '5000000000000000001';

test.each(names)('%s is read, with the account, the application and the time', (name) => {
  const event = parseWebhook(sample(name.replace('.json', '')));

  expect(event).toMatchObject({ appId: '1000000000000000001', at: expect.any(Number), raw: expect.any(Object) });
  expect(event?.family).not.toBe('unknown');
  if (event?.family !== 'widget' && event?.family !== 'reaction') expect(event?.oaId).toBe(oaId);
});

test.each([
  {
    name: 'user_send_text',
    read: { family: 'user_message', userId, messageId: '0a1b2c3d4e5f60718293', text: 'Xin chào', attachments: [] },
  },
  {
    name: 'user_send_image',
    read: {
      text: 'ảnh',
      attachments: [{ type: 'image', url: 'http://f6.photo.talk.zdn.vn/i.jpg', thumbnail: 'http://t.f6.photo.talk.zdn.vn/t.jpg' }],
    },
  },
  { name: 'user_send_location', read: { attachments: [{ type: 'location', latitude: 10.7769, longitude: 106.7009 }] } },
  {
    name: 'user_send_file',
    read: { attachments: [{ type: 'file', name: 'don.pdf', size: 10240, md5: 'd41d8cd98f00b204e9800998ecf8427e', kind: 'pdf' }] },
  },
  { name: 'user_send_sticker', read: { attachments: [{ type: 'sticker', id: 'sticker-1' }] } },
  { name: 'follow', read: { family: 'follow', name: 'follow', userId, source: 'oa_profile' } },
  { name: 'user_click_chatnow', read: { family: 'chat_now', userId } },
  { name: 'user_received_message', read: { family: 'receipt', state: 'received', to: userId, messageIds: ['f0e1d2c3b4a5968778695a4b'] } },
  { name: 'user_seen_message', read: { family: 'receipt', state: 'seen', messageIds: ['f0e1d2c3b4a5968778695a4b'] } },
  {
    name: 'user_received_message_of_template',
    read: { family: 'receipt', to: '84900000001', trackingId: 'remind-42-2026w47', deliveredAt: 1767225605000 },
  },
  { name: 'oa_send_text', read: { family: 'oa_message', userId, adminId: '9000000000000000001', text: 'Chào bạn' } },
  { name: 'user_reacted_message', read: { family: 'reaction', icon: '/-heart' } },
  {
    name: 'user_submit_info',
    read: {
      family: 'submitted_info',
      userId,
      info: { name: 'Nguyễn Văn A', phone: '84900000001', dateOfBirth: '30/10/1999', ward: 'Phường Tân Thuận', address: '1 Đường X' },
    },
  },
  { name: 'user_withdraw', read: { family: 'account', userId } },
  { name: 'add_user_to_tag', read: { family: 'tag', tag: 'da-hoc-bai-1', userIds: [userId] } },
  {
    name: 'widget_interaction_accepted',
    read: { family: 'widget', userId, userExternalId: 'learner-42', url: 'https://example.vn/?src=qr' },
  },
  { name: 'anonymous_send_text', read: { family: 'anonymous_message', anonymousId: 'anon-1', conversationId: 'conv-1', text: 'xin chào' } },
  { name: 'change_template_status', read: { family: 'template' } },
])('of $name everything documented is read', ({ name, read }) => {
  expect(parseWebhook(sample(name))).toMatchObject(read);
});

const about = { app_id: '1', timestamp: 1767225600000 };
const read = (fields: object) => parseWebhook(JSON.stringify({ ...about, ...fields }));

test('the older shape of submitted information is read too', () => {
  const info = { name: 'A', address: '1 Đường X', city: 'Huế', district: 'Q1', ward: 'P1' };

  expect(read({ event_name: 'user_submit_info', sender: { id: userId }, info })).toMatchObject({ info });
});

test('a time that is a number, and ids that are, are read without losing a digit', () => {
  const body =
    '{"app_id":1000000000000000001,"event_name":"follow","oa_id":5000000000000000001,"follower":{"id":7000000000000000001},"timestamp":1767225600000}';

  expect(parseWebhook(body)).toMatchObject({ appId: '1000000000000000001', userId, oaId, at: 1767225600000 });
});

test.each([
  'accept_request_join_group',
  'react_request_join_group',
  'react_request_join_group_accept',
  'user_out_group',
  'user_leave_group',
])('the group event %s is known by that spelling', (name) => {
  expect(read({ event_name: name, oa_id: oaId, group_id: 'g-1', users: [{ id: userId }] })).toMatchObject({
    family: 'group',
    groupId: 'g-1',
    userIds: [userId],
  });
});

test('a message in a group names the group', () => {
  const event = {
    event_name: 'user_send_group_text',
    sender: { id: userId },
    recipient: { id: 'g-1' },
    message: { msg_id: 'm', text: 'A' },
  };

  expect(read({ ...event, oa_id: oaId })).toMatchObject({ family: 'group_message', groupId: 'g-1', senderId: userId, text: 'A' });
});

test('a name nobody has described is unknown, and loses nothing', () => {
  expect(read({ event_name: 'something_new', a: 1 })).toMatchObject({ family: 'unknown', name: 'something_new', raw: { a: 1 } });
});

test.each(['', 'null', '[]', '{}', '{"event_name":"follow"}', '{"app_id":"1","event_name":"follow","timestamp":"tomorrow"}', '{"a":'])(
  '%s is no event',
  (body) => {
    expect(parseWebhook(body)).toBeUndefined();
  },
);

describe('the key of an event', () => {
  const text = (id: string) => ({ event_name: 'user_send_text', sender: { id: userId }, message: { msg_id: id, text: 'A' } });
  const keyOf = (fields: object) => {
    const event = read(fields);
    return event === undefined ? undefined : dedupeKey(event);
  };

  test('is the same each time it is delivered, and another for another', () => {
    expect(keyOf(text('m-1'))).toBe(keyOf({ ...text('m-1') }));
    expect(keyOf(text('m-1'))).not.toBe(keyOf(text('m-2')));
  });

  test('tells a message received from the same one seen', () => {
    const receipt = (name: string) =>
      keyOf({ event_name: name, sender: { id: oaId }, recipient: { id: userId }, message: { msg_id: 'm-1' } });

    expect(receipt('user_received_message')).not.toBe(receipt('user_seen_message'));
  });

  test('of an event without a message is of person and time', () => {
    const follow = (id: string, timestamp: number) => keyOf({ event_name: 'follow', follower: { id }, timestamp });

    expect(follow('1', 1)).toBe(follow('1', 1));
    expect(new Set([follow('1', 1), follow('2', 1), follow('1', 2)]).size).toBe(3);
  });
});

test('each name belongs to one family', () => {
  const all: readonly string[] = Object.values(eventFamilies).flat();

  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(80);
  expect(familyOf('constructor')).toBeUndefined();
});
