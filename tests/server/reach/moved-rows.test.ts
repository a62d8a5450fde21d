import { randomBytes } from 'node:crypto';
import { deriveKeys, seal } from '../../../server/keys';
import type { Evidence } from '../../../server/reach/model';
import { type Move, movedRows } from '../../../server/reach/moved-rows';
import { history } from '../../../server/reach/person-history';
import { isUnaltered, writeRow } from '../../../server/reach/sealed-row';
import type { StoredEvidence } from '../../../server/storage/collections/evidence';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const [one, other] = ['one', 'other'].map((id) => ({ id, key: randomBytes(32) }));
if (one === undefined || other === undefined) throw new Error('two people');

const day = (number: number) => new Date(`2026-11-${String(number).padStart(2, '0')}T03:00:00Z`);

function row(id: string, at: Date, more: Partial<StoredEvidence> = {}): StoredEvidence {
  const plain = {
    _id: id,
    person: 'one',
    population: 'upper-secondary' as const,
    organisation: 'thpt-1',
    area: 'T101',
    rung: 'reached' as const,
    class: 'E3' as const,
    parts: ['law', 'knowledge'] as const,
    identified: true,
    lesson: 'l1',
    version: 'v1',
    at,
    day: at.toISOString().slice(0, 10),
    channel: 'web' as const,
    ...more,
  };
  return { ...plain, turn: 1, sealed: seal(randomBytes(32), writeRow(plain)) };
}

const move = (rows: readonly StoredEvidence[]): Move => ({ id: 'link-1', keys, rows, from: one, to: other, at: day(20) });
const stored = (rows: readonly Evidence[], person: string): readonly StoredEvidence[] =>
  rows.filter((each) => each.person === person).map((each, index) => ({ ...each, person, turn: 10 + index }));

describe('evidence that turns out to be another pseudonym’s', () => {
  const rows = [row('a', day(1)), row('b', day(2), { lesson: 'l2' })];
  const made = movedRows(move(rows));

  test('counts there as it did here, and here no more', () => {
    const there = history(stored(made, 'other'));
    const here = history([...rows, ...stored(made, 'one')]);

    expect(there.map(({ day, completion, parts }) => ({ day, completion, parts }))).toEqual(
      history(rows).map(({ day, completion, parts }) => ({ day, completion, parts })),
    );
    expect(here.filter(({ completion, parts }) => completion || parts.length > 0)).toEqual([]);
  });

  test('is sealed under the key of whom each row names', () => {
    for (const each of made) expect(isUnaltered(each.person === 'one' ? one.key : other.key, each)).toBe(true);
  });

  test('is the same rows when it is moved again, whatever was written of it before', () => {
    const again = movedRows(move([...rows, ...stored(made, 'one')]));

    expect(again.map(({ _id }) => _id)).toEqual(made.map(({ _id }) => _id));
  });

  test('is not moved when another row has taken its place, nor from before a withdrawal, nor without being asked for', () => {
    const ended = row('end', day(3), { rung: 'listed', parts: [], ends: true });
    const later = row('c', day(4));
    const corrected = row('d', day(5));
    const correction = row('e', day(6), { rung: 'listed', parts: [], replaces: 'd' });
    const all = [...rows, ended, later, corrected, correction];

    expect(movedRows(move(all)).flatMap(({ replaces }) => replaces ?? [])).toEqual(['c']);
    expect(movedRows({ ...move(rows), only: new Set(['b']) }).flatMap(({ replaces }) => replaces ?? [])).toEqual(['b']);
  });
});
