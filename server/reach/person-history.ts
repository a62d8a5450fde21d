import type { Part, Population } from '../../courses/model';
import type { StoredEvidence } from '../storage/collections/evidence';
import type { StoredServiceWorkerEvidence } from '../storage/collections/service-worker-evidence';
import { isServiceWorkerRow } from './model';
import { type Day, lastDayOf } from './period';

export type StoredRow = StoredEvidence | StoredServiceWorkerEvidence;

/** One row as counting sees it. */
export type Moment = {
  readonly id: string;
  readonly order: string; // rows of one person are taken in this order, in whatever order they arrived
  readonly day: Day;
  readonly population: Population;
  readonly area: string;
  readonly organisation: string | undefined; // an establishment group counts as one
  readonly parts: readonly Part[];
  readonly completion: boolean;
  readonly understood: boolean;
  readonly identified: boolean;
  readonly ends: boolean;
  readonly at: Date | undefined;
};

/** A person's rows in the order they happened, corrected ones left out. */
export function history(rows: readonly StoredRow[]): readonly Moment[] {
  const replaced = new Set(rows.flatMap((row) => ('replaces' in row && row.replaces !== undefined ? [row.replaces] : [])));
  const moments = rows.filter((row) => !replaced.has(row._id) && row.erased !== true).map(momentOf);
  return moments.sort((a, b) => (a.order < b.order ? -1 : 1));
}

function momentOf(row: StoredRow): Moment {
  const completion = row.rung === 'reached' || row.rung === 'answered';
  const common = { id: row._id, area: row.area, completion, understood: row.rung === 'understood', ends: row.ends === true };
  if (!isServiceWorkerRow(row)) {
    const { day, at, population, organisation, parts, identified } = row;
    return { ...common, order: `${at.toISOString()} ${row._id}`, day, at, population, organisation, parts, identified };
  }
  const day = lastDayOf(row.month);
  return {
    ...common,
    order: `${day} ${row._id}`,
    day,
    at: undefined,
    population: row.population,
    organisation: row.establishmentGroup,
    parts: row.rung === 'reached' ? ['law', 'knowledge'] : [],
    identified: true, // a single-use card is the only way in
  };
}
