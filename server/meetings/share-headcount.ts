import type { StoredEvidence } from '../storage/collections/evidence';
import type { Meeting, MeetingShare } from '../storage/collections/meetings';
import { isSplit } from './meeting-rules';

export type ShareCount = {
  readonly share?: MeetingShare; // absent: nobody has split the headcount
  readonly count: number;
  readonly named: number;
};

/** Each organisation's part of the signed headcount, with how many of them have rows of their own. */
export function shareCounts(meeting: Meeting, counting: readonly StoredEvidence[]): readonly ShareCount[] {
  const { people, shares } = meeting;
  if (people === undefined) return [];
  if (!isSplit(meeting)) return [{ count: people, named: peopleIn(counting) }];

  const own = shares.map((share) => ({
    share,
    count: share.headcount ?? 0,
    named: peopleIn(counting.filter((row) => isOf(row, share))),
  }));
  return spreadOver(own, peopleIn(counting.filter((row) => !shares.some((share) => isOf(row, share)))));
}

/** Somebody of none of the organisations who checked in was in the headcount all the same: nobody stands in it twice. */
function spreadOver(counts: readonly ShareCount[], others: number): readonly ShareCount[] {
  let left = others;
  return counts.map((one) => {
    const taken = Math.min(left, Math.max(0, one.count - one.named));
    left -= taken;
    return { ...one, named: one.named + taken };
  });
}

function peopleIn(rows: readonly StoredEvidence[]): number {
  return new Set(rows.map(({ person }) => person)).size;
}

function isOf(row: StoredEvidence, share: MeetingShare): boolean {
  return row.organisation === share.organisation && row.population === share.population;
}
