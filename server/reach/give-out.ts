import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type GivenOutRow, givenOut } from '../storage/collections/given-out';
import { insertNew } from '../storage/insert-new';
import { type GivenCell, nextOutput, type ShownCell, type TableCell } from './given-out';
import type { Day } from './period';

/** What may be shown of a table; everything it tells for the first time is on disk before it answers. */
export type GiveOut = (series: string, cells: readonly TableCell[], cutOff: Day) => Promise<ReadonlyMap<string, ShownCell>>;

type Kept = { number: number; readonly cells: Map<string, readonly GivenCell[]> };

/** Remembers in this process what was given out and reads what others have given out since. */
export function createGiveOut(db: Connection, now: () => Date): GiveOut {
  const rows = native(givenOut(db));
  const series = new Map<string, Kept>();

  const catchUp = async (name: string): Promise<Kept> => {
    const kept = series.get(name) ?? { number: 0, cells: new Map<string, readonly GivenCell[]>() };
    series.set(name, kept);
    const later = await rows
      .find({ series: name, number: { $gt: kept.number } })
      .sort({ number: 1 })
      .toArray();
    for (const row of later) add(kept, row);
    return kept;
  };

  return async (name, cells, cutOff) => {
    for (;;) {
      const kept = await catchUp(name);
      const number = kept.number + 1;
      const { shown, added } = nextOutput(cells, kept.cells, cutOff);
      if (added.length === 0) return shown;
      const row: GivenOutRow = { _id: `${name}:${`${number}`.padStart(8, '0')}`, series: name, number, at: now(), cells: added };
      if ((await insertNew(rows, [row])).size === 1) return shown; // else somebody gave out something meanwhile: judged again
    }
  };
}

/** Two that wait for the same row must not add it twice. */
function add(kept: Kept, { number, cells }: GivenOutRow): void {
  if (number !== kept.number + 1) return;
  kept.number = number;
  for (const one of cells) kept.cells.set(one.cell, [...(kept.cells.get(one.cell) ?? []), one]);
}
