import { keyedHash } from '../keys';
import type { MoveDeps } from '../people/move-evidence';
import { paperPersonOf, pseudonymsOfCodes } from '../people/paper-person';
import { native } from '../storage/collection';
import { evidenceRows } from '../storage/collections/evidence';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';
import { type Organisation, organisations } from '../storage/collections/organisations';
import { type ProbableMatch, probableMatches } from '../storage/collections/probable-matches';
import { type RosterEntry, rosterEntries } from '../storage/collections/roster-entries';
import { insertNew } from '../storage/insert-new';
import { pairsIn } from './pairs-in';
import { settleMatches } from './settle-matches';

/** Looks everywhere; where nobody's names or phones may be kept there is nothing to look at. Answers how many matches are new. */
export async function lookEverywhere(deps: MoveDeps): Promise<number> {
  const { db } = deps;
  const listed = await native(rosterEntries(db)).distinct('organisation', { match: { $exists: true } });
  const matched = await native(probableMatches(db)).distinct('organisation');
  let found = 0;
  for (const organisation of new Set([...listed, ...matched])) found += await lookForMatches(deps, organisation);
  return found;
}

/** The people on one organisation's rosters who may be one: new matches into the queue, those that say nothing any more out of it. */
export async function lookForMatches(deps: MoveDeps, organisation: string): Promise<number> {
  const { db } = deps;
  const place = await native(organisations(db)).findOne({ _id: organisation });
  if (place === null || place.populations.includes('service-worker')) return 0;

  const codes = await codesOf(deps, organisation);
  const known = await native(probableMatches(db)).find<ProbableMatch>({ organisation }).toArray();
  const seen = new Set(known.map(({ _id }) => _id));
  const fresh = (await matchesIn(deps, place, codes)).filter(({ _id }) => !seen.has(_id));
  await insertNew(native(probableMatches(db)), fresh);
  const lapsed = new Set(await lapsedOf(deps, known, codes));
  await settleMatches(deps, [...known.filter((match) => !lapsed.has(match)), ...fresh]);
  await forget(deps, [...lapsed]);
  return fresh.length;
}

type Codes = {
  readonly there: ReadonlySet<string>;
  readonly standing: ReadonlySet<string>; // not taken back, or somebody's by now
  readonly isOne: (match: Pick<ProbableMatch, 'codes'>) => boolean; // both are one account's
};

async function codesOf({ db, keys }: MoveDeps, organisation: string): Promise<Codes> {
  const rows = await native(joinCodes(db))
    .find<Pick<JoinCode, '_id' | 'withdrawnAt' | 'claimedBy'>>(
      { organisation, kind: 'roster' },
      { projection: { withdrawnAt: 1, claimedBy: 1 } },
    )
    .toArray();
  const names = await pseudonymsOfCodes(db, keys, rows);
  const holder = (code = '') => names.get(code)?.at(-1);
  const standing = rows.filter(({ withdrawnAt, claimedBy }) => withdrawnAt === undefined || claimedBy !== undefined);
  return {
    there: new Set(names.keys()),
    standing: new Set(standing.map(({ _id }) => _id)),
    isOne: ({ codes: [one, other] }) => holder(one) === holder(other),
  };
}

async function matchesIn({ db, keys, now }: MoveDeps, { _id: organisation, area }: Organisation, { standing, isOne }: Codes) {
  const entries = await native(rosterEntries(db))
    .find<Pick<RosterEntry, '_id' | 'match'>>({ organisation, match: { $exists: true } }, { projection: { match: 1 } })
    .toArray();
  const pairs = pairsIn(entries.filter(({ _id }) => standing.has(_id))).filter((pair) => !isOne(pair));
  return pairs.map((pair): ProbableMatch => {
    const _id = keyedHash(keys.of('roster-match'), `pair:${pair.codes.join(':')}`);
    return { _id, area, organisation, ...pair, state: 'open', foundAt: now() };
  });
}

/** Of one account; of an erased code; of one that was taken back before anybody used it and stands on no confirmed list. */
async function lapsedOf({ db, keys }: MoveDeps, known: readonly ProbableMatch[], { there, standing, isOne }: Codes) {
  const unused = known.flatMap(({ codes }) => codes.filter((code) => there.has(code) && !standing.has(code)));
  const listed = await native(evidenceRows(db)).distinct('person', {
    person: { $in: [...new Set(unused)].map((code) => paperPersonOf(keys, code)) },
    match: { $exists: false },
  });
  const counting = new Set(listed);
  const stays = (code: string) => standing.has(code) || (there.has(code) && counting.has(paperPersonOf(keys, code)));
  return known.filter((match) => isOne(match) || !match.codes.every(stays));
}

/** The ledger first: a match that only the ledger knows could not be decided by anybody. */
async function forget(deps: MoveDeps, lapsed: readonly ProbableMatch[]): Promise<void> {
  if (lapsed.length === 0) return;
  await settleMatches(
    deps,
    lapsed.map((match) => ({ ...match, state: 'different' })),
  );
  await native(probableMatches(deps.db)).deleteMany({ _id: { $in: lapsed.map(({ _id }) => _id) } });
}
