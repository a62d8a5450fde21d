import type { mongo } from 'mongoose';
import { type Change, contribution, type Place, type PlanScope } from './contribution';
import { headcountChanges } from './headcounts';
import type { Reading, Tally, TallyDays } from './model';
import { monthOf } from './period';
import { history, type StoredRow } from './person-history';

/** What people add to the tallies, by place and month. */
export type TallyRows = Map<Place, Map<string, TallyRow>>;
export type TallyRow = {
  readonly _id: string;
  readonly place: Place;
  readonly month: string;
  readonly days: Record<string, Partial<Record<Reading, number>>>;
  newest: Date | undefined;
};

export type Scopes = { readonly plans: readonly PlanScope[] };

/** Adds one person's contribution to every plan: `sign` −1 takes it out again. */
export function addPerson(rows: TallyRows, stored: readonly StoredRow[], { plans }: Scopes, sign: 1 | -1): void {
  const moments = history(stored);
  if (moments.length === 0) return;
  const changesOf = moments.some(({ heads }) => heads !== undefined) ? headcountChanges : contribution;
  for (const plan of plans) for (const change of changesOf(moments, plan)) add(rows, change, sign);
}

/** Only what changes: two contributions that cancel out leave nothing. */
export function settled(rows: TallyRows): readonly TallyRow[] {
  const left: TallyRow[] = [];
  for (const row of [...rows.values()].flatMap((months) => [...months.values()])) {
    const days = withoutZeros(row.days);
    if (Object.keys(days).length > 0) left.push({ ...row, days });
  }
  return left;
}

/** A day whose changes cancelled out says nothing. */
export function withoutZeros(days: TallyDays): TallyRow['days'] {
  const left: TallyRow['days'] = {};
  for (const [day, readings] of Object.entries(days)) {
    const changes = Object.entries(readings).filter(([, delta]) => delta !== 0);
    if (changes.length > 0) left[day] = Object.fromEntries(changes);
  }
  return left;
}

/** Adds a batch, unless whoever counted it again has answered for it. */
export function adding(row: TallyRow, batch: string): mongo.AnyBulkWriteOperation<Tally> {
  const changes: Record<string, number> = { version: 1 };
  for (const [day, readings] of Object.entries(row.days)) {
    for (const [reading, delta] of Object.entries(readings)) changes[`days.${day}.${reading}`] = delta;
  }
  const newest = row.newest === undefined ? {} : { $max: { newest: row.newest } };
  const update = { $inc: changes, $setOnInsert: placeFields(row), ...newest };
  return { updateOne: { filter: { _id: row._id, settled: { $ne: batch } }, update, upsert: true } };
}

export function placeFields({ place, month }: TallyRow): Pick<Tally, 'plan' | 'kind' | 'node' | 'population' | 'month'> {
  const { plan, kind, node, population } = place;
  return { plan, kind, node, population, month };
}

function add(rows: TallyRows, { place, reading, day, delta, newest }: Change, sign: 1 | -1): void {
  const row = rowOf(rows, place, monthOf(day));
  row.days[day] ??= {};
  const readings = row.days[day];
  readings[reading] = (readings[reading] ?? 0) + delta * sign;
  if (newest !== undefined && sign > 0 && (row.newest === undefined || newest > row.newest)) row.newest = newest;
}

function rowOf(rows: TallyRows, place: Place, month: string): TallyRow {
  let months = rows.get(place);
  if (months === undefined) {
    months = new Map();
    rows.set(place, months);
  }
  let row = months.get(month);
  if (row === undefined) {
    row = { _id: `${place.id}${month}`, place, month, days: {}, newest: undefined };
    months.set(month, row);
  }
  return row;
}
