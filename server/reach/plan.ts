import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { parse } from 'yaml';
import { plans } from '../storage/collections/plans';
import { type PlanFile, planFile } from './plan-file';
import type { PlanVersion } from './plan-version';

export type PlanFaults = { readonly faults: readonly string[] };

/** A plan file checked, or everything that is wrong with it. */
export function readPlanFile(text: string): { readonly file: PlanFile } | PlanFaults {
  let content: unknown;
  try {
    content = parse(text, { schema: 'core' });
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
  const checked = planFile.safeParse(content);
  if (checked.success) return { file: checked.data };
  return { faults: checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

/** A press article tells of a plan and is none; it is read for its duties and never imported. */
export function isPlanOfRecord(file: PlanFile): boolean {
  return file.source_kind !== 'press_article';
}

export function planVersion(text: string, file: PlanFile, area: string, importedAt: Date): PlanVersion {
  const hash = createHash('sha256').update(area).update('\n').update(text).digest('hex').slice(0, 12);
  return {
    _id: `${file.id}@${hash}`,
    plan: file.id,
    area,
    from: `${file.period.from}-01-01`,
    to: `${file.period.to + 1}-01-01`,
    reading: file.reading ?? (file.period.from === file.period.to ? 'A' : 'C'),
    sample: file.sample,
    importedAt,
    file,
  };
}

/** Imports a plan for an area and answers its version id; the same text for the same area is the same version. */
export async function importPlan(
  db: Connection,
  text: string,
  options: { readonly area: string; readonly now: Date },
): Promise<{ readonly id: string } | PlanFaults> {
  const read = readPlanFile(text);
  if ('faults' in read) return read;
  const { file } = read;
  if (!isPlanOfRecord(file)) return { faults: ['source_kind: a press article is no plan of record'] };

  const { _id, ...version } = planVersion(text, file, options.area, options.now);
  await plans(db).updateOne({ _id }, { $setOnInsert: version }, { upsert: true });
  return { id: _id };
}

export async function findPlanVersion(db: Connection, id: string): Promise<PlanVersion | undefined> {
  return (await plans(db).findById(id).lean<PlanVersion>()) ?? undefined;
}

/** The newest version of each plan, oldest plan first. */
export async function currentPlans(db: Connection): Promise<readonly PlanVersion[]> {
  const newest = new Map<string, PlanVersion>();
  for (const version of await plans(db).find().sort({ plan: 1, importedAt: 1 }).lean<PlanVersion[]>()) newest.set(version.plan, version);
  return [...newest.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}
