import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { pseudonymsOfCodes } from '../people/paper-person';
import { native } from '../storage/collection';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import { type Group, groups } from '../storage/collections/groups';
import { joinCodes } from '../storage/collections/join-codes';
import { type MeetingList, meetingLists } from '../storage/collections/meeting-lists';
import type { Meeting, MeetingShare } from '../storage/collections/meetings';
import { whoMayCount } from './who-may-count';

/** A ticked row with whom it stands for: the last of `names` is the person's pseudonym now. */
export type TickedRow = {
  readonly code: string;
  readonly claimed: boolean;
  readonly group: string;
  readonly share: Pick<MeetingShare, 'organisation' | 'area' | 'population'>;
  readonly names: readonly string[];
  readonly person: string;
  readonly enteredAt: Date;
  readonly confirmedBy?: string; // the second person who vouched for it
  readonly mayCount: boolean;
};

/** Everything about who was at a meeting: what the lists say, and what stands in the ledger. */
export type Attendance = {
  readonly lists: readonly MeetingList[];
  readonly ticked: readonly TickedRow[];
  readonly ledger: readonly StoredEvidence[];
  readonly counting: readonly StoredEvidence[]; // rows of people that no other has replaced
  readonly headcounts: readonly StoredEvidence[];
};

export async function attendanceOf(db: Connection, keys: Keys, meeting: Meeting): Promise<Attendance> {
  const lists = await native(meetingLists(db)).find({ meeting: meeting._id }).toArray();
  const [ticked, ledger] = await Promise.all([tickedRows(db, keys, lists), ledgerRows(db, meeting._id)]);
  const replaced = new Set(ledger.flatMap(({ replaces }) => replaces ?? []));
  const standing = ledger.filter(({ _id, erased }) => !replaced.has(_id) && erased !== true);
  return {
    lists,
    ticked,
    ledger,
    counting: standing.filter(({ rung }) => rung === 'reached' || rung === 'answered'),
    headcounts: standing.filter((row) => row.class === 'E1' && row.count !== undefined),
  };
}

/** People with a row of their own, ticked or checked in, each once. */
export function namedPeople({ ticked, counting }: Pick<Attendance, 'ticked' | 'counting'>): ReadonlySet<string> {
  const checkedIn = counting.filter((row) => row.class === 'E3').map(({ person }) => person);
  return new Set([...ticked.map(({ person }) => person), ...checkedIn]);
}

function ledgerRows(db: Connection, meeting: string): Promise<readonly StoredEvidence[]> {
  return native(evidenceRows(db)).find({ meeting }).toArray();
}

async function tickedRows(db: Connection, keys: Keys, lists: readonly MeetingList[]): Promise<readonly TickedRow[]> {
  const ids = lists.flatMap(({ present }) => present.map(({ code }) => code));
  if (ids.length === 0) return [];
  const [codes, classes] = await Promise.all([
    native(joinCodes(db))
      .find({ _id: { $in: ids } })
      .toArray(),
    groupsById(
      db,
      lists.map(({ group }) => group),
    ),
  ]);
  const byId = new Map(codes.map((code) => [code._id, code]));
  const pseudonyms = await pseudonymsOfCodes(db, keys, codes);
  const rows = lists.flatMap(({ group, organisation, area, present, confirmed }) =>
    present.flatMap(({ code, at }) => {
      const names = pseudonyms.get(code) ?? [];
      const person = names.at(-1);
      const population = classes.get(group)?.population;
      if (person === undefined || population === undefined) return [];
      const claimed = byId.get(code)?.claimedBy !== undefined;
      const vouched = confirmed?.codes.includes(code) === true ? { confirmedBy: confirmed.by } : {};
      return [{ code, claimed, group, share: { organisation, area, population }, names, person, enteredAt: at, population, ...vouched }];
    }),
  );
  const may = await whoMayCount(db, rows);
  return rows.map(({ population: _, ...row }) => ({ ...row, mayCount: may.has(row.code) }));
}

async function groupsById(db: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, Group>> {
  const found = await native(groups(db))
    .find({ _id: { $in: [...ids] } })
    .toArray();
  return new Map(found.map((group) => [group._id, group]));
}
