import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { monotonicFactory } from 'ulid';
import type { PlanFile } from '../reach/plan-file';
import type { PlanVersion } from '../reach/plan-version';
import { type PlanTaskState, planTaskStatesWithin } from '../storage/collections/plan-task-states';
import type { Bounds } from '../storage/within';
import type { TaskState } from './task-states';

/** Ids grow, so that what is said twice within a millisecond keeps its order. */
const nextId = monotonicFactory();

/** A task of a plan with what was last said of it; `id` is made from its words, so that it outlives a new version that keeps them. */
export type PlanTask = PlanFile['tasks'][number] & { readonly id: string; readonly state: TaskState; readonly last?: PlanTaskState };

type Reader = { readonly db: Connection; readonly bounds: Bounds };

export async function planTasks({ db, bounds }: Reader, { plan, file }: Pick<PlanVersion, 'plan' | 'file'>): Promise<readonly PlanTask[]> {
  const latest = new Map<string, PlanTaskState>();
  const said = await planTaskStatesWithin(db, bounds).find({ plan: { $eq: plan } }, { sort: { at: 1, _id: 1 } });
  for (const row of said) latest.set(row.task, row);
  return file.tasks.map((task) => {
    const id = taskId(task);
    const last = latest.get(id);
    return { ...task, id, state: last?.state ?? 'not_begun', ...(last === undefined ? {} : { last }) };
  });
}

/** Everything that was said of one task, the latest first. */
export async function taskHistory({ db, bounds }: Reader, plan: string, task: string): Promise<readonly PlanTaskState[]> {
  return planTaskStatesWithin(db, bounds).find({ plan: { $eq: plan }, task: { $eq: task } }, { sort: { at: -1, _id: -1 } });
}

export type SaidOfTask = Pick<PlanTaskState, 'state' | 'note' | 'day'>;

/** Adds what is said now; what was said before stays. */
export async function setTaskState(
  { db, bounds, by, now }: Reader & { readonly by: string; readonly now: Date },
  { plan, area }: Pick<PlanVersion, 'plan' | 'area'>,
  task: string,
  said: SaidOfTask,
): Promise<void> {
  await planTaskStatesWithin(db, bounds).insert([{ _id: nextId(), plan, area, task, ...said, by, at: now }]);
}

function taskId({ section, line, text }: PlanFile['tasks'][number]): string {
  return createHash('sha256')
    .update(`${section}\n${line ?? ''}\n${text}`)
    .digest('base64url')
    .slice(0, 16);
}
