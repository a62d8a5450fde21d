import { z } from 'zod';

/** What a plan file may look like: an issued document as data, every line of it traced to the text. Money is kept as it is written. */
const entry = z.looseObject({});
const id = z.string().regex(/^[A-Za-z0-9._-]+$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const due = z.int().min(2000).max(2100).nullish();
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Who answers for an indicator, as the plan names them, and for which part if not all. Nobody named is a gap that pages show. */
const owner = z.strictObject({ agency: z.string(), line: z.int().optional(), part: z.string().optional() });

const reportTypes = ['quarter', 'half_year', 'year', 'interim', 'final'] as const;
export type ReportType = (typeof reportTypes)[number];

/** A report that the plan wants. `before` is the first day on which it is late; interim and final are sơ kết and tổng kết. */
export const reportDue = z.strictObject({
  type: z.enum(reportTypes),
  line: z.int().optional(),
  by: z.string(),
  to: z.array(z.string()).min(1),
  before: monthDay.optional(),
  note: z.string().optional(),
});

/** One thing a plan tells somebody to do. */
const task = z.strictObject({ line: z.int().optional(), section: z.string(), owner: z.string().optional(), text: z.string() });

const common = {
  id,
  line: z.int().optional(),
  scope: z.enum(['core', 'track', 'out']),
  note: z.string().optional(),
  assumed: z.boolean().optional(),
  based_on: z.string().optional(),
  legal_status: z.string().optional(),
  owners: z.array(owner).default([]),
  due,
};
const percentage = {
  op: z.enum(['>=', '>']),
  op_written: z.literal('bare').optional(),
  target_pct: z.number().min(0).max(100),
};

const personCoverage = z.strictObject({
  ...common,
  ...percentage,
  kind: z.literal('person_coverage'),
  population: z.string(),
  term: z.string().optional(),
  institutions: z.array(z.string()).optional(),
  what: z.string().optional(),
});

/** "At least 60,000 workers": people, and no denominator. */
const personCount = z.strictObject({
  ...common,
  kind: z.literal('person_count'),
  population: z.string(),
  term: z.string().optional(),
  institutions: z.array(z.string()).optional(),
  op: z.enum(['>=', '>']),
  op_written: z.literal('bare').optional(),
  target_count: z.int().min(1),
});

export const indicatorLine = z.discriminatedUnion('kind', [
  personCoverage,
  personCount,
  z.strictObject({
    ...common,
    ...percentage,
    kind: z.literal('unit_coverage'),
    unit: z.string(),
    what: z.string(),
    frequency: z.string().optional(),
  }),
  z.strictObject({ ...common, ...percentage, kind: z.literal('case_coverage'), unit: z.string(), what: z.string() }),
  z.strictObject({
    ...common,
    kind: z.literal('periodic_publication'),
    unit: z.string(),
    what: z.string(),
    frequency: z.string().nullish(),
    op: z.enum(['>=', '>']).optional(),
    target_count_per_period: z.int().optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('change_range'),
    unit: z.string(),
    target_range_pct: z.tuple([z.number(), z.number()]),
    frequency: z.string(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('count'),
    unit: z.string(),
    op: z.enum(['>=', '>']),
    target_count: z.int(),
    distinct_units: z.int().optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('qualitative'), what: z.string() }),
]);

export const planFile = z.looseObject({
  id,
  source_kind: z.enum(['full_text', 'full_text_annexed_to_decision', 'press_article', 'sample']),
  sample: z.boolean().default(false),
  issuer: z.string(),
  number: z.string().nullable(),
  issued: date.nullable(),
  title_vi: z.string().optional(),
  period: z.strictObject({ from: z.int(), to: z.int() }),
  reading: z.enum(['C', 'A']).optional(),
  meeting_minutes: z.int().min(1).max(600).optional(),
  indicators: z.array(indicatorLine),
  reporting: z.array(entry).default([]),
  communication_duties: z.array(entry).default([]),
  calendar: z.array(reportDue).default([]),
  tasks: z.array(task).default([]),
});
export type PlanFile = z.infer<typeof planFile>;
export type PersonCoverage = z.infer<typeof personCoverage>;
export type PersonCount = z.infer<typeof personCount>;
export type IndicatorLine = z.infer<typeof indicatorLine>;
export type ReportDue = z.infer<typeof reportDue>;
