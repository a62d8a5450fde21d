import { keyedHash, seal } from '../keys';
import type { MoveDeps } from '../people/move-evidence';
import { pseudonymsOfCodes } from '../people/paper-person';
import { getOrCreatePeople, type Person } from '../people/person';
import { type Verdict, verdictsIn } from '../reach/chains';
import type { Evidence } from '../reach/model';
import { dayOf } from '../reach/period';
import { writeRow } from '../reach/sealed-row';
import { native } from '../storage/collection';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import { joinCodes } from '../storage/collections/join-codes';
import type { MatchState, ProbableMatch } from '../storage/collections/probable-matches';

const wanted = { open: 'undecided', left: 'undecided', same: 'same', different: 'different' } as const satisfies Record<
  MatchState,
  Verdict
>;
const atOnce = 500;

type Settled = Pick<ProbableMatch, '_id' | 'area' | 'organisation' | 'codes' | 'state'>;

/**
 * Makes the ledger say of each match what its row says: compares the two and appends the difference, so it may be run any number of
 * times. Whose the codes are is looked up anew: they may have been claimed, linked or parted since.
 */
export async function settleMatches(deps: MoveDeps, matches: readonly Settled[]): Promise<void> {
  for (let start = 0; start < matches.length; start += atOnce) await settleSome(deps, matches.slice(start, start + atOnce));
}

type Missing = {
  readonly match: Settled;
  readonly person: string;
  readonly verdict: Verdict;
  readonly population: Evidence['population'];
  readonly after: string;
};

async function settleSome(deps: MoveDeps, matches: readonly Settled[]): Promise<void> {
  const { db, keys, ledger, now } = deps;
  const rows = await native(evidenceRows(db))
    .find({ match: { $in: matches.map(({ _id }) => _id) } })
    .toArray();
  const missing = await missingOf(deps, matches, rows);
  const owners = await getOrCreatePeople(db, keys, [...new Set(missing.map(({ person }) => person))], now());
  await ledger.append(
    missing.flatMap((one) => [owners.get(one.person)].flatMap((owner) => (owner === undefined ? [] : [rowOf(deps, one, owner)]))),
  );
}

async function missingOf(
  { db, keys }: MoveDeps,
  matches: readonly Settled[],
  rows: readonly StoredEvidence[],
): Promise<readonly Missing[]> {
  const codes = await native(joinCodes(db))
    .find({ _id: { $in: [...new Set(matches.flatMap((match) => match.codes))] } }, { projection: { claimedBy: 1, population: 1 } })
    .toArray();
  const names = await pseudonymsOfCodes(db, keys, codes);
  const populations = new Map(codes.map(({ _id, population }) => [_id, population]));
  const said = groupedBy(rows, ({ match = '' }) => match);
  return matches.flatMap((match) => {
    const population = match.codes.map((code) => populations.get(code)).find((one) => one !== undefined && one !== 'service-worker');
    if (population === undefined) return [];
    const holders = new Set(match.codes.flatMap((code) => names.get(code)?.at(-1) ?? []));
    const known = groupedBy(said.get(match._id) ?? [], ({ person }) => person);
    return [...new Set([...holders, ...known.keys()])].flatMap((person): readonly Missing[] => {
      const own = known.get(person) ?? [];
      const verdict = holders.has(person) && holders.size === 2 ? wanted[match.state] : 'different';
      const now = verdictsIn(own).get(match._id) ?? 'different';
      const after = own.reduce((last, { turn, _id }) => (turn > last.turn ? { turn, _id } : last), { turn: 0, _id: '' })._id;
      return now === verdict ? [] : [{ match, person, verdict, population, after }];
    });
  });
}

function groupedBy(
  rows: readonly StoredEvidence[],
  nameOf: (row: StoredEvidence) => string,
): ReadonlyMap<string, readonly StoredEvidence[]> {
  const groups = new Map<string, StoredEvidence[]>();
  for (const row of rows) {
    const known = groups.get(nameOf(row));
    if (known === undefined) groups.set(nameOf(row), [row]);
    else known.push(row);
  }
  return groups;
}

function rowOf({ keys, now }: MoveDeps, { match, person, verdict, population, after }: Missing, { key }: Person): Evidence {
  const plain = {
    _id: keyedHash(keys.of('evidence-id'), `match\n${match._id}\n${person}\n${after}\n${verdict}`),
    person,
    population,
    organisation: match.organisation,
    area: match.area,
    rung: 'listed' as const,
    class: 'E2' as const,
    parts: [],
    identified: false,
    at: now(),
    day: dayOf(now()),
    channel: 'paper' as const,
    match: match._id,
    ...(verdict === 'undecided' ? {} : { verdict }),
  };
  return { ...plain, sealed: seal(key, writeRow(plain)) };
}
