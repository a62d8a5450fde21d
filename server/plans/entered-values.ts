import type { Connection } from 'mongoose';
import { type EnteredFigure, enteredFiguresWithin } from '../storage/collections/entered-figures';
import type { Bounds } from '../storage/within';

/** Of each indicator that is not counted the figure that stands for the latest period. */
export async function enteredValues(db: Connection, bounds: Bounds, plan: string): Promise<ReadonlyMap<string, EnteredFigure>> {
  const rows = await enteredFiguresWithin(db, bounds).find({ plan: { $eq: plan }, state: { $eq: 'stands' } });
  const latest = new Map<string, EnteredFigure>();
  for (const row of rows) {
    const known = latest.get(row.indicator);
    if (known === undefined || orderOf(row) > orderOf(known)) latest.set(row.indicator, row);
  }
  return latest;
}

function orderOf({ period, decided, entered }: EnteredFigure): string {
  return `${period.to} ${(decided ?? entered).at.toISOString()}`;
}
