import type { DenominatorRow } from '../storage/collections/denominators';
import { keyOf, latestRows } from './denominators';
import { type Day, endOfSchoolYear } from './period';
import { isStudent } from './presence';

/**
 * Everybody there was since a plan began, one row for each place and population (`docs/design/reach.md` §5): the paper that says so, or who
 * was there at the beginning, and since then the newcomers of each school year. A year without its newcomers leaves the place without a
 * row, since a figure that forgets people would flatter the plan; where people come and go at any time only a paper can say it.
 */
export function everEnrolled(rows: readonly DenominatorRow[], from: Day, cutOff: Day): ReadonlyMap<string, DenominatorRow> {
  const known = rows.filter(({ asOf }) => asOf <= cutOff);
  const counted = latestRows(known, cutOff);
  const newcomers = grouped(known.filter(({ measure }) => measure === 'newcomers'));
  const found = new Map<string, DenominatorRow>();
  for (const [key, base] of beginnings(known, counted, from)) {
    const sum = isStudent(base.population)
      ? withNewcomers(base, newcomers.get(key) ?? [], cutOff)
      : base.measure === 'ever'
        ? base
        : undefined;
    if (sum !== undefined) found.set(key, sum);
  }
  return found;
}

/** The newest paper about everybody, else who was there when the plan began, else as soon after as anybody counted. */
function beginnings(
  rows: readonly DenominatorRow[],
  counted: ReadonlyMap<string, DenominatorRow>,
  from: Day,
): ReadonlyMap<string, DenominatorRow> {
  const atStart = latestRows(rows, from);
  const first = new Map<string, DenominatorRow>();
  const ever = new Map<string, DenominatorRow>();
  for (const row of rows) {
    const key = keyOf(row);
    if (row.measure === 'ever' && row.asOf >= from && row.asOf >= (ever.get(key)?.asOf ?? '')) ever.set(key, row);
    if (row.measure === undefined && row.asOf <= (first.get(key)?.asOf ?? row.asOf)) first.set(key, row);
  }
  const keys = [...new Set([...counted.keys(), ...ever.keys()])];
  return new Map(keys.flatMap((key) => pair(key, ever.get(key) ?? atStart.get(key) ?? first.get(key))));
}

function pair(key: string, row: DenominatorRow | undefined): readonly (readonly [string, DenominatorRow])[] {
  return row === undefined ? [] : [[key, row]];
}

/** A school year's newcomers are those of its latest paper; every year that began since must have one. */
function withNewcomers(base: DenominatorRow, newcomers: readonly DenominatorRow[], cutOff: Day): DenominatorRow | undefined {
  let sum = base;
  for (let start = endOfSchoolYear(base.asOf); start <= cutOff; start = endOfSchoolYear(start)) {
    const end = endOfSchoolYear(start);
    const year = newcomers
      .filter(({ asOf }) => asOf >= start && asOf < end)
      .reduce<DenominatorRow | undefined>((last, row) => (last === undefined || row.asOf >= last.asOf ? row : last), undefined);
    if (year === undefined) return undefined;
    sum = { ...year, people: sum.people + year.people };
  }
  return sum;
}

function grouped(rows: readonly DenominatorRow[]): ReadonlyMap<string, readonly DenominatorRow[]> {
  const groups = new Map<string, DenominatorRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
