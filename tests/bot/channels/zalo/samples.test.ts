import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../../bot/channels/zalo/parse';
import { markOf } from '../../../../bot/channels/zalo/payload';

const folder = join(__dirname, 'samples');
const samples = readdirSync(folder).filter((name) => name.endsWith('.json'));
const learner = '7000000000000000001';
const about = { channel: 'zalo', account: 'oa', sender: learner };
const media = [{ ...about, kind: 'media' }];
const delivered = { channel: 'zalo', account: 'oa', state: 'delivered' };

/** What each sample is read as. */
const readAs: Readonly<Record<string, readonly object[]>> = {
  user_send_text: [{ ...about, kind: 'message', text: 'Xin chào', at: new Date(1767225600000) }],
  user_send_image: media,
  user_send_gif: media,
  user_send_link: media,
  user_send_audio: media,
  user_send_video: media,
  user_send_sticker: media,
  user_send_location: media,
  user_send_file: media,
  user_send_business_card: media,
  follow: [{ ...about, kind: 'joined' }],
  user_click_chatnow: [{ ...about, kind: 'joined' }],
  widget_interaction_accepted: [{ ...about, kind: 'joined' }],
  unfollow: [{ ...about, kind: 'left' }],
  user_withdraw: [{ ...about, kind: 'erase' }],
  oa_send_text: [{ state: 'echo', messageId: 'f0e1d2c3b4a5968778695a4b' }], // a person wrote it
  oa_send_list: [{ state: 'echo', messageId: 'm-list' }],
  user_received_message: [{ ...delivered, messageId: 'f0e1d2c3b4a5968778695a4b' }],
  user_received_message_of_template: [{ ...delivered, messageId: 'aa11bb22cc33dd44ee55' }],
  user_seen_message: [{ ...delivered, state: 'read', messageId: 'f0e1d2c3b4a5968778695a4b' }],
};

test.each(samples)('%s is read for what it is', (name) => {
  const body = readFileSync(join(folder, name));
  const expected = readAs[name.replace('.json', '')] ?? [];

  const { events, skipped, malformed } = parse({ method: 'POST', url: '/webhooks/zalo', headers: {}, body }, 'oa');

  expect(events).toHaveLength(expected.length);
  expect(events).toMatchObject(expected);
  expect({ skipped, malformed }).toEqual({ skipped: 0, malformed: undefined });
  expect(JSON.stringify(events)).not.toMatch(/https?:|84900000001/);
});

test('every sample that says something is expected to', () => {
  expect(Object.keys(readAs).filter((name) => !samples.includes(`${name}.json`))).toEqual([]);
});

describe('an event', () => {
  const read = (fields: object, headers = {}) =>
    parse(
      { method: 'POST', url: '/', headers, body: Buffer.from(JSON.stringify({ app_id: '1', timestamp: '1767225600000', ...fields })) },
      'oa',
    );
  const text = (words: string) =>
    read({ event_name: 'user_send_text', sender: { id: learner }, recipient: { id: '5' }, message: { text: words, msg_id: 'm-1' } })
      .events[0];

  test('of a tap has the words of the button and its value', () => {
    expect(text('B. Không #a.k.1.0.B~abcDEF-_123')).toMatchObject({ kind: 'message', text: 'B. Không', value: 'a.k.1.0.B~abcDEF-_123' });
  });

  test('of our own words is an echo with their mark; of what a person wrote in the account’s own tool, one without', () => {
    const said = (sender: object) =>
      read({ event_name: 'oa_send_text', sender, recipient: { id: learner }, message: { text: 'Chào bạn', msg_id: 'm-1' } }).events;

    expect(said({ id: '5' })).toEqual([
      { channel: 'zalo', account: 'oa', state: 'echo', messageId: 'm-1', mark: markOf(learner, 'Chào bạn') },
    ]);
    expect(said({ id: '5', admin_id: '9' })).toEqual([{ channel: 'zalo', account: 'oa', state: 'echo', messageId: 'm-1' }]);
  });

  test.each(['#1', 'A #', 'số #7', 'C# hay C', 'a ~b', '# a~b c'])('of words like "%s" is no tap', (words) => {
    expect(text(words)).toMatchObject({ text: words });
    expect(text(words)).not.toHaveProperty('value');
  });

  test('of a link through the widget brings its code', () => {
    const event = {
      event_name: 'widget_interaction_accepted',
      data: { user_id: learner, url: 'https://hieuluat.example/j/K7Q4M2XT?src=qr' },
    };

    expect(read(event).events).toMatchObject([{ kind: 'joined', ref: 'K7Q4M2XT' }]);
  });

  test('that has its time in a header only is read', () => {
    const event = { timestamp: undefined, event_name: 'follow', follower: { id: learner }, oa_id: '5' };

    expect(read(event, { 'x-zevent-timestamp': '1767225600777' }).events).toMatchObject([{ at: new Date(1767225600777) }]);
  });

  test('of several messages seen is a receipt for each', () => {
    const event = {
      event_name: 'user_seen_message',
      sender: { id: '5' },
      recipient: { id: learner },
      message: { msg_ids: ['m-1', 'm-2'] },
    };

    expect(read(event).events).toMatchObject([
      { state: 'read', messageId: 'm-1' },
      { state: 'read', messageId: 'm-2' },
    ]);
  });

  test.each([
    { event_name: 'user_send_text', sender: { id: learner }, message: { text: 'no id' } },
    { event_name: 'user_send_text', message: { text: 'A', msg_id: 'm-1' } },
    { event_name: 'user_send_text', sender: { id: { $ne: 1 } }, message: { text: 'A', msg_id: 'm-1' } },
    { event_name: 'follow', oa_id: '5' },
    { event_name: 'user_click_button', sender: { id: learner } },
    { timestamp: 'tomorrow', event_name: 'follow', follower: { id: learner } },
    { event_name: { $ne: 1 } },
  ])('that is strange is passed over: %p', (event) => {
    expect(read(event)).toEqual({ events: [], skipped: 1 });
  });
});
