import type { RosterCounts } from '../storage/collections/roster-imports';
import type { ListedRow, SkippedRow } from './rows/listed-row';

export type RowStatus = 'new' | 'matched' | 'probable' | 'broken';

/** Why a row is what it is; each is a key of `reasons` in `content/locales/<language>/rosters.json`. */
export type Reason =
  | 'notYetListed'
  | 'byRosterCode'
  | 'byRosterCodeOtherGroup'
  | 'byOwnCode'
  | 'byPhoneAndName'
  | 'samePhone'
  | 'sameNameAndBirth'
  | 'sameNameAbove'
  | 'groupHasCodes'
  | 'noName'
  | 'nameIsNoName'
  | 'nameTooLong'
  | 'noGroup'
  | 'unknownGroup'
  | 'otherGroup'
  | 'repeatedCode'
  | 'repeatedPerson'
  | 'unknownRosterCode'
  | 'withdrawnRosterCode'
  | 'repeatedRosterCode';

/** What else is worth saying of a row that goes in all the same; keys of `remarks`. */
export type Remark = 'birthUnread' | 'phoneUnread';

export type JudgedRow = {
  readonly row: ListedRow;
  readonly status: RowStatus;
  readonly reason: Reason;
  readonly values: Readonly<Record<string, string>>;
  readonly remarks: readonly Remark[];
  readonly group?: string; // its id; none only where broken
  readonly entry?: string; // the one it matches or may match
};

export function countRows(judged: readonly JudgedRow[], skipped: readonly SkippedRow[]): RosterCounts {
  const counts = { new: 0, matched: 0, probable: 0, broken: 0, skipped: skipped.length };
  for (const { status } of judged) counts[status] += 1;
  return counts;
}
