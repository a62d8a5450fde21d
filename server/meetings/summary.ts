import type { Attendance } from './attendance';

/** How far the people of a meeting have come; no more than numbers, and why somebody is not counted is not told apart. */
export type Summary = {
  readonly ticked: number;
  readonly confirmed: number;
  readonly counted: number; // in the low figure
  readonly held: number; // in the high figure until a query is cleared
  readonly waiting: number; // confirmed, and not to be counted yet
  readonly checkedIn: number;
};

export function summaryOf({ ticked, counting }: Attendance): Summary {
  const confirmed = ticked.filter(({ confirmedBy }) => confirmedBy !== undefined);
  const rows = new Set(counting.map(({ person }) => person));
  const held = new Set(counting.filter((row) => row.held === true).map(({ person }) => person));
  const counted = counting.filter((row) => row.held !== true && row.identified);
  return {
    ticked: ticked.length,
    confirmed: confirmed.length,
    counted: new Set(counted.map(({ person }) => person)).size,
    held: held.size,
    waiting: confirmed.filter(({ names }) => !names.some((name) => rows.has(name))).length,
    checkedIn: new Set(counting.filter((row) => row.class === 'E3').map(({ person }) => person)).size,
  };
}
