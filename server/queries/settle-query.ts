import { regarded } from '../meetings/attendance-rows';
import { evidenceOf, type MoveDeps } from '../people/move-evidence';
import { getOrCreatePeople } from '../people/person';
import type { Evidence } from '../reach/model';
import { native } from '../storage/collection';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import { type EvidenceQuery, evidenceQueries } from '../storage/collections/evidence-queries';

/** Holds back the rows of an open query, and those of no open query counts again. May be run any number of times. */
export async function settleQuery({ db, keys, ledger, now }: MoveDeps, id: string): Promise<void> {
  const query = await native(evidenceQueries(db)).findOne({ _id: id });
  if (query === null) return;

  const held = await heldRows({ db }, query);
  const asked = await native(evidenceRows(db))
    .find({ _id: { $in: [...query.rows] }, erased: { $exists: false } })
    .toArray();
  const owners = await getOrCreatePeople(db, keys, [...new Set(asked.map(({ person }) => person))], now());
  const rows: Evidence[] = [];
  for (const row of asked) {
    const owner = owners.get(row.person);
    if (owner === undefined) continue;
    const all = await evidenceOf(db, row.person);
    for (const one of [row, ...understoodWith(row, all)]) {
      const current = lastOf(one, all);
      if (current.parts.length === 0 && current.rung === 'listed') continue; // taken back, or another's by now
      if ((current.held === true) !== held.has(row._id)) rows.push(regarded(keys, current, owner, held.has(row._id)));
    }
  }
  await ledger.append(rows);
}

/** A row of several queries is held until the last of them is cleared. */
async function heldRows({ db }: Pick<MoveDeps, 'db'>, query: EvidenceQuery): Promise<ReadonlySet<string>> {
  if (query.clearedAt === undefined) return new Set(query.rows);
  const open = await native(evidenceQueries(db))
    .find({ rows: { $in: [...query.rows] }, clearedAt: { $exists: false } })
    .toArray();
  return new Set(open.flatMap(({ rows }) => rows));
}

/** What the same lesson has left beside it. */
function understoodWith({ lesson, version, at }: StoredEvidence, all: readonly StoredEvidence[]): readonly StoredEvidence[] {
  return all.filter((row) => {
    const same = row.lesson === lesson && row.version === version && row.day >= at.toISOString().slice(0, 10);
    return same && row.rung === 'understood' && row.replaces === undefined && row.erased !== true;
  });
}

function lastOf(row: StoredEvidence, all: readonly StoredEvidence[]): StoredEvidence {
  const next = all.find(({ replaces }) => replaces === row._id);
  return next === undefined ? row : lastOf(next, all);
}
