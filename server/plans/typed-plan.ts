import { z } from 'zod';
import { fold } from '../../courses/search/fold';
import { type IndicatorLine, indicatorLine, type PlanFile, planFile, type ReportDue, reportDue } from '../reach/plan-file';

/** What the forms of a draft hold, as typed; a fault is a key under `fault` of plans.json. */
const line = (most: number) => z.string('required').normalize('NFC').trim().max(most, 'tooLong');
const needed = (most: number) => line(most).min(1, 'required');
const year = z.coerce.number('badYear').int('badYear').min(2000, 'badYear').max(2100, 'badYear');
const maybe = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === '' ? undefined : value), type.optional());
const lineNumber = maybe(z.coerce.number('badNumber').int('badNumber').min(1, 'badNumber'));

export const headForm = z
  .object({
    title: needed(300),
    number: needed(60),
    issuer: needed(120),
    issued: z.iso.date('badDay'),
    from: year,
    to: year,
    area: needed(40),
  })
  .refine(({ from, to }) => to >= from, { path: ['to'], error: 'endsBefore' });

/** A plan with nothing in it yet. Its id is made from its number, so that a later version of it is known as one. */
export function emptyPlan({ title, number, issuer, issued, from, to, area }: z.infer<typeof headForm>): PlanFile {
  const slug = fold(number)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toUpperCase();
  const id = `VN-${area}-${slug}-${issued.slice(0, 4)}`;
  return planFile.parse({ id, source_kind: 'full_text', issuer, number, issued, title_vi: title, period: { from, to }, indicators: [] });
}

const kinds = [
  'person_coverage',
  'person_count',
  'unit_coverage',
  'case_coverage',
  'periodic_publication',
  'change_range',
  'count',
  'qualitative',
] as const;
const wordings = { at_least: { op: '>=' }, over: { op: '>' }, bare: { op: '>=', op_written: 'bare' } } as const;

export const indicatorForm = z.object({
  id: needed(20).regex(/^[A-Za-z0-9._-]*$/, 'badCode'),
  kind: z.enum(kinds, 'required'),
  scope: z.enum(['core', 'track', 'out'], 'required'),
  population: line(60).default(''),
  about: needed(200),
  what: line(200).default(''),
  wording: z.enum(['at_least', 'over', 'bare']).catch('at_least'),
  amount: maybe(z.coerce.number('badNumber').min(0, 'badNumber')),
  upTo: maybe(z.coerce.number('badNumber').min(0, 'badNumber')),
  due: maybe(year),
  line: lineNumber,
  owners: line(500).default(''),
});
export type TypedIndicator = z.infer<typeof indicatorForm>;

/** The line of a plan that somebody typed, or the field that does not fit its kind. */
export function toIndicator(
  typed: TypedIndicator,
): { readonly indicator: IndicatorLine } | { readonly field: 'amount' | 'upTo' | 'population' | 'what' } {
  const { kind, population, amount, upTo, what } = typed;
  const people = kind === 'person_coverage' || kind === 'person_count';
  if (people && population === '') return { field: 'population' };
  if (amount === undefined && kind !== 'qualitative' && kind !== 'periodic_publication') return { field: 'amount' };
  if (kind === 'change_range' && (upTo === undefined || upTo < (amount ?? 0))) return { field: 'upTo' };
  if (what === '' && ['unit_coverage', 'case_coverage', 'periodic_publication'].includes(kind)) return { field: 'what' };
  const read = indicatorLine.safeParse({ ...commonOf(typed), ...partsOf(typed) });
  return read.success ? { indicator: read.data } : { field: 'amount' };
}

function commonOf({ id, scope, due, line: at, owners }: TypedIndicator) {
  const named = owners.split(/[;\n]/).flatMap((agency) => (agency.trim() === '' ? [] : [{ agency: agency.trim() }]));
  return { id, scope, owners: named, ...(due === undefined ? {} : { due }), ...(at === undefined ? {} : { line: at }) };
}

function partsOf({ kind, population, about, what, wording, amount, upTo }: TypedIndicator): object {
  const op = wordings[wording];
  switch (kind) {
    case 'person_coverage':
      return { kind, population, term: about, ...(what === '' ? {} : { what }), ...op, target_pct: amount };
    case 'person_count':
      return { kind, population, term: about, ...op, target_count: amount };
    case 'unit_coverage':
    case 'case_coverage':
      return { kind, unit: about, what, ...op, target_pct: amount };
    case 'periodic_publication':
      return { kind, unit: about, what, op: op.op, ...(amount === undefined ? {} : { target_count_per_period: amount }) };
    case 'change_range':
      return { kind, unit: about, target_range_pct: [amount, upTo], frequency: 'yearly' };
    case 'count':
      return { kind, unit: about, op: op.op, target_count: amount };
    case 'qualitative':
      return { kind, what: about };
  }
}

export const reportForm = z.object({
  type: z.enum(['quarter', 'half_year', 'year', 'interim', 'final'], 'required'),
  by: needed(120),
  to: needed(300),
  before: line(5)
    .regex(/^$|^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'badMonthDay')
    .default(''),
  line: lineNumber,
});

export function toReportDue({ type, by, to, before, line: at }: z.infer<typeof reportForm>): ReportDue {
  const receivers = to.split(/[;\n]/).flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
  return reportDue.parse({ type, by, to: receivers, ...(before === '' ? {} : { before }), ...(at === undefined ? {} : { line: at }) });
}

export const tasksForm = z.object({ section: needed(40), owner: line(120).default(''), tasks: needed(20_000) });

/** One task on each line. */
export function toTasks({ section, owner, tasks }: z.infer<typeof tasksForm>): PlanFile['tasks'] {
  return tasks
    .split(/\r?\n/)
    .flatMap((text) => (text.trim() === '' ? [] : [{ section, text: text.trim(), ...(owner === '' ? {} : { owner }) }]));
}
