import { randomBytes } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { stringify } from 'yaml';
import { importPlan, isPlanOfRecord, readPlanFile } from '../reach/plan';
import type { PlanFile } from '../reach/plan-file';
import { type PlanDraft, planDraftsWithin } from '../storage/collections/plan-drafts';
import type { Bounds } from '../storage/within';

export type DraftDeps = { readonly db: Connection; readonly bounds: Bounds; readonly by: string; readonly now: Date };
export type DraftOutcome = 'done' | 'not_found' | 'not_draft' | 'own_work' | 'no_source' | 'nothing_asked' | 'changed_meanwhile';

/** A plan file as it was brought; whoever imports it later is somebody else. */
export async function beginDraft(
  { db, bounds, by, now }: DraftDeps,
  plan: { readonly area: string; readonly text: string },
): Promise<PlanDraft> {
  const draft: PlanDraft = {
    _id: randomBytes(9).toString('base64url'),
    ...plan,
    state: 'draft',
    version: 1,
    writers: [by],
    changedAt: now,
  };
  await planDraftsWithin(db, bounds).insert([draft]);
  return draft;
}

/** The plan as far as it is written. A draft's text was checked before it was kept. */
export function draftFile({ text }: Pick<PlanDraft, 'text'>): PlanFile {
  const read = readPlanFile(text);
  if ('faults' in read) throw new Error(`A draft that is no plan file: ${read.faults.join('; ')}`);
  return read.file;
}

export function draftText(file: PlanFile): string {
  return stringify(file, { schema: 'core', lineWidth: 0 });
}

/** Changes the plan, or says which document it is from; whoever does is one of its writers. */
export async function changeDraft(
  deps: DraftDeps,
  draft: PlanDraft,
  change: { readonly file: PlanFile } | { readonly paper: string },
): Promise<DraftOutcome> {
  const set = 'file' in change ? { text: draftText(change.file) } : change;
  const writers = [...new Set([...draft.writers, deps.by])];
  return settle(deps, draft, 'draft', { ...set, writers, changedAt: deps.now });
}

export async function discardDraft(deps: DraftDeps, draft: PlanDraft): Promise<DraftOutcome> {
  return settle(deps, draft, 'draft', { state: 'discarded', decided: { by: deps.by, at: deps.now } });
}

/**
 * Makes the draft a plan, for good: by somebody who wrote nothing of it, with the document beside it. The draft is claimed first; after
 * a stop in between, importing again makes the same version.
 */
export async function importDraft(deps: DraftDeps, draft: PlanDraft): Promise<DraftOutcome> {
  const file = draftFile(draft);
  if (draft.writers.includes(deps.by)) return 'own_work';
  if (draft.paper === undefined) return 'no_source';
  if (file.indicators.length === 0) return 'nothing_asked';
  const claimed = draft.state === 'importing' ? draft : { ...draft, version: draft.version + 1 };
  if (draft.state !== 'importing') {
    const decided = { by: deps.by, at: deps.now };
    const outcome = await settle(deps, draft, 'draft', { state: 'importing', decided });
    if (outcome !== 'done') return outcome;
  }
  const made = await importPlan(deps.db, draft.text, { area: draft.area, now: deps.now });
  if ('faults' in made) throw new Error(`A draft that cannot be imported: ${made.faults.join('; ')}`);
  return settle(deps, claimed, 'importing', { state: 'imported', imported: made.id });
}

/** What is wrong with a file that somebody brings, or nothing. A press article is no plan. */
export function faultsOfFile(text: string): readonly string[] {
  const read = readPlanFile(text);
  if ('faults' in read) return read.faults;
  return isPlanOfRecord(read.file) ? [] : ['source_kind'];
}

async function settle(
  { db, bounds }: DraftDeps,
  { _id, version }: Pick<PlanDraft, '_id' | 'version'>,
  from: PlanDraft['state'],
  to: Partial<PlanDraft>,
): Promise<DraftOutcome> {
  const rows = planDraftsWithin(db, bounds);
  const update = { $set: { ...to, version: version + 1 } } as mongo.UpdateFilter<PlanDraft>; // readonly fields, written whole
  if ((await rows.update({ _id, version, state: from }, update)) === 1) return 'done';
  const now = await rows.findOne({ _id: { $eq: _id } });
  if (now === undefined) return 'not_found';
  return now.state === from ? 'changed_meanwhile' : 'not_draft';
}
