import type { PlanSummary } from './figure-source';

const kinds = {
  year: { suffix: '', first: '01-01', last: '12-31' },
  half1: { suffix: '-H1', first: '01-01', last: '06-30' },
  half2: { suffix: '-H2', first: '07-01', last: '12-31' },
  quarter1: { suffix: '-Q1', first: '01-01', last: '03-31' },
  quarter2: { suffix: '-Q2', first: '04-01', last: '06-30' },
  quarter3: { suffix: '-Q3', first: '07-01', last: '09-30' },
  quarter4: { suffix: '-Q4', first: '10-01', last: '12-31' },
} as const;

/** A year, half-year or quarter as officers report by; `id` stands in addresses: `2026`, `2026-H1`, `2026-Q3`. */
export type PlanPeriod = {
  readonly id: string;
  readonly kind: keyof typeof kinds;
  readonly year: string;
  readonly from: string; // first day
  readonly to: string; // last day
};

/** The plan's periods that had begun by a day, the latest year first. */
export function periodsOf({ from, to }: Pick<PlanSummary, 'from' | 'to'>, day: string): readonly PlanPeriod[] {
  const last = day < to ? day : to;
  const years: string[] = [];
  for (let year = Number(last.slice(0, 4)); year >= Number(from.slice(0, 4)); year -= 1) years.push(String(year));
  return years.flatMap(inYear).filter((period) => period.from <= last && period.to >= from);
}

/** The same kind of period right before, if the plan has it. */
export function periodBefore(plan: Pick<PlanSummary, 'from' | 'to'>, period: PlanPeriod): PlanPeriod | undefined {
  const earlier = periodsOf(plan, period.from).filter(({ id, to }) => lengthOf(id) === lengthOf(period.id) && to < period.from);
  return earlier.reduce<PlanPeriod | undefined>((last, one) => (last === undefined || one.to > last.to ? one : last), undefined);
}

/** A year, half a year or a quarter, as its id says. */
function lengthOf(id: string): string {
  return id.charAt(5);
}

function inYear(year: string): readonly PlanPeriod[] {
  return Object.keys(kinds)
    .filter(isKind)
    .map((kind) => {
      const { suffix, first, last } = kinds[kind];
      return { id: `${year}${suffix}`, kind, year, from: `${year}-${first}`, to: `${year}-${last}` };
    });
}

function isKind(name: string): name is PlanPeriod['kind'] {
  return name in kinds;
}
