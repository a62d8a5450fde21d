import type { Figure } from '../reach/figure';
import type { Filters, SortColumn } from './filters';
import { knownDenominator } from './known-denominator';

/** Rows in the order the address asks for; what is unknown or withheld comes last in both directions. */
export function sortRows(rows: readonly Figure[], { sort = 'name', order = 'ascending' }: Filters): readonly Figure[] {
  const direction = order === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    if (sort === 'name') return direction * byName(a, b);
    const [left, right] = [columnValue[sort](a), columnValue[sort](b)];
    if (left === right) return byName(a, b);
    if (left === undefined) return 1;
    return right === undefined ? -1 : direction * (left - right);
  });
}

const columnValue: Readonly<Record<Exclude<SortColumn, 'name'>, (row: Figure) => number | undefined>> = {
  low: (row) => row.low,
  denominator: knownDenominator,
  share: (row) => row.verdict?.tenthsOfPercent,
  high: (row) => row.high,
  attendances: (row) => row.attendances,
  understood: (row) => row.understood,
};

/** Vietnamese order, and "Lớp 2" before "Lớp 10". */
const collator = new Intl.Collator('vi', { numeric: true });

function byName(a: Figure, b: Figure): number {
  return collator.compare(a.node.name, b.node.name);
}
