import type { PlanFile } from './plan-file';

/** A plan as imported: never edited, a changed file is another version beside it. */
export type PlanVersion = {
  readonly _id: string; // the plan's id and the hash of its file
  readonly plan: string;
  readonly area: string; // where it holds: all below this area
  readonly from: string; // first day
  readonly to: string; // first day after
  readonly reading: 'C' | 'A'; // the recorded headline reading
  readonly sample: boolean;
  readonly importedAt: Date;
  readonly counting?: true; // people had been reached before it came: no figure is shown until they are counted for it
  readonly file: PlanFile;
};

const usualMinutes = 30;

/** How many minutes of meetings make one that counts, where the plan does not say. */
export function minimumMinutesOf({ file }: PlanVersion): number {
  return file.meeting_minutes ?? usualMinutes;
}
