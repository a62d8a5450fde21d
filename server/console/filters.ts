import { DateTime } from 'luxon';
import { z } from 'zod';
import type { FigureQuery, NodeName, PlanSummary, Reading } from './figure-source';
import { zone } from './format';
import { type PlanPeriod, periodsOf } from './plan-periods';

export const sortColumns = ['name', 'share', 'low', 'denominator', 'high', 'attendances', 'understood'] as const;
export type SortColumn = (typeof sortColumns)[number];

/** What the address says. A part that is absent or makes no sense is left to the plan: a link from an old mail still opens. */
export type Filters = {
  readonly node?: NodeName | undefined;
  readonly period?: string | undefined; // a year, half-year or quarter, by the id of `plan-periods.ts`
  readonly cutOff?: string | undefined;
  readonly reading?: Reading | undefined;
  readonly by?: 'area' | 'organisation' | undefined;
  readonly sort?: SortColumn | undefined;
  readonly order?: 'ascending' | 'descending' | undefined;
};

const node = z
  .string()
  .max(200)
  .regex(/^(area|organisation):./)
  .transform((text): NodeName => {
    const [kind, ...id] = text.split(':');
    return { kind: kind === 'area' ? 'area' : 'organisation', id: id.join(':') };
  });

const schema = z.object({
  node: node.optional().catch(undefined),
  period: z
    .string()
    .regex(/^\d{4}(-H[12]|-Q[1-4])?$/)
    .optional()
    .catch(undefined),
  cutOff: z.string().refine(isDay).optional().catch(undefined),
  reading: z.enum(['C', 'A']).optional().catch(undefined),
  by: z.enum(['area', 'organisation']).optional().catch(undefined),
  sort: z.enum(sortColumns).optional().catch(undefined),
  order: z.enum(['ascending', 'descending']).optional().catch(undefined),
});

/** What every link of a page keeps: which days are looked at, and how. */
export function frameOf({ period, cutOff, reading }: Filters): Filters {
  return { period, cutOff, reading };
}

export function readFilters(query: unknown): Filters {
  return schema.parse(query);
}

/** The question to ask of the figures. The cut-off stays within the plan and the period chosen, and never lies in the future. */
export function toFigureQuery(plan: PlanSummary, filters: Filters, scope: NodeName | undefined, today: string): FigureQuery {
  const last = lastDay(plan, today);
  const period = periodOf(plan, filters, last);
  return {
    plan: plan.id,
    node: filters.node ?? scope ?? { kind: 'plan', id: plan.id },
    reading: filters.reading ?? plan.reading,
    ...(period === undefined ? {} : { since: period.from }),
    cutOff: period === undefined ? within(filters.cutOff ?? last, plan.from, last) : closing(period, filters.cutOff, last),
  };
}

/** The period an address names, if the plan has one like that and it has begun. */
export function periodOf(plan: PlanSummary, { period }: Filters, lastDay: string): PlanPeriod | undefined {
  return period === undefined ? undefined : periodsOf(plan, lastDay).find(({ id }) => id === period);
}

/** A closed plan's cut-off is its last day, an open one's is today. */
export function lastDay(plan: PlanSummary, today: string): string {
  return today < plan.to ? today : plan.to;
}

/** A day within the period, else its end: whoever chooses another period need not clear the day of the last one. */
function closing({ from, to }: PlanPeriod, asked: string | undefined, last: string): string {
  const end = to < last ? to : last;
  return asked !== undefined && asked >= from && asked < end ? asked : end;
}

function within(day: string, first: string, last: string): string {
  if (day > last) return last;
  return day < first ? first : day;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone }).isValid;
}
