import { fold } from '../../courses/search/fold';
import { codeId } from '../organisations/lookup-codes';
import { type Day, dayOf } from '../reach/period';
import { native } from '../storage/collection';
import { type Group, groups } from '../storage/collections/groups';
import { type JoinCode, joinCodes } from '../storage/collections/join-codes';
import { type Organisation, organisations } from '../storage/collections/organisations';
import { type RosterEntry, rosterEntries } from '../storage/collections/roster-entries';
import { type MatchHashes, matchHashes } from './match-hashes';
import type { RosterDeps, RosterPlace } from './roster-deps';
import type { ListedRow } from './rows/listed-row';

export type KnownEntry = Pick<RosterEntry, '_id' | 'group' | 'match'>;
export type KnownCode = Pick<JoinCode, '_id' | 'organisation' | 'group' | 'withdrawnAt'>;

/** What is stored about a place, as far as rows can be compared with it. */
export type Stored = {
  readonly organisation: Organisation;
  readonly group?: Group; // the one that the whole list is of
  readonly groups: ReadonlyMap<string, Group>; // by folded name
  readonly codes: ReadonlyMap<string, KnownCode>; // by roster code as written in the file
  readonly entries: ReadonlyMap<string, readonly KnownEntry[]>; // by match hash; empty without a basis
  readonly hashesOf: (row: ListedRow) => MatchHashes; // empty without a basis
  readonly groupsWithCodes: ReadonlySet<string>; // that have codes which no row can be compared with
};

/** `undefined`: no such place, or one of service workers, who are never listed (`docs/design/reach.md` §3). */
export async function findPlace(
  { db }: Pick<RosterDeps, 'db'>,
  place: RosterPlace,
  today: Day,
): Promise<Pick<Stored, 'organisation' | 'group' | 'groups'> | undefined> {
  const organisation = await native(organisations(db)).findOne({ _id: place.organisation });
  if (organisation === null || organisation.populations.includes('service-worker')) return undefined;
  const all = await native(groups(db)).find({ organisation: organisation._id }).toArray();
  const found = all.filter((group) => group.population !== 'service-worker' && isOpen(group, today)).sort(byTerm);
  const byName = new Map(found.map((one) => [foldGroup(one.name), one]));
  if (place.group === undefined) return { organisation, groups: byName };
  const group = found.find(({ _id }) => _id === place.group);
  return group === undefined ? undefined : { organisation, group, groups: byName };
}

/** Everything a roster's rows are compared with: a few reads, whatever the number of rows. `hashed`: a basis lets rows be hashed. */
export async function loadStored(
  deps: RosterDeps,
  place: RosterPlace,
  rows: readonly ListedRow[],
  hashed: boolean,
  now: Date,
): Promise<Stored | undefined> {
  const found = await findPlace(deps, place, dayOf(now));
  if (found === undefined) return undefined;
  const { organisation } = found;
  const [codes, entries] = await Promise.all([loadCodes(deps, rows), hashed ? loadEntries(deps, organisation._id) : []]);
  return {
    ...found,
    codes,
    entries: byHash(entries),
    hashesOf: hashed ? (row) => matchHashes(deps.keys, organisation._id, row) : () => ({}),
    groupsWithCodes: await groupsWithCodes(deps, [...found.groups.values()], entries, now),
  };
}

/** "Lớp 10 A1", "10A1" and "10a1" are one class. */
export function foldGroup(name: string): string {
  return fold(name)
    .replace(/^(lop|class)\b/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function isOpen({ closedOn, term }: Group, today: Day): boolean {
  return (closedOn === undefined || today < closedOn) && (term === undefined || today < term.to);
}

/** Of two classes of one name, as when a new school year is being prepared, the later one is meant: it stands last. */
function byTerm(one: Group, other: Group): number {
  return (one.term?.from ?? '') < (other.term?.from ?? '') ? -1 : 1;
}

const perRead = 1_000;

async function loadCodes({ db, keys }: RosterDeps, rows: readonly ListedRow[]): Promise<ReadonlyMap<string, KnownCode>> {
  const written = new Map(
    rows.flatMap(({ rosterCode }) => (rosterCode === undefined ? [] : [[rosterCode, codeId(keys, rosterCode)] as const])),
  );
  const ids = [...new Set([...written.values()].flatMap((id) => id ?? []))];
  const byId = new Map<string, KnownCode>();
  for (let start = 0; start < ids.length; start += perRead) {
    const found = native(joinCodes(db)).find({ _id: { $in: ids.slice(start, start + perRead) }, kind: 'roster' });
    for await (const code of found) byId.set(code._id, code);
  }
  return new Map(
    [...written].flatMap(([text, id]) => {
      const code = byId.get(id ?? '');
      return code === undefined ? [] : [[text, code] as const];
    }),
  );
}

function loadEntries({ db }: RosterDeps, organisation: string): Promise<readonly KnownEntry[]> {
  return native(rosterEntries(db))
    .find<KnownEntry>({ organisation, match: { $exists: true } }, { projection: { group: 1, match: 1 } })
    .toArray();
}

function byHash(entries: readonly KnownEntry[]): ReadonlyMap<string, readonly KnownEntry[]> {
  const map = new Map<string, KnownEntry[]>();
  for (const entry of entries) {
    for (const hash of entry.match ?? []) {
      const known = map.get(hash);
      if (known === undefined) map.set(hash, [entry]);
      else known.push(entry);
    }
  }
  return map;
}

/** A code is somebody's place on an earlier list unless it lapsed unused; nobody can say whose, but for the entries with hashes. */
async function groupsWithCodes(
  { db }: RosterDeps,
  all: readonly Group[],
  comparable: readonly KnownEntry[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const compared = new Map<string, number>();
  for (const { group } of comparable) compared.set(group, (compared.get(group) ?? 0) + 1);
  const standing = {
    kind: 'roster' as const,
    withdrawnAt: { $exists: false },
    $or: [{ expiresAt: { $gt: now } }, { claimedBy: { $exists: true } }],
  };
  const counted = await Promise.all(
    all.map(async ({ _id }) => ({ _id, codes: await native(joinCodes(db)).countDocuments({ group: _id, ...standing }) })),
  );
  return new Set(counted.filter(({ _id, codes }) => codes > (compared.get(_id) ?? 0)).map(({ _id }) => _id));
}
