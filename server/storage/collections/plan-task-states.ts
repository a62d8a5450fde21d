import { Schema } from 'mongoose';
import type { TaskState } from '../../plans/task-states';
import { collection } from '../collection';
import { within } from '../within';

/** What somebody said of a plan's task on one day. Rows are only added: the latest counts, the others are its history. */
export type PlanTaskState = {
  readonly _id: string;
  readonly plan: string; // of all versions
  readonly area: string; // the plan's
  readonly task: string; // made from its words
  readonly state: TaskState;
  readonly day: string; // since when it is so, yyyy-mm-dd
  readonly note?: string;
  readonly by: string; // staff id
  readonly at: Date;
};

const schema = new Schema<PlanTaskState>(
  {
    _id: { type: String, required: true },
    plan: { type: String, required: true },
    area: { type: String, required: true },
    task: { type: String, required: true },
    state: { type: String, required: true },
    day: { type: String, required: true },
    note: String,
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { autoIndex: false, autoCreate: false, versionKey: false },
);
schema.index({ plan: 1, at: 1 });

/** Shard key: `plan`. A few hundred rows a plan. */
export const planTaskStates = collection('plan-task-states', schema);
export const planTaskStatesWithin = within(planTaskStates, { area: 'area' });
