import type { EventBody, InboundEvent } from '../../../bot/channels/channel';
import { acceptEvent, laneOf, openEvent } from '../../../server/conversation/accept-event';
import { signReplies } from '../../../server/conversation/signed-value';
import { deriveKeys } from '../../../server/keys';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const now = new Date('2026-11-22T03:00:00Z');

function inbound(body: EventBody, id = 'mid.1'): InboundEvent {
  return { id, channel: 'messenger', account: 'page', sender: '6000000000000001', at: now, ...body };
}

describe('an accepted event', () => {
  test.each<EventBody>([
    { kind: 'message', text: 'Chào' },
    { kind: 'joined', ref: 'ABCDEF' },
    { kind: 'joined' },
    { kind: 'left' },
    { kind: 'erase' },
    { kind: 'media' },
    { kind: 'due', what: 'recall' },
  ])('$kind is read back from its inbox row as it was', (body) => {
    const { row, event } = acceptEvent(keys, inbound(body), now);

    expect(openEvent(keys, row)).toEqual(event);
    expect(event.body).toEqual(body);
  });

  test('is never dated after its arrival: words that come later must not look old beside it', () => {
    const { event } = acceptEvent(keys, { ...inbound({ kind: 'left' }), at: new Date('2099-01-01T00:00:00Z') }, now);

    expect(event.at).toEqual(now);
  });

  test('keeps a value that we signed for this conversation', () => {
    const { event } = acceptEvent(keys, inbound({ kind: 'left' }), now);
    const [reply] = signReplies(keys.of('button-value'), event.conversation, [
      { type: 'choice', payload: { text: '?', options: [{ label: 'A', value: 'a.x.1.0.A' }] } },
    ]);
    const value = reply?.type === 'choice' ? (reply.payload.options[0]?.value ?? '') : '';

    const tapped = acceptEvent(keys, inbound({ kind: 'message', text: 'A', value }), now).event;

    expect(tapped.body).toEqual({ kind: 'message', text: 'A', value: 'a.x.1.0.A' });
  });

  test('drops a value that we did not sign, and keeps its text', () => {
    const { event } = acceptEvent(keys, inbound({ kind: 'message', text: 'A', value: 'a.x.1.0.A~forged' }), now);

    expect(event.body).toEqual({ kind: 'message', text: 'A' });
  });

  test('shows neither who wrote nor what they wrote in its row', () => {
    const { row } = acceptEvent(keys, inbound({ kind: 'message', text: 'chuyện riêng' }), now);

    const stored = Buffer.concat([Buffer.from(JSON.stringify({ ...row, body: undefined })), row.body ?? Buffer.alloc(0)]);
    expect(stored.includes('6000000000000001')).toBe(false);
    expect(stored.includes('chuyện riêng')).toBe(false);
  });

  test('is the same row when the platform repeats it, and another in another conversation', () => {
    const first = acceptEvent(keys, inbound({ kind: 'media' }), now).row;
    const repeat = acceptEvent(keys, inbound({ kind: 'media' }), now).row;
    const other = acceptEvent(keys, { ...inbound({ kind: 'media' }), sender: '6000000000000002' }, now).row;

    expect(repeat._id).toBe(first._id);
    expect(other._id).not.toBe(first._id);
  });

  test('cannot be read with another secret', () => {
    const { row } = acceptEvent(keys, inbound({ kind: 'media' }), now);

    expect(openEvent(deriveKeys('t'.repeat(32), 'w'.repeat(32)), row)).toBeUndefined();
  });
});

test('every lane from 0 to 255 can hold a conversation', () => {
  expect(laneOf('web:web:00')).toBe(0);
  expect(laneOf('web:web:ff')).toBe(255);
});
