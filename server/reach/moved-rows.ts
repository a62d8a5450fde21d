import { type Keys, keyedHash, seal } from '../keys';
import type { StoredEvidence } from '../storage/collections/evidence';
import type { Evidence } from './model';
import { dayOf } from './period';
import { writeRow } from './sealed-row';

export type Owner = { readonly id: string; readonly key: Buffer /* their own, unwrapped */ };

export type Move = {
  readonly id: string; // names the rows this move makes: moving again makes the same
  readonly keys: Keys;
  readonly rows: readonly StoredEvidence[]; // all of the one they are taken from
  readonly only?: ReadonlySet<string>; // of these, by their ids
  readonly from: Owner;
  readonly to: Owner;
  readonly at: Date;
};

/**
 * What the ledger gains when rows turn out to be another pseudonym's: a copy of each under the new one and, under the old, a row
 * that takes its place and counts for nothing. No row is edited, so seals and figures at earlier seals stay as they were.
 */
export function movedRows(move: Move): readonly Evidence[] {
  return countingRows(move).flatMap((row) => [copyOf(move, row), correctionOf(move, row)]);
}

/** The id that a row's copy has in a move. */
export function copyId(keys: Keys, move: string, row: string): string {
  return keyedHash(keys.of('evidence-id'), `move\n${move}\n${row}`);
}

/**
 * The rows that count: none that was corrected by another than this move, and none from before "be counted" was last withdrawn,
 * which would end what the new pseudonym has as well.
 */
function countingRows(move: Move): readonly StoredEvidence[] {
  const corrected = new Map(move.rows.flatMap((row) => (row.replaces === undefined ? [] : [[row.replaces, row._id]])));
  const ended = move.rows.filter((row) => row.ends === true).map(({ at }) => at.getTime());
  const last = Math.max(Number.NEGATIVE_INFINITY, ...ended);
  return move.rows.filter((row) => {
    const by = corrected.get(row._id);
    if (move.only?.has(row._id) === false) return false;
    const counts = row.replaces === undefined && row.erased !== true && row.ends !== true && row.at.getTime() > last;
    return counts && (by === undefined || by === correctionId(move, row));
  });
}

function correctionId({ keys, id }: Move, { _id }: StoredEvidence): string {
  return keyedHash(keys.of('evidence-id'), `moved\n${id}\n${_id}`);
}

function copyOf({ keys, id, to }: Move, row: StoredEvidence): Evidence {
  const { sealed: _, turn: _turn, unsealed: _unsealed, sealNumber: _number, erased: _erased, ...said } = row;
  return sealedFor(to, { ...said, _id: copyId(keys, id, row._id), person: to.id });
}

function correctionOf(move: Move, row: StoredEvidence): Evidence {
  const { population, organisation, group, area, class: kind, identified, channel, meeting } = row;
  const where = { population, ...(organisation === undefined ? {} : { organisation }), ...(group === undefined ? {} : { group }), area };
  const plain = { _id: correctionId(move, row), person: move.from.id, ...where, rung: 'listed' as const, class: kind };
  const about = { parts: [], identified, at: move.at, day: dayOf(move.at), channel, ...(meeting === undefined ? {} : { meeting }) };
  const match = row.match === undefined ? {} : { match: row.match, verdict: 'different' as const };
  return sealedFor(move.from, { ...plain, ...about, ...match, replaces: row._id });
}

function sealedFor({ key }: Owner, plain: Omit<Evidence, 'sealed'>): Evidence {
  return { ...plain, sealed: seal(key, writeRow(plain)) };
}
