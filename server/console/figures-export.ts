import { z } from 'zod';
import { populations } from '../../courses/model';
import type { Figure } from '../reach/figure';
import type { FigureQuery, PlanSummary } from './figure-source';
import { zone } from './format';
import { knownDenominator } from './known-denominator';

/** Raised when a field changes its meaning or goes; a file says which one it follows. */
export const figuresExportVersion = 1;

const day = z.iso.date();
const count = z.int().min(0);
const place = z.strictObject({ kind: z.enum(['plan', 'area', 'organisation']), id: z.string(), name: z.string() });
const indicator = z.strictObject({
  id: z.string(),
  line: count.optional(),
  kind: z.enum(['person_coverage', 'person_count']),
  population: z.string(),
  populations: z.array(z.enum(populations)),
  term: z.string(),
  target: z.strictObject({ basisPoints: count, strict: z.boolean(), written: z.string(), people: count.optional() }),
  due: z.string().optional(),
  owner: z.string().optional(),
});
const figure = z.strictObject({
  indicator: z.string(),
  node: place,
  suppressed: z.boolean().describe('The counts are withheld: 1 to 9 people, or what would tell of them by subtraction'),
  held: day.optional().describe('The counts are those of that day; newer ones would tell of few people'),
  low: count.optional().describe('The official figure, in people'),
  high: count.optional(),
  denominator: count.optional().describe('Absent while a part has none'),
  attendances: count.optional(),
  understood: count.optional(),
  tenthsOfPercent: count.optional().describe('low out of denominator, truncated'),
  met: z.boolean().optional(),
  missing: count.optional(),
  change: z.strictObject({ from: day, low: z.int().optional(), attendances: z.int().optional() }).optional(),
});

export const figuresExport = z.strictObject({
  $schema: z.string(),
  version: z.literal(figuresExportVersion),
  demonstration: z.boolean(),
  plan: z.strictObject({
    id: z.string(),
    number: z.string(),
    title: z.string(),
    issuer: z.string(),
    from: day,
    to: day,
    sample: z.boolean(),
  }),
  asked: z.strictObject({ reading: z.enum(['C', 'A']), since: day.optional(), cutOff: day, zone: z.literal(zone) }),
  exportedAt: z.iso.datetime(),
  indicators: z.array(indicator),
  figures: z.array(figure).describe('Of the place that was asked for, in the order of the plan'),
  areas: z.array(figure).describe('Of the areas right below it; none for service workers'),
});
export type FiguresExport = z.infer<typeof figuresExport>;

export type Exported = {
  readonly schema: string; // where it is served
  readonly demo: boolean;
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly figures: readonly Figure[];
  readonly areas: readonly Figure[];
  readonly now: Date;
};

/** What the plan's page shows, as data: the same figures, withheld and held in the same way. */
export function exportFigures({ schema, demo, plan, query, figures, areas, now }: Exported): FiguresExport {
  const { id, number, title, issuer, from, to, sample } = plan;
  const { reading, since, cutOff } = query;
  return figuresExport.parse({
    $schema: schema,
    version: figuresExportVersion,
    demonstration: demo,
    plan: { id, number, title, issuer, from, to, sample },
    asked: { reading, since, cutOff, zone },
    exportedAt: now.toISOString(),
    indicators: figures.map((one) => {
      const { plan: _, ...rest } = one.indicator;
      return rest;
    }),
    figures: figures.map(asData),
    areas: areas.map(asData),
  });
}

function asData(one: Figure) {
  const { node, suppressed, held, low, high, attendances, understood, verdict, countVerdict, change } = one;
  const judged = verdict ?? countVerdict;
  return {
    indicator: one.indicator.id,
    node,
    suppressed,
    held,
    low,
    high,
    denominator: knownDenominator(one),
    attendances,
    understood,
    tenthsOfPercent: verdict?.tenthsOfPercent,
    met: judged?.met,
    missing: judged?.missing,
    change,
  };
}
