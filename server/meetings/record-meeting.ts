import type { MoveDeps } from '../people/move-evidence';
import { native } from '../storage/collection';
import { groups } from '../storage/collections/groups';
import { type MeetingList, meetingLists } from '../storage/collections/meeting-lists';
import { type Meeting, meetings } from '../storage/collections/meetings';
import { insertNew } from '../storage/insert-new';
import type { Bounds } from '../storage/within';
import { mayClear, mayConfirm } from './meeting-rules';
import { rosterRows } from './roster-rows';
import { settleMeeting } from './settle-meeting';

/** `by` did something at the clock's time with a meeting that was found within their bounds. */
type Act = { readonly meeting: Meeting; readonly by: string };

const savesKept = 20;

/** The signed headcount, and how the organisations share it. */
export async function recordHeadcount(
  deps: MoveDeps,
  { meeting, by }: Act,
  people: number,
  split: readonly (number | undefined)[],
): Promise<void> {
  const counted = { by, at: meeting.counted?.at ?? deps.now() };
  const only = meeting.shares.length === 1 ? [people] : split;
  const shares = meeting.shares.map(({ headcount: _, ...share }, index) => {
    const headcount = only[index];
    return headcount === undefined ? share : { ...share, headcount };
  });
  await native(meetings(deps.db)).updateOne({ _id: meeting._id }, { $set: { people, shares, counted } });
  await settleMeeting(deps, meeting._id);
}

export type ListInput = {
  readonly group: string;
  readonly present: readonly string[]; // ids of codes; those of another class are left out
  readonly complete: boolean; // everybody else was absent
  readonly key: string; // of this save: sent again it changes nothing
  readonly alsoBy?: string; // who made the link that it came by
};

/** Whom of a class somebody ticked. What they take back is taken back in the ledger at once; what they add waits for the second person. */
export async function saveList(deps: MoveDeps, { meeting, by }: Act, input: ListInput): Promise<'saved' | 'again' | 'unknown'> {
  if (!meeting.groups.includes(input.group)) return 'unknown';
  const lists = native(meetingLists(deps.db));
  const _id = `${meeting._id}:${input.group}`;
  const known = await lists.findOne({ _id });
  if (known?.saves.includes(input.key)) return 'again';

  const list = await listOf(deps, meeting, by, input, known);
  if (list === undefined) return 'unknown';
  const saved =
    known === null ? (await insertNew(lists, [list])).size : (await lists.replaceOne({ _id, version: known.version }, list)).matchedCount;
  if (saved === 0) return saveList(deps, { meeting, by }, input); // somebody else saved meanwhile
  await settleMeeting(deps, meeting._id);
  return 'saved';
}

/** Vouched for by somebody who neither counted nor ticked. */
export async function confirmMeeting(deps: MoveDeps, { meeting, by }: Act): Promise<'confirmed' | 'own-work' | 'incomplete'> {
  const lists = await listsOf(deps, meeting);
  if (!mayConfirm(meeting, by, savedBy(lists))) return 'own-work';
  if (!isReady(meeting, lists)) return 'incomplete';
  const act = { by, at: deps.now() };
  for (const { _id, version, present } of lists) {
    const codes = present.map(({ code }) => code);
    await native(meetingLists(deps.db)).updateOne({ _id, version }, { $set: { confirmed: { ...act, codes } } });
  }
  await native(meetings(deps.db)).updateOne({ _id: meeting._id }, { $set: { confirmed: act } });
  await settleMeeting(deps, meeting._id);
  return 'confirmed';
}

/** A confirmation needs a signed headcount to be held against, and lists on which nobody was left out by oversight. */
export function isReady({ people }: Meeting, lists: readonly MeetingList[]): boolean {
  return people !== undefined && lists.length > 0 && lists.every(({ complete }) => complete);
}

/** Whether there is anything on the lists that nobody has vouched for. */
export function isConfirmed(lists: readonly MeetingList[]): boolean {
  return lists.length > 0 && lists.every(({ present, confirmed }) => present.every(({ code }) => confirmed?.codes.includes(code)));
}

export type Clearing = { readonly bounds: Bounds; readonly fact: string; readonly reason: string };

/** Takes a query back, with a reason; only from outside the organisation. */
export async function clearQuery(deps: MoveDeps, { meeting, by }: Act, { bounds, fact, reason }: Clearing): Promise<boolean> {
  const query = meeting.queries.find((one) => one.fact === fact && one.clearedAt === undefined);
  if (query === undefined || !mayClear(meeting, { bounds, actor: by, savedBy: savedBy(await listsOf(deps, meeting)) })) return false;
  const queries = meeting.queries.map((one) => (one === query ? { ...one, clearedAt: deps.now(), clearedBy: by, reason } : one));
  await native(meetings(deps.db)).updateOne({ _id: meeting._id }, { $set: { queries } });
  await settleMeeting(deps, meeting._id);
  return true;
}

/** Before anything is known of it a meeting may be called off. */
export async function cancelMeeting(deps: MoveDeps, { meeting, by }: Act): Promise<boolean> {
  if (meeting.people !== undefined || (await listsOf(deps, meeting)).length > 0) return false;
  const cancelled = { by, at: deps.now() };
  return (
    (await native(meetings(deps.db)).updateOne({ _id: meeting._id, people: { $exists: false } }, { $set: { cancelled } })).matchedCount ===
    1
  );
}

export function savedBy(lists: readonly MeetingList[]): readonly string[] {
  return [...new Set(lists.flatMap((list) => list.savedBy))];
}

export function listsOf({ db }: Pick<MoveDeps, 'db'>, { _id }: Pick<Meeting, '_id'>): Promise<readonly MeetingList[]> {
  return native(meetingLists(db)).find({ meeting: _id }).sort({ _id: 1 }).toArray();
}

async function listOf(
  { db, now }: MoveDeps,
  meeting: Meeting,
  by: string,
  { group, present, complete, key, alsoBy }: ListInput,
  known: MeetingList | null,
): Promise<MeetingList | undefined> {
  const rows = await rosterRows(db, group, meeting.startsAt);
  const found = await native(groups(db)).findOne({ _id: group });
  if (found === null || rows.length === 0) return undefined;
  const at = now();
  const entered = new Map(known?.present.map((row) => [row.code, row.at] as const));
  const ticked = new Set(present);
  const there = rows.filter(({ code }) => ticked.has(code)).map(({ code }) => ({ code, at: entered.get(code) ?? at }));
  return {
    _id: `${meeting._id}:${group}`,
    meeting: meeting._id,
    group,
    organisation: found.organisation,
    area: found.area,
    present: there,
    absent: complete ? rows.filter(({ code }) => !ticked.has(code)).map(({ code }) => code) : [],
    complete,
    savedBy: [...new Set([...(known?.savedBy ?? []), by, ...(alsoBy === undefined ? [] : [alsoBy])])],
    savedAt: at,
    saves: [...(known?.saves ?? []), key].slice(-savesKept),
    version: (known?.version ?? 0) + 1,
    ...(known?.confirmed === undefined ? {} : { confirmed: known.confirmed }),
  };
}
