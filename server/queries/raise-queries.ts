import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import type { MoveDeps } from '../people/move-evidence';
import { native } from '../storage/collection';
import { attempts, type StoredAttempt } from '../storage/collections/attempts';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import { type EvidenceMark, evidenceMarks } from '../storage/collections/evidence-marks';
import { type EvidenceQuery, evidenceQueries } from '../storage/collections/evidence-queries';
import { type Answer, type Doubt, doubtsIn, type Sighting } from './doubts';
import { settleQuery } from './settle-query';

const lookedAtMs = 2 * 24 * 3_600_000;
const atOnce = 5_000;

/**
 * Looks at the lessons of the last two days beside each other and asks about those that do not look like people learning. May be run at
 * any time and any number of times; answers how many queries were raised or have grown.
 */
export async function raiseQueries(deps: MoveDeps): Promise<number> {
  const { db, now } = deps;
  const marks = await native(evidenceMarks(db))
    .find({ at: { $gt: new Date(now().getTime() - lookedAtMs) } })
    .toArray();
  const known = await queriesOf(db, marks);
  const cleared = new Set(known.flatMap(({ clearedAt, rows }) => (clearedAt === undefined ? [] : rows)));
  const sightings = await sightingsOf(
    db,
    marks.filter(({ _id }) => !cleared.has(_id)),
  );
  const open = known.filter(({ clearedAt }) => clearedAt === undefined);
  const changed: string[] = [];
  for (const doubt of doubtsIn(sightings)) changed.push(...(await ask(db, doubt, open, now())));
  for (const id of new Set([...changed, ...open.map(({ _id }) => _id)])) await settleQuery(deps, id); // an earlier run may have been stopped
  return changed.length;
}

/** One open query for each place, day and kind: it grows as more of the same is seen. */
async function ask(db: Connection, { kind, day, sightings }: Doubt, open: readonly EvidenceQuery[], now: Date): Promise<readonly string[]> {
  const [first] = sightings;
  if (first === undefined) return [];
  const { population, organisation, area } = first;
  const rows = sightings.map(({ row }) => row);
  const people = new Set(sightings.map(({ person }) => person)).size;
  const same = open.find(
    (one) =>
      one.kind === kind && one.day === day && one.population === population && (one.organisation ?? one.area) === (organisation ?? area),
  );
  if (same === undefined) {
    const _id = ulid(now.getTime());
    const place = { population, area, ...(organisation === undefined ? {} : { organisation }) };
    await native(evidenceQueries(db)).insertOne({ _id, kind, ...place, day, people, rows, raisedAt: now });
    return [_id];
  }
  if (rows.every((row) => same.rows.includes(row))) return [];
  const all = [...new Set([...same.rows, ...rows])];
  await native(evidenceQueries(db)).updateOne(
    { _id: same._id, clearedAt: { $exists: false } },
    { $set: { rows: all, people: Math.max(people, same.people) } },
  );
  return [same._id];
}

async function queriesOf(db: Connection, marks: readonly EvidenceMark[]): Promise<readonly EvidenceQuery[]> {
  const found = new Map<string, EvidenceQuery>();
  for (const some of slices(marks)) {
    const rows = some.map(({ _id }) => _id);
    for (const query of await native(evidenceQueries(db))
      .find({ rows: { $in: rows } })
      .toArray())
      found.set(query._id, query);
  }
  return [...found.values()];
}

async function sightingsOf(db: Connection, marks: readonly EvidenceMark[]): Promise<readonly Sighting[]> {
  const found: Sighting[] = [];
  for (const some of slices(marks)) {
    const devices = new Map(some.map(({ _id, device }) => [_id, device]));
    const rows = await native(evidenceRows(db))
      .find({ _id: { $in: [...devices.keys()] }, erased: { $exists: false } })
      .toArray();
    const answers = await answersOf(db, rows);
    found.push(...rows.map((row) => sightingOf(row, devices.get(row._id), answers.get(keyOf(row)) ?? [])));
  }
  return found;
}

function sightingOf(row: StoredEvidence, device: string | undefined, answers: readonly Answer[]): Sighting {
  const { _id, person, population, organisation, area, at } = row;
  return { row: _id, person, population, organisation, area, lesson: `${row.lesson}@${row.version}`, at, device, answers };
}

/** The first time through of each person and lesson. */
async function answersOf(db: Connection, rows: readonly StoredEvidence[]): Promise<ReadonlyMap<string, readonly Answer[]>> {
  const people = [...new Set(rows.map(({ person }) => person))];
  const given = await native(attempts(db))
    .find({ person: { $in: people }, kind: 'attempt', attempt: 1 })
    .toArray();
  const found = new Map<string, Answer[]>();
  for (const one of given) {
    if (one.question === undefined) continue;
    const answer = { question: one.question, choice: one.choice ?? [], correct: one.correct === true, at: one.at };
    found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), answer]);
  }
  return found;
}

function keyOf({
  person,
  lesson,
  version,
}: Pick<StoredAttempt, 'person'> & { readonly lesson?: string; readonly version?: string }): string {
  return `${person}\n${lesson}\n${version}`;
}

function slices<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, n) => all.slice(n * atOnce, (n + 1) * atOnce));
}
