import type { Connection } from 'mongoose';
import { schedule } from 'node-cron';
import { createCoordinator } from './coordinator';

/** A job of the scheduler: `name` is stable, `at` a cron expression in Vietnam's time. */
export type Job = { readonly name: string; readonly at: string; readonly run: () => Promise<void> };

/** Starts the jobs, each tick run once in the whole cluster and never twice at a time. Answers how to stop them; a run under way is waited for. */
export function startJobs(
  db: Connection,
  jobs: readonly Job[],
  deps: { now: () => Date; failed: (job: string, error: unknown) => void },
): () => Promise<void> {
  const runCoordinator = createCoordinator(db, deps.now);
  const running = new Set<Promise<void>>();
  const runOnce = async ({ name, run }: Job): Promise<void> => {
    const one = run().catch((error: unknown) => deps.failed(name, error));
    running.add(one);
    await one;
    running.delete(one);
  };
  const tasks = jobs.map((job) =>
    schedule(job.at, () => runOnce(job), {
      name: job.name,
      timezone: 'Asia/Ho_Chi_Minh',
      noOverlap: true,
      distributed: true,
      runCoordinator,
      suppressMissedWarning: true,
    }),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
    await Promise.all(running);
  };
}
