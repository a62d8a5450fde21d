import { freshSession } from '../../../bot/dialogue/session';
import { fromRow, toRow } from '../../../server/conversation/conversation-row';
import type { Conversation } from '../../../server/conversation/model';
import { deriveKeys } from '../../../server/keys';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const at = new Date('2026-11-22T03:00:00Z');

const conversation: Conversation = {
  _id: 'messenger:page:0f',
  lane: 15,
  version: 3,
  session: { ...freshSession('vi'), population: 'service-worker' },
  turn: { n: 3, event: 'e3', at, person: 'p1', replies: [{ type: 'text', payload: { text: 'Chào bạn' } }], facts: [], evidence: [] },
  seen: ['e1', 'e2', 'e3'],
  person: 'p1',
  sender: '6000000000000001',
};

describe('a conversation on disk', () => {
  test('is read back as it was written', () => {
    expect(fromRow(keys, toRow(keys, conversation))).toEqual(conversation);
  });

  test('shows nobody who it is with, what was said or which population they belong to', () => {
    const row = toRow(keys, conversation);

    const bytes = Buffer.concat([Buffer.from(JSON.stringify({ ...row, sealed: undefined })), row.sealed]);
    for (const secret of ['6000000000000001', 'service-worker', 'Chào bạn']) expect(bytes.includes(secret)).toBe(false);
  });

  test('is refused, not begun anew, under another secret', () => {
    expect(() => fromRow(deriveKeys('t'.repeat(32), 'w'.repeat(32)), toRow(keys, conversation))).toThrow('SECRET_KEY');
  });

  test('is never larger than 64 KB', () => {
    const large = { ...conversation, seen: ['x'.repeat(70_000)] };

    expect(() => toRow(keys, large)).toThrow('larger than');
  });
});
