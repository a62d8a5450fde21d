import type { RawRequest } from '../../../../bot/channels/channel';
import { createWeb } from '../../../../bot/channels/web';
import { senderCookie, signSender } from '../../../../bot/channels/web/sender-cookie';
import { channelContract } from '../../../contract/channel';

const key = Buffer.alloc(32, 7);
const sender = 'abcdefghijklmnopqrstuv';
const now = new Date('2026-11-22T02:00:00Z');
const channel = createWeb({ key, now: () => now });

const headers = {
  host: 'chat.example.vn',
  origin: 'https://chat.example.vn',
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
  cookie: `a=b; ${senderCookie}=${signSender(key, sender)}`,
};

function genuine(body: Buffer, changed: Readonly<Record<string, string | undefined>> = {}): RawRequest {
  return { method: 'POST', url: '/chat/api/events', headers: { ...headers, ...changed }, body };
}

function post(...events: readonly unknown[]): RawRequest {
  return genuine(Buffer.from(JSON.stringify({ events })));
}

channelContract('the web chat', () => ({
  channel,
  genuine,
  secrets: [key.toString('hex'), key.toString('base64')],
  request: (events, strange) =>
    post(...events.map((event) => ('ref' in event ? { ...event, kind: 'joined' } : event)), ...(strange ? [{ what: 'ever' }] : [])),
  forged: [
    { how: 'without a cookie', request: genuine(Buffer.from('{}'), { cookie: undefined }) },
    {
      how: 'with a cookie signed by somebody else',
      request: genuine(Buffer.from('{}'), { cookie: `${senderCookie}=${signSender(Buffer.alloc(32, 8), sender)}` }),
    },
    {
      how: 'with another person in a signed cookie',
      request: genuine(Buffer.from('{}'), { cookie: `${senderCookie}=${signSender(key, sender).replace('a', 'b')}` }),
    },
    { how: 'from another site', request: genuine(Buffer.from('{}'), { 'sec-fetch-site': 'cross-site' }) },
    { how: 'from another origin', request: genuine(Buffer.from('{}'), { origin: 'https://evil.example' }) },
    { how: 'as a form', request: genuine(Buffer.from('{}'), { 'content-type': 'text/plain' }) },
  ],
}));

describe('an event of the chat page', () => {
  const only = (event: unknown) => channel.parse(post(event)).events[0];

  test.each([
    { page: 'with its clock right', at: '2026-11-22T01:59:58.000Z', read: '2026-11-22T01:59:58.000Z' },
    { page: 'with its clock in milliseconds', at: now.getTime() - 5_000, read: '2026-11-22T01:59:55.000Z' },
    { page: 'with its clock ahead', at: '2027-01-01T00:00:00.000Z', read: now.toISOString() },
    { page: 'without a clock', at: undefined, read: now.toISOString() },
  ])('$page is dated $read', ({ at, read }) => {
    expect(only({ id: 'event-1', text: 'A', ...(at === undefined ? {} : { at }) })).toMatchObject({ at: new Date(read), sender });
  });

  test.each([
    { event: { id: 'x', text: 'A' } },
    { event: { id: 'event 1', text: 'A' } },
    { event: { id: 'event-1', text: { $ne: 1 } } },
    { event: { id: 'event-1', text: 'A', value: 'v'.repeat(500) } },
    { event: { id: 'event-1', kind: 'due', what: 'lesson' } },
    { event: { id: 'event-1', kind: 'left' } },
    { event: 'A' },
  ])('that the page would not send is passed over: $event', ({ event }) => {
    expect(channel.parse(post(event))).toMatchObject({ events: [], skipped: 1 });
  });

  test('comes with others, but never with very many', () => {
    const many = (count: number) => post(...Array.from({ length: count }, (_, index) => ({ id: `event-${index}`, text: 'A' })));

    expect(channel.parse(many(50)).events).toHaveLength(50);
    expect(channel.parse(many(51))).toMatchObject({ events: [], malformed: true });
  });
});
