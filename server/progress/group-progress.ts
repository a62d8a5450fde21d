import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { pseudonymsOfCodes } from '../people/paper-person';
import { reachedOn } from '../reach/ladder';
import { history } from '../reach/person-history';
import { native } from '../storage/collection';
import { consents } from '../storage/collections/consents';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import type { Group } from '../storage/collections/groups';
import { type JoinCode, joinCodesWithin } from '../storage/collections/join-codes';
import type { Bounds } from '../storage/within';
import { atLeast } from './at-least';

/** How far a group has come: numbers of codes, and of people no number that tells of a few. */
export type GroupProgress = {
  readonly codes: number; // single-use ones that are still good or used
  readonly claimed: number;
  readonly notConfirmed: number; // lines of the class whose holder has not said yes to being counted
  readonly reachedPeople: number; // to be added up, never shown
  readonly reached: number | undefined; // in tens, `undefined` below ten
};

export type ProgressDeps = { readonly db: Connection; readonly keys: Keys; readonly bounds: Bounds };

/** What a talk must add up to where no plan says otherwise (`docs/design/reach.md` §2). */
const minimumMinutes = 30;

/** For the groups of one page. Of service workers there is none: their cards belong to no group. */
export async function progressOf(
  { db, keys, bounds }: ProgressDeps,
  groups: readonly Pick<Group, '_id' | 'population'>[],
): Promise<ReadonlyMap<string, GroupProgress>> {
  const ids = groups.filter(({ population }) => population !== 'service-worker').map(({ _id }) => _id);
  if (ids.length === 0) return new Map();
  const codes = await joinCodesWithin(db, bounds).find({ group: { $in: ids }, kind: 'roster', withdrawnAt: { $exists: false } });
  const [counted, reached] = await Promise.all([agreed(db, codes), reachedCodes(db, keys, codes)]);
  return new Map(ids.map((id) => [id, progress(codes.filter(({ group }) => group === id))]));

  function progress(own: readonly JoinCode[]): GroupProgress {
    const reachedPeople = own.filter(({ _id }) => reached.has(_id)).length;
    return {
      codes: own.length,
      claimed: own.filter(({ claimedBy }) => claimedBy !== undefined).length,
      notConfirmed: own.filter(({ claimedBy = '' }) => !counted.has(claimedBy)).length,
      reachedPeople,
      reached: atLeast(reachedPeople),
    };
  }
}

/** Those whose newest word on being counted is yes. */
async function agreed(db: Connection, codes: readonly JoinCode[]): Promise<ReadonlySet<string>> {
  const people = codes.flatMap(({ claimedBy }) => claimedBy ?? []);
  if (people.length === 0) return new Set();
  const said = await native(consents(db))
    .find({ person: { $in: people }, purpose: 'be-counted' })
    .sort({ person: 1, at: 1 })
    .toArray();
  const newest = new Map(said.map(({ person, given }) => [person, given]));
  return new Set(people.filter((person) => newest.get(person) === true));
}

/** The codes whose holders the ledger says were reached, on paper or in chat, under whichever name. */
async function reachedCodes(db: Connection, keys: Keys, codes: readonly JoinCode[]): Promise<ReadonlySet<string>> {
  if (codes.length === 0) return new Set();
  const names = await pseudonymsOfCodes(db, keys, codes);
  const rows = await native(evidenceRows(db))
    .find({ person: { $in: [...names.values()].flat() } })
    .toArray();
  const byPerson = new Map<string, StoredEvidence[]>();
  for (const row of rows) byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row]);
  const isReached = ({ _id }: JoinCode) => reaches((names.get(_id) ?? []).flatMap((name) => byPerson.get(name) ?? []));
  return new Set(codes.filter(isReached).map(({ _id }) => _id));
}

/** What waits for a query to be cleared does not count, nor what stands before "do not count me any more". */
function reaches(rows: readonly StoredEvidence[]): boolean {
  const moments = history(rows);
  const since = moments.slice(moments.findLastIndex(({ ends }) => ends) + 1);
  return (
    reachedOn(
      since.filter(({ held, heads }) => !held && heads === undefined),
      minimumMinutes,
    ).length > 0
  );
}
