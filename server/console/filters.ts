import { DateTime } from 'luxon';
import { z } from 'zod';
import type { FigureQuery, NodeName, PlanSummary, Reading } from './figure-source';
import { zone } from './format';

export const sortColumns = ['name', 'share', 'low', 'denominator', 'high', 'attendances', 'understood'] as const;
export type SortColumn = (typeof sortColumns)[number];

/** What the address says. A part that is absent or makes no sense is left to the plan: a link from an old mail still opens. */
export type Filters = {
  readonly node?: NodeName | undefined;
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
  cutOff: z.string().refine(isDay).optional().catch(undefined),
  reading: z.enum(['C', 'A']).optional().catch(undefined),
  by: z.enum(['area', 'organisation']).optional().catch(undefined),
  sort: z.enum(sortColumns).optional().catch(undefined),
  order: z.enum(['ascending', 'descending']).optional().catch(undefined),
});

export function readFilters(query: unknown): Filters {
  return schema.parse(query);
}

/** The question to ask of the figures. The cut-off stays within the plan's period and never lies in the future. */
export function toFigureQuery(plan: PlanSummary, filters: Filters, scope: NodeName | undefined, today: string): FigureQuery {
  return {
    plan: plan.id,
    node: filters.node ?? scope ?? { kind: 'plan', id: plan.id },
    reading: filters.reading ?? plan.reading,
    cutOff: within(filters.cutOff ?? lastDay(plan, today), plan.from, lastDay(plan, today)),
  };
}

/** A closed plan's cut-off is its last day, an open one's is today. */
export function lastDay(plan: PlanSummary, today: string): string {
  return today < plan.to ? today : plan.to;
}

function within(day: string, first: string, last: string): string {
  if (day > last) return last;
  return day < first ? first : day;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone }).isValid;
}
