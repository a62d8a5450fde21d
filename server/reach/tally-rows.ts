import type { mongo } from 'mongoose';
import { chainContribution } from './chain-contribution';
import type { Chain } from './chains';
import { type Change, contribution, type Place, type PlanScope } from './contribution';
import { headcountChanges } from './headcounts';
import { type Reading, readings, type Tally, type TallyDays } from './model';
import { type Day, monthOf } from './period';
import { history, type StoredRow } from './person-history';

/** What people add to the tallies, by place and day: a million people add some thirty million changes, so a change is one number in a list. */
export type TallyRows = Map<Place, Map<Day, DayCounts>>;
type DayCounts = { readonly sums: number[] /* in the order of `readings` */; newest: Date | undefined };
export type TallyRow = {
  readonly _id: string;
  readonly place: Place;
  readonly month: string;
  readonly days: Record<string, Partial<Record<Reading, number>>>;
  newest: Date | undefined;
};

export type Scopes = { readonly plans: readonly PlanScope[] };

/** Adds what people who count together add to every plan: `sign` −1 takes it out again. */
export function addChain(rows: TallyRows, chain: Chain, scopes: Scopes, sign: 1 | -1): void {
  const [only] = chain;
  if (chain.length === 1 && only !== undefined) {
    addPerson(rows, only, scopes, sign);
    return;
  }
  const people = chain.map(history);
  for (const plan of scopes.plans) for (const change of chainContribution(people, plan)) add(rows, change, sign);
}

/** Adds one person's contribution to every plan. */
export function addPerson(rows: TallyRows, stored: readonly StoredRow[], { plans }: Scopes, sign: 1 | -1): void {
  const moments = history(stored);
  if (moments.length === 0) return;
  const changesOf = moments.some(({ heads }) => heads !== undefined) ? headcountChanges : contribution;
  for (const plan of plans) for (const change of changesOf(moments, plan)) add(rows, change, sign);
}

/** Only what changes: two contributions that cancel out leave nothing. */
export function settled(rows: TallyRows): readonly TallyRow[] {
  return [...rows].flatMap(([place, days]) => monthsOf(place, days).filter(({ days: left }) => Object.keys(left).length > 0));
}

function monthsOf(place: Place, days: ReadonlyMap<Day, DayCounts>): readonly TallyRow[] {
  const months = new Map<string, TallyRow>();
  for (const [day, { sums, newest }] of days) {
    const month = monthOf(day);
    const row = months.get(month) ?? { _id: `${place.id}${month}`, place, month, days: {}, newest: undefined };
    months.set(month, row);
    if (newest !== undefined && (row.newest === undefined || newest > row.newest)) row.newest = newest;
    const changes: Partial<Record<Reading, number>> = {};
    for (const [index, reading] of readings.entries()) if (sums[index] !== 0) changes[reading] = sums[index] ?? 0;
    if (Object.keys(changes).length > 0) row.days[day] = changes;
  }
  return [...months.values()];
}

/** A day whose changes cancelled out says nothing. */
export function withoutZeros(days: TallyDays): TallyRow['days'] {
  const left: TallyRow['days'] = {};
  for (const [day, counts] of Object.entries(days)) {
    const changes = Object.entries(counts).filter(([, delta]) => delta !== 0);
    if (changes.length > 0) left[day] = Object.fromEntries(changes);
  }
  return left;
}

/** Adds a batch, unless whoever counted it again has answered for it. */
export function adding(row: TallyRow, batch: string): mongo.AnyBulkWriteOperation<Tally> {
  const changes: Record<string, number> = { version: 1 };
  for (const [day, counts] of Object.entries(row.days)) {
    for (const [reading, delta] of Object.entries(counts)) changes[`days.${day}.${reading}`] = delta;
  }
  const newest = row.newest === undefined ? {} : { $max: { newest: row.newest } };
  const update = { $inc: changes, $setOnInsert: placeFields(row), ...newest };
  return { updateOne: { filter: { _id: row._id, settled: { $ne: batch } }, update, upsert: true } };
}

export function placeFields({ place, month }: TallyRow): Pick<Tally, 'plan' | 'kind' | 'node' | 'population' | 'month'> {
  const { plan, kind, node, population } = place;
  return { plan, kind, node, population, month };
}

const positions = Object.fromEntries(readings.map((reading, index) => [reading, index]));

function add(rows: TallyRows, { place, reading, day, delta, newest }: Change, sign: 1 | -1): void {
  let days = rows.get(place);
  if (days === undefined) {
    days = new Map();
    rows.set(place, days);
  }
  let counts = days.get(day);
  if (counts === undefined) {
    counts = { sums: readings.map(() => 0), newest: undefined };
    days.set(day, counts);
  }
  const at = positions[reading] ?? 0;
  counts.sums[at] = (counts.sums[at] ?? 0) + delta * sign;
  if (newest !== undefined && sign > 0 && (counts.newest === undefined || newest > counts.newest)) counts.newest = newest;
}
