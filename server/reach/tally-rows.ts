import type { mongo } from 'mongoose';
import type { AreaTree } from './area-tree';
import { type Change, contribution, type PlanScope } from './contribution';
import type { NodeKind, Reading, Tally } from './model';
import { monthOf } from './period';
import { history, type StoredRow } from './person-history';

/** What people add to the tallies, by tally id. */
export type TallyRows = Map<string, TallyRow>;
export type TallyRow = Pick<Tally, '_id' | 'plan' | 'kind' | 'node' | 'population' | 'reading' | 'month'> & {
  readonly days: Record<string, number>;
  newest: Date | undefined;
};

export type Scopes = { readonly plans: readonly PlanScope[]; readonly tree: AreaTree };

/** Adds one person's contribution to every plan: `sign` −1 takes it out again. */
export function addPerson(rows: TallyRows, stored: readonly StoredRow[], { plans, tree }: Scopes, sign: 1 | -1): void {
  const moments = history(stored);
  if (moments.length === 0) return;
  for (const plan of plans) for (const change of contribution(moments, plan, tree)) add(rows, plan.id, change, sign);
}

export function tallyId(plan: string, kind: NodeKind, node: string, population: string, reading: Reading, month: string): string {
  return `${tallyPrefix(plan, kind, node, population)}${reading}:${month}`;
}

export function tallyPrefix(plan: string, kind: NodeKind, node: string, population: string): string {
  return `${plan}/${kind === 'plan' ? kind : `${kind}=${node}`}:${population}:`;
}

/** Only what changes: two contributions that cancel out leave nothing. */
export function settled(rows: TallyRows): readonly TallyRow[] {
  const left: TallyRow[] = [];
  for (const row of rows.values()) {
    for (const [day, delta] of Object.entries(row.days)) if (delta === 0) delete row.days[day];
    if (Object.keys(row.days).length > 0) left.push(row);
  }
  return left;
}

/** Says which rows a batch will change, before any evidence is there. */
export function beginning(row: TallyRow, open: string): mongo.AnyBulkWriteOperation<Tally> {
  const { _id, plan, kind, node, population, reading, month } = row;
  const fixed = { plan, kind, node, population, reading, month, days: {} };
  return { updateOne: { filter: { _id }, update: { $addToSet: { open }, $inc: { version: 1 }, $setOnInsert: fixed }, upsert: true } };
}

/** Adds the batch once: whoever took its id out of `open` has answered for it. */
export function ending(row: TallyRow, open: string): mongo.AnyBulkWriteOperation<Tally> {
  const days = Object.fromEntries(Object.entries(row.days).map(([day, delta]) => [`days.${day}`, delta]));
  const newest = row.newest === undefined ? {} : { $max: { newest: row.newest } };
  return { updateOne: { filter: { _id: row._id, open }, update: { $inc: { ...days, version: 1 }, $pull: { open }, ...newest } } };
}

function add(rows: TallyRows, plan: string, change: Change, sign: 1 | -1): void {
  const { kind, node, population, reading, day, delta, newest } = change;
  const month = monthOf(day);
  const id = tallyId(plan, kind, node, population, reading, month);
  const row = rows.get(id) ?? { _id: id, plan, kind, node, population, reading, month, days: {}, newest: undefined };
  row.days[day] = (row.days[day] ?? 0) + delta * sign;
  if (newest !== undefined && sign > 0 && (row.newest === undefined || newest > row.newest)) row.newest = newest;
  rows.set(id, row);
}
