import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawRequest } from '../../../../bot/channels/channel';
import { parse } from '../../../../bot/channels/messenger/parse';

const folder = join(__dirname, 'samples');
const sender = '2000001';
const upTo = (ms: number) => ({ sender, upTo: new Date(ms) });
const media = [{ kind: 'media', id: 'm_AbC', sender }];

/** What each documented event is to the product; nothing but an empty list: known, and of no interest. */
const readAs: Readonly<Record<string, readonly object[]>> = {
  text: [{ kind: 'message', id: 'm_AbC', sender, text: 'xin chào', at: new Date(1_767_225_599_500) }],
  'quick-reply': [{ kind: 'message', text: 'Đáp án B', value: 'a.k.1.0.B~sig' }],
  image: media,
  sticker: media,
  fallback: media,
  'empty-message': media,
  'get-started-from-link': [{ kind: 'joined', ref: 'K7Q4M2XT' }],
  postback: [{ kind: 'message', text: 'Tiếp', value: 'n.k.1.2~sig' }],
  referral: [{ kind: 'joined', ref: 'K7Q4M2XT' }],
  'optin-send-to-messenger': [{ kind: 'joined', ref: 'K7Q4M2XT' }],
  'optin-marketing': [],
  'optin-stopped': [{ kind: 'left', sender }],
  delivery: [
    { state: 'delivered', messageId: 'm_1' },
    { state: 'delivered', messageId: 'm_2' },
  ],
  'delivery-without-ids': [{ state: 'delivered', ...upTo(1_767_225_600_900) }],
  read: [{ state: 'read', ...upTo(1_767_225_604_800) }],
  echo: [{ state: 'echo', messageId: 'm_AbC', outboxId: 'messenger:page:c:1:0' }],
  'echo-of-template': [{ state: 'echo', messageId: 'm_AbC', outboxId: 'messenger:page:c:1:1' }],
  'echo-of-page-inbox': [{ state: 'echo', messageId: 'm_AbC' }],
  reaction: [],
  edit: [],
  'response-feedback': [],
  'pass-thread-control': [],
  'policy-enforcement': [{ state: 'restricted', account: 'page' }],
};
const notForUs = ['optin-checkbox'];

describe('a documented event of Messenger', () => {
  test.each(Object.entries(readAs))('%s is read', (name, events) => {
    const read = parse(bodyOf(name), 'page');

    expect(read).toMatchObject({ events, skipped: 0 });
    expect(read.events).toHaveLength(events.length);
  });

  test.each(notForUs)('%s names no person, and is counted as passed over', (name) => {
    expect(parse(bodyOf(name), 'page')).toEqual({ events: [], skipped: 1 });
  });

  test('has a sample, and each sample has its reading', () => {
    const samples = readdirSync(folder).filter((file) => file.endsWith('.json'));

    expect(samples.map((file) => file.replace('.json', '')).sort()).toEqual([...Object.keys(readAs), ...notForUs].sort());
  });

  test('is not taken from a conversation that another app holds', () => {
    const event: unknown = JSON.parse(readFileSync(join(folder, 'text.json'), 'utf8'));

    expect(parse(requestOf({ id: '1000001', time: 1, standby: [event] }), 'page')).toEqual({ events: [], skipped: 0 });
  });

  test('is found in every place of a body', () => {
    const event: unknown = JSON.parse(readFileSync(join(folder, 'text.json'), 'utf8'));
    const entry = { id: '1000001', time: 1, messaging: [event, event] };

    expect(parse(requestOf(entry, { id: '2', changes: [{}] }, entry), 'page').events).toHaveLength(4);
  });
});

function bodyOf(name: string): RawRequest {
  return requestOf({ id: '1000001', time: 1, messaging: [JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))] });
}

function requestOf(...entry: readonly object[]): RawRequest {
  const body = Buffer.from(JSON.stringify({ object: 'page', entry }));
  return { method: 'POST', url: '/webhooks/messenger', headers: {}, body };
}
