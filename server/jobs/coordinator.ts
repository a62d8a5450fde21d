import type { Connection } from 'mongoose';
import type { RunCoordinator } from 'node-cron';
import { native } from '../storage/collection';
import { jobRuns } from '../storage/collections/job-runs';
import { insertNew } from '../storage/insert-new';

/** Lets one process of the cluster run each tick: the one whose insert of `name:time` is first. */
export function createCoordinator(db: Connection, now: () => Date): RunCoordinator {
  return {
    shouldRun: async (key) => (await insertNew(native(jobRuns(db)), [{ _id: key, at: now() }])).size === 1,
  };
}
