import type { Connection } from 'mongoose';
import type { Population } from '../../courses/model';
import { fold } from '../../courses/search/fold';
import { isStale, latestRows } from '../reach/denominators';
import { addMonths, type Day, dayOf } from '../reach/period';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { denominatorsWithin } from '../storage/collections/denominators';
import { evidenceQueriesWithin, evidenceQueryKinds } from '../storage/collections/evidence-queries';
import { meetingsWithin } from '../storage/collections/meetings';
import { organisationsWithin } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';

export const qualityKinds = [...evidenceQueryKinds, 'same-headcount', 'over-headcount', 'late', 'stale', 'excess'] as const;
export type QualityKind = (typeof qualityKinds)[number];

/** Where something can be done about it. */
export type Remedy =
  | { readonly at: 'query'; readonly id: string }
  | { readonly at: 'meeting'; readonly id: string }
  | { readonly at: 'denominator'; readonly node: string; readonly population: Population }
  | { readonly at: 'indicator'; readonly plan: string; readonly indicator: string; readonly organisation: string };

/** One thing that does not look right. */
export type QualityRow = {
  readonly kind: QualityKind;
  readonly place: string;
  readonly code: string; // of the organisation or area
  readonly population?: Population;
  readonly people?: number;
  readonly day: Day;
  readonly isOpen: boolean;
  readonly remedy: Remedy;
};

/** An organisation where more people were counted than it has. */
export type Excess = Omit<Extract<Remedy, { readonly at: 'indicator' }>, 'at'> & { readonly people: number; readonly cutOff: Day };
export type QualityFilter = { readonly kind?: QualityKind | undefined; readonly state: 'open' | 'cleared' | 'all'; readonly q: string };

type Asked = { readonly bounds: Bounds; readonly today: Day; readonly excess: readonly Excess[] };
type Row = Omit<QualityRow, 'place'>;

const monthsLookedAt = 12;

/** Everything that does not look right within somebody's bounds, the newest first. */
export async function qualityRows(db: Connection, asked: Asked, filter: QualityFilter): Promise<readonly QualityRow[]> {
  const names = await namesWithin(db, asked.bounds);
  const rows: readonly Row[] = [
    ...(await chatRows(db, asked.bounds)),
    ...(await meetingRows(db, asked)),
    ...(await staleRows(db, asked)),
    ...asked.excess.filter(({ organisation }) => names.organisations.has(organisation)).map(excessRow),
  ];
  return rows
    .map((row): QualityRow => ({ ...row, place: names.organisations.get(row.code) ?? names.areas.get(row.code) ?? row.code }))
    .filter((row) => matches(row, filter))
    .sort((a, b) => (a.day === b.day ? a.place.localeCompare(b.place, 'vi') : a.day < b.day ? 1 : -1));
}

function matches({ kind, isOpen, place, code }: QualityRow, filter: QualityFilter): boolean {
  const wanted = fold(filter.q);
  const named = wanted === '' || fold(place).includes(wanted) || fold(code).includes(wanted);
  const state = filter.state === 'all' || (filter.state === 'open') === isOpen;
  return named && state && (filter.kind === undefined || filter.kind === kind);
}

async function chatRows(db: Connection, bounds: Bounds): Promise<readonly Row[]> {
  const queries = await evidenceQueriesWithin(db, bounds).find({});
  return queries.map(({ _id, kind, organisation, area, population, people, day, clearedAt }) => {
    const code = organisation ?? area;
    return { kind, code, population, people, day, isOpen: clearedAt === undefined, remedy: { at: 'query', id: _id } };
  });
}

/** A query about a headcount names whose it is; one about the whole meeting stands at its host. */
async function meetingRows(db: Connection, { bounds, today }: Asked): Promise<readonly Row[]> {
  const since = new Date(`${addMonths(today, -monthsLookedAt)}T00:00:00+07:00`);
  const found = await meetingsWithin(db, bounds).find({ startsAt: { $gte: since }, queries: { $ne: [] } });
  return found.flatMap(({ _id, organisation, people, startsAt, queries }) =>
    queries.map(({ kind, fact, clearedAt }): Row => {
      const code = kind === 'same-headcount' ? (fact.split(' ')[0] ?? organisation) : organisation;
      const many = people === undefined ? {} : { people };
      return { kind, code, ...many, day: dayOf(startsAt), isOpen: clearedAt === undefined, remedy: { at: 'meeting', id: _id } };
    }),
  );
}

async function staleRows(db: Connection, { bounds, today }: Asked): Promise<readonly Row[]> {
  const rows = await denominatorsWithin(db, bounds).find({}, { sort: { _id: 1 } });
  return [...latestRows(rows, today).values()]
    .filter((row) => isStale(row, today))
    .map(({ node, population, people, asOf }) => {
      return { kind: 'stale', code: node, population, people, day: asOf, isOpen: true, remedy: { at: 'denominator', node, population } };
    });
}

function excessRow({ plan, indicator, organisation, people, cutOff }: Excess): Row {
  return {
    kind: 'excess',
    code: organisation,
    people,
    day: cutOff,
    isOpen: true,
    remedy: { at: 'indicator', plan, indicator, organisation },
  };
}

async function namesWithin(db: Connection, bounds: Bounds) {
  const [listed, map] = await Promise.all([
    organisationsWithin(db, bounds).find({}),
    native(areas(db))
      .find({}, { projection: { name: 1 } })
      .toArray(),
  ]);
  return { organisations: new Map(listed.map(({ _id, name }) => [_id, name])), areas: new Map(map.map(({ _id, name }) => [_id, name])) };
}
