import { addDays, addMonths, type Day, yearOf } from '../reach/period';
import type { ReportType } from '../reach/plan-file';

/** What a report tells of: its data window, first and last day. `id` stands in addresses: `2026-Q1`, `2026-H2`, `2026`, `interim-2026-06-30`. */
export type ReportPeriod = {
  readonly id: string;
  readonly type: ReportType;
  readonly year: number;
  readonly part?: number; // of the year: quarter 1 to 4, half 1 or 2
  readonly from: Day;
  readonly to: Day;
};

/**
 * The windows of periodic reports close on the 14th: decree 09/2019/NĐ-CP, article 12. A quarter runs from the 15th of the month
 * before it to the 14th of its last month, a half-year from 15 December or 15 June, a year from 15 December to 14 December.
 */
const windows = {
  quarter: { months: 3, parts: 4 },
  half_year: { months: 6, parts: 2 },
  year: { months: 12, parts: 1 },
} as const;
type Periodic = keyof typeof windows;

const marks = { quarter: 'Q', half_year: 'H', year: '' } as const;

/** The periodic reports of a plan whose windows had begun by a day, the latest first; a window is cut where the plan begins or ends. */
export function reportPeriods(
  plan: { readonly from: Day; readonly to: Day },
  types: readonly ReportType[],
  today: Day,
): readonly ReportPeriod[] {
  const last = today < plan.to ? today : plan.to;
  const years = Array.from({ length: yearOf(last) - yearOf(plan.from) + 2 }, (_, index) => yearOf(plan.from) + index);
  return types
    .filter(isPeriodic)
    .flatMap((type) => years.flatMap((year) => periodsOf(type, year)))
    .filter(({ from, to }) => from <= last && to >= plan.from)
    .map((period) => cut(period, plan))
    .sort((a, b) => (a.to === b.to ? (a.from < b.from ? -1 : 1) : a.to < b.to ? 1 : -1));
}

/** A period by its id, for reports of the given types. Sơ kết and tổng kết run from the plan's first day to the day they name. */
export function findPeriod(plan: { readonly from: Day; readonly to: Day }, id: string): ReportPeriod | undefined {
  const review = /^(interim|final)-(\d{4}-\d{2}-\d{2})$/.exec(id);
  if (review !== null) {
    const [, type, to = ''] = review;
    if (to < plan.from || to > plan.to) return undefined;
    return { id, type: type === 'interim' ? 'interim' : 'final', year: yearOf(to), from: plan.from, to };
  }
  const year = Number(id.slice(0, 4));
  const found = periodicTypes.flatMap((type) => periodsOf(type, year)).find((period) => period.id === id);
  return found === undefined || found.from > plan.to || found.to < plan.from ? undefined : cut(found, plan);
}

const periodicTypes: readonly Periodic[] = ['quarter', 'half_year', 'year'];

function isPeriodic(type: ReportType): type is Periodic {
  return type in windows;
}

function periodsOf(type: Periodic, year: number): readonly ReportPeriod[] {
  const { months, parts } = windows[type];
  return Array.from({ length: parts }, (_, index) => {
    const from = addMonths(`${year - 1}-12-15`, index * months);
    const to = addDays(addMonths(`${year - 1}-12-15`, (index + 1) * months), -1);
    const part = parts === 1 ? {} : { part: index + 1 };
    return { id: parts === 1 ? `${year}` : `${year}-${marks[type]}${index + 1}`, type, year, ...part, from, to };
  });
}

function cut(period: ReportPeriod, plan: { readonly from: Day; readonly to: Day }): ReportPeriod {
  const from = period.from < plan.from ? plan.from : period.from;
  const to = period.to > plan.to ? plan.to : period.to;
  return { ...period, from, to };
}
