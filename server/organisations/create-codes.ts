import type { Connection } from 'mongoose';
import { type Keys, keyedHash, seal } from '../keys';
import { native } from '../storage/collection';
import { type Group, groups } from '../storage/collections/groups';
import { type JoinCode, type JoinCodeKind, joinCodes } from '../storage/collections/join-codes';
import { type Organisation, organisations } from '../storage/collections/organisations';
import { insertNew } from '../storage/insert-new';
import { newCode } from './new-code';

/** Where a code leads: a group, or for service workers' cards an establishment group. */
export type CodeOptions = CodeDates & { readonly group: string };

/** `batch` names single-use codes that are made, and may be withdrawn, together. */
export type CodeDates = { readonly expires: Date; readonly now: Date; readonly batch?: string };

/** How many codes a group needs: single-use ones, or one that all of it share. */
export type CodeOrder = { readonly group: string; readonly singleUse: boolean; readonly count: number };

const mostAtOnce = 10_000;

/** Single-use codes, one for each person on a roster. They are handed out here once; only their hashes are kept. */
export async function createRosterCodes(
  db: Connection,
  keys: Keys,
  { group, count, ...dates }: CodeOptions & { readonly count: number },
): Promise<readonly string[] | undefined> {
  return (await createCodes(db, keys, [{ group, count, singleUse: true }], dates))[0];
}

/** One code for a whole group, for those who have no roster. Never for service workers. */
export async function createGroupCode(db: Connection, keys: Keys, { group, ...dates }: CodeOptions): Promise<string | undefined> {
  return (await createCodes(db, keys, [{ group, count: 1, singleUse: false }], dates))[0]?.[0];
}

/** The codes of many groups in a few writes, in the order asked; `undefined` for a group that is not known or may not have them. */
export async function createCodes(
  db: Connection,
  keys: Keys,
  orders: readonly CodeOrder[],
  dates: CodeDates,
): Promise<readonly (readonly string[] | undefined)[]> {
  const places = await placesOf(db, [...new Set(orders.map(({ group }) => group))]);
  const made = orders.map(({ group, singleUse }): Made | undefined => {
    const place = places.get(group);
    const kind = place === undefined ? undefined : kindOf(place, singleUse);
    return place === undefined || kind === undefined ? undefined : { place: { ...place, kind }, codes: [] };
  });
  const lines = await nextLines(
    db,
    made.flatMap((one) => (one?.place.kind === 'roster' ? (one.place.group ?? []) : [])),
  );
  const waiting = made.flatMap((one, index) =>
    one === undefined ? [] : Array.from({ length: orders[index]?.count ?? 0 }, (): Wanted => ({ one, ...lines(one.place) })),
  );
  while (waiting.length > 0) waiting.push(...(await draw(db, keys, waiting.splice(0, mostAtOnce), dates)));
  return made.map((one) => one?.codes);
}

type CodePlace = Pick<JoinCode, 'population' | 'area' | 'organisation' | 'group'>;
type Made = { readonly place: CodePlace & { readonly kind: JoinCodeKind }; readonly codes: string[] };
type Wanted = { readonly one: Made; readonly number?: number };

/** Numbers the lines of each group's list, on from those it has. */
async function nextLines(db: Connection, ids: readonly string[]): Promise<(place: Made['place']) => { readonly number?: number }> {
  const last = await lastLines(db, [...new Set(ids)]);
  return ({ kind, group = '' }) => {
    if (kind !== 'roster') return {};
    const number = (last.get(group) ?? 0) + 1;
    last.set(group, number);
    return { number };
  };
}

function kindOf({ population }: CodePlace, singleUse: boolean): JoinCodeKind | undefined {
  if (population === 'service-worker') return singleUse ? 'card' : undefined;
  return singleUse ? 'roster' : 'group';
}

async function placesOf(db: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, CodePlace>> {
  const found = await native(groups(db))
    .find({ _id: { $in: [...ids] } })
    .toArray();
  const byId = new Map(found.map((group) => [group._id, group]));
  const owners = [...new Set(ids.map((id) => byId.get(id)?.organisation ?? id))];
  const known = await native(organisations(db))
    .find({ _id: { $in: owners } })
    .toArray();
  const organisationOf = new Map(known.map((organisation) => [organisation._id, organisation]));
  return new Map(ids.flatMap((id) => placeOf(id, byId.get(id), organisationOf.get(byId.get(id)?.organisation ?? id))));
}

function placeOf(id: string, group: Group | undefined, organisation: Organisation | undefined): readonly [string, CodePlace][] {
  if (organisation === undefined) return [];
  const place = { area: organisation.area, organisation: organisation._id };
  if (group !== undefined) return [[id, { ...place, group: group._id, population: group.population }]];
  return organisation.kind === 'establishment-group' ? [[id, { ...place, population: 'service-worker' }]] : [];
}

/** Lines that were erased leave a gap: no number is given twice. */
async function lastLines(db: Connection, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = native(joinCodes(db)).aggregate<{ readonly _id: string; readonly last: number | null }>([
    { $match: { group: { $in: [...ids] }, kind: 'roster' } },
    { $group: { _id: '$group', last: { $max: '$number' } } },
  ]);
  return new Map((await rows.toArray()).map(({ _id, last }) => [_id, last ?? 0]));
}

/** Draws a code for each of these and answers those whose code another has already: they draw again. */
async function draw(db: Connection, keys: Keys, wanted: readonly Wanted[], dates: CodeDates): Promise<readonly Wanted[]> {
  const drawn = wanted.map(({ one, ...line }) => {
    const code = newCode(one.place.kind);
    const _id = keyedHash(keys.of('join-code'), code);
    return { one, line, code, row: { ...one.place, ...line, _id, tail: code.slice(-2), ...keptOf(keys, one.place.kind, code, dates) } };
  });
  const stored = await insertNew(
    native(joinCodes(db)),
    drawn.map(({ row }) => row),
  );
  for (const { one, code, row } of drawn) if (stored.has(row)) one.codes.push(code);
  return drawn.flatMap(({ one, line, row }) => (stored.has(row) ? [] : [{ one, ...line }]));
}

/** A group's code is kept, sealed, so that its sheet can be printed again; a single-use one never. */
function keptOf(keys: Keys, kind: JoinCodeKind, code: string, { expires, now, batch }: CodeDates) {
  const common = { createdAt: now, expiresAt: expires };
  if (kind === 'group') return { ...common, shown: seal(keys.of('group-code'), Buffer.from(code)) };
  return batch === undefined ? common : { ...common, batch };
}
