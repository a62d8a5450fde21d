import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { parse } from 'yaml';
import { native } from '../storage/collection';
import { evidenceRows } from '../storage/collections/evidence';
import { plans } from '../storage/collections/plans';
import { serviceWorkerRows } from '../storage/collections/service-worker-evidence';
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

/**
 * Imports a plan for an area and answers its version id; the same text for the same area is the same version. Whoever was reached
 * before is counted for it afterwards (`count-new-plans.ts`).
 */
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
  const counting = (await anyEvidence(db)) ? { counting: true } : {};
  await plans(db).updateOne({ _id }, { $setOnInsert: { ...version, ...counting } }, { upsert: true });
  return { id: _id };
}

export async function findPlanVersion(db: Connection, id: string): Promise<PlanVersion | undefined> {
  return (await plans(db).findById(id).lean<PlanVersion>()) ?? undefined;
}

/** The newest version of each plan, oldest plan first: what people are counted for. */
export async function currentPlans(db: Connection): Promise<readonly PlanVersion[]> {
  return newestOf(await allVersions(db));
}

/** The same for figures: until everybody is counted for a new version, the one before it stands. */
export async function countedPlans(db: Connection): Promise<readonly PlanVersion[]> {
  return newestOf((await allVersions(db)).filter(({ counting }) => counting === undefined));
}

/** Versions for which people are still being counted: nobody can open them yet. */
export async function versionsBeingCounted(db: Connection): Promise<ReadonlySet<string>> {
  const found = await native(plans(db))
    .find({ counting: true }, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}

function allVersions(db: Connection): Promise<readonly PlanVersion[]> {
  return plans(db).find().sort({ plan: 1, importedAt: 1 }).lean<PlanVersion[]>();
}

function newestOf(versions: readonly PlanVersion[]): readonly PlanVersion[] {
  const newest = new Map(versions.map((version) => [version.plan, version]));
  return [...newest.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

async function anyEvidence(db: Connection): Promise<boolean> {
  const one = { projection: { _id: 1 } } as const;
  const found = [await native(evidenceRows(db)).findOne({}, one), await native(serviceWorkerRows(db)).findOne({}, one)];
  return found.some((row) => row !== null);
}
