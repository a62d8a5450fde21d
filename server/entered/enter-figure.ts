import type { Connection, mongo } from 'mongoose';
import { ulid } from 'ulid';
import { z } from 'zod';
import { day, name } from '../organisations/columns';
import type { PlanVersion } from '../reach/plan-version';
import type { ReportPeriod } from '../reports/report-period';
import { count } from '../returns/typed-return';
import { type EnteredFigure, enteredFiguresWithin } from '../storage/collections/entered-figures';
import type { Bounds } from '../storage/within';
import type { EnteredForm, EnteredLine } from './entered-lines';

export type EnteredDeps = { readonly db: Connection; readonly bounds: Bounds; readonly by: string; readonly now: Date };

const result = z.string().normalize('NFC').trim().max(2_000, 'tooLong').default('');
const source = { agency: name, document: name, day };
/** "-3,5" and "3.5" percent, kept in tenths. */
const change = z
  .string('required')
  .trim()
  .min(1, 'required')
  .regex(/^$|^[+-]?\d{1,4}([.,]\d)?$/, 'notAPercent')
  .transform((text) => Math.round(Number(text.replace(',', '.')) * 10));

/** What is typed of each form of figure; the messages are keys under `fault` of returns.json. */
const forms = {
  share: z
    .object({ value: count, of: count.pipe(z.number().min(1, 'required')), result, ...source })
    .refine(({ value, of }) => value <= of, { path: ['value'], message: 'moreThanAll' }),
  number: z.object({ value: count, result, ...source }),
  change: z.object({ value: change, result, ...source }),
  words: z.object({ result: result.pipe(z.string().min(1, 'required')), ...source }),
} as const satisfies Record<EnteredForm, z.ZodType>;

export type FigureEntry = Pick<EnteredFigure, 'value' | 'of' | 'result' | 'agency' | 'document' | 'day'>;

export function readEntry(form: EnteredForm, fields: unknown): z.ZodSafeParseResult<FigureEntry> {
  return forms[form].safeParse(fields);
}

export type NewFigure = {
  readonly plan: PlanVersion;
  readonly period: ReportPeriod;
  readonly line: Pick<EnteredLine, 'indicator' | 'proof' | 'guarded'>;
  readonly entry: FigureEntry;
  readonly paper?: string;
};

/** Of what is entered with proof another person confirms; what another agency has published stands with its document. */
export async function enterFigure(
  { db, bounds, by, now }: EnteredDeps,
  { plan, period, line, entry, paper }: NewFigure,
): Promise<EnteredFigure> {
  const figure: EnteredFigure = {
    _id: ulid(now.getTime()),
    plan: plan.plan,
    indicator: line.indicator.id,
    period,
    periodId: period.id,
    area: plan.area,
    ...entry,
    ...(paper === undefined || line.guarded ? {} : { paper }),
    state: line.proof ? 'waiting' : 'stands',
    entered: { by, at: now },
  };
  await enteredFiguresWithin(db, bounds).insert([figure]);
  return figure;
}

export type FigureDecided = 'done' | 'not_found' | 'own_work' | 'decided_already';

/** By somebody who did not enter it; a refusal says why. */
export async function decideFigure({ db, bounds, by, now }: EnteredDeps, id: string, refusal?: string): Promise<FigureDecided> {
  const rows = enteredFiguresWithin(db, bounds);
  const figure = await rows.findOne({ _id: { $eq: id } });
  if (figure === undefined) return 'not_found';
  if (figure.entered.by === by) return 'own_work';
  const decided = { by, at: now, ...(refusal === undefined ? {} : { note: refusal }) };
  const update = { $set: { state: refusal === undefined ? 'stands' : 'refused', decided } } as mongo.UpdateFilter<EnteredFigure>; // readonly fields, written whole
  return (await rows.update({ _id: id, state: 'waiting' }, update)) === 1 ? 'done' : 'decided_already';
}
