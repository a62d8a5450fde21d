import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import type { MoveDeps } from '../people/move-evidence';
import { getOrCreatePeople } from '../people/person';
import { spreadClaim } from '../people/spread-claims';
import { type AreaTree, loadAreaTree } from '../reach/area-tree';
import { type Headcount, headcountRow } from '../reach/headcount-rows';
import type { Evidence } from '../reach/model';
import { addMonths, dayOf, monthOf } from '../reach/period';
import { native } from '../storage/collection';
import type { StoredEvidence } from '../storage/collections/evidence';
import { joinCodes } from '../storage/collections/join-codes';
import { type Meeting, meetings } from '../storage/collections/meetings';
import { type Attendance, attendanceOf, namedPeople, type TickedRow } from './attendance';
import { attendanceRow, type Owner, regarded, takenBack } from './attendance-rows';
import { isHeldLate, isHeldWhole, isLate, newQueries } from './meeting-rules';
import { shareCounts } from './share-headcount';

const waiting = new Map<string, Promise<void>>();

/**
 * Brings the ledger to what is known of a meeting: rows of those who were there and may be counted, corrections of those who were not,
 * headcounts less the named, queries where something does not look right. May be run at any time and any number of times.
 */
export function settleMeeting(deps: MoveDeps, id: string): Promise<void> {
  const before = waiting.get(id) ?? Promise.resolve();
  const next = before.then(
    () => settle(deps, id),
    () => settle(deps, id),
  );
  waiting.set(id, next);
  const forget = () => {
    if (waiting.get(id) === next) waiting.delete(id);
  };
  next.then(forget, forget);
  return next;
}

async function settle(deps: MoveDeps, id: string): Promise<void> {
  const { db, keys, ledger } = deps;
  const meeting = await native(meetings(db)).findOne({ _id: id });
  if (meeting === null) return;

  const attendance = await attendanceOf(db, keys, meeting);
  const queried = await raiseQueries(deps, meeting, attendance);
  await ledger.append(await peopleRows(deps, queried, attendance));
  await moveClaimed(deps, attendance.ticked);

  const settled = await attendanceOf(db, keys, queried);
  await ledger.append(await headcountRows(db, keys, queried, settled));
}

async function raiseQueries({ db, now }: MoveDeps, meeting: Meeting, attendance: Attendance): Promise<Meeting> {
  const enteredLate = lateRows(meeting, attendance).reduce<Date | undefined>(
    (newest, at) => (newest && newest > at ? newest : at),
    undefined,
  );
  const seen = { named: namedPeople(attendance).size, enteredLate, others: await around(db, meeting) };
  const raised = newQueries(meeting, seen, now());
  if (raised.length === 0) return meeting;
  await native(meetings(db)).updateOne({ _id: meeting._id }, { $push: { queries: { $each: [...raised] } } });
  return { ...meeting, queries: [...meeting.queries, ...raised] };
}

function lateRows(meeting: Meeting, { ticked }: Attendance): readonly Date[] {
  return ticked.flatMap(({ enteredAt }) => (isLate(meeting, enteredAt) && isHeldLate(meeting, enteredAt) ? [enteredAt] : []));
}

/** Meetings of the same organisations in the month before and after. */
async function around(db: Connection, { _id, organisations, startsAt }: Meeting): Promise<readonly Pick<Meeting, 'startsAt' | 'shares'>[]> {
  const month = `${monthOf(dayOf(startsAt))}-01`;
  const [first, last] = [addMonths(month, -1), addMonths(month, 2)].map((day) => new Date(`${day}T00:00:00+07:00`));
  if (first === undefined || last === undefined) return [];
  return native(meetings(db))
    .find({ _id: { $ne: _id }, organisations: { $in: [...organisations] }, startsAt: { $gte: first, $lt: last } })
    .project<Pick<Meeting, 'startsAt' | 'shares'>>({ startsAt: 1, shares: 1 })
    .toArray();
}

async function peopleRows({ db, keys, now }: MoveDeps, meeting: Meeting, attendance: Attendance): Promise<readonly Evidence[]> {
  const { ticked, counting } = attendance;
  const wanted = ticked.filter(({ mayCount, confirmedBy }) => mayCount && confirmedBy !== undefined);
  const owners = await getOrCreatePeople(db, keys, [...wanted.map(({ person }) => person), ...counting.map(({ person }) => person)], now());
  const byPerson = new Map(counting.filter((row) => row.class === 'E2').map((row) => [row.person, row]));
  const whole = isHeldWhole(meeting);
  const kept = new Set<string>();

  const rows = wanted.flatMap((row): readonly Evidence[] => {
    const held = whole || isHeldLate(meeting, row.enteredAt);
    const known = row.names.flatMap((name) => byPerson.get(name) ?? []).at(-1);
    if (known !== undefined) kept.add(known._id);
    return known === undefined ? added(keys, meeting, attendance, row, owners.get(row.person), held) : changed(keys, known, owners, held);
  });
  const gone = counting.filter((row) => row.class === 'E2' && !kept.has(row._id));
  const checkIns = counting.filter((row) => row.class === 'E3').flatMap((row) => changed(keys, row, owners, whole));
  return [...rows, ...checkIns, ...gone.flatMap((row) => withOwner(owners, row, (owner) => takenBack(keys, row, owner, now())))];
}

function added(
  keys: Keys,
  meeting: Meeting,
  { ledger }: Attendance,
  { code, group, share, names, confirmedBy: attestedBy }: TickedRow,
  owner: Owner | undefined,
  held: boolean,
): readonly Evidence[] {
  if (owner === undefined || attestedBy === undefined) return []; // erased
  const again = ledger.flatMap(({ person, replaces }) => (replaces !== undefined && names.includes(person) ? [replaces] : [])).sort();
  return [attendanceRow(keys, { meeting, share, group, code, owner, held, attestedBy, again })];
}

function changed(keys: Keys, row: StoredEvidence, owners: ReadonlyMap<string, Owner>, held: boolean): readonly Evidence[] {
  return (row.held === true) === held ? [] : withOwner(owners, row, (owner) => regarded(keys, row, owner, held));
}

function withOwner(owners: ReadonlyMap<string, Owner>, { person }: StoredEvidence, make: (owner: Owner) => Evidence): readonly Evidence[] {
  const owner = owners.get(person);
  return owner === undefined ? [] : [make(owner)];
}

/** Who claimed a code while its row was written has it as well: whichever came first, the other sees to it. */
async function moveClaimed(deps: MoveDeps, ticked: readonly TickedRow[]): Promise<void> {
  const unclaimed = ticked.filter(({ claimed, mayCount }) => !claimed && mayCount).map(({ code }) => code);
  if (unclaimed.length === 0) return;
  const claimed = await native(joinCodes(deps.db))
    .find({ _id: { $in: unclaimed }, claimedBy: { $exists: true } })
    .toArray();
  for (const { _id, claimedBy } of claimed) {
    if (claimedBy !== undefined) await spreadClaim(deps, { code: _id, person: claimedBy, at: deps.now() });
  }
}

async function headcountRows(db: Connection, keys: Keys, meeting: Meeting, attendance: Attendance): Promise<readonly Evidence[]> {
  const { counting, headcounts } = attendance;
  const counts = shareCounts(meeting, counting);
  const [first] = meeting.shares;
  if (first === undefined) return [];
  const wanted = counts.map(({ share, count, named }): Headcount => {
    const where = share === undefined ? { area: '' } : { area: share.area, organisation: share.organisation };
    const { _id, minutes, parts, startsAt: at, counted } = meeting;
    const said = { population: (share ?? first).population, minutes, parts, at, meeting: _id, count, named };
    return { ...where, ...said, ...(counted === undefined ? {} : { attestedBy: counted.by }) };
  });
  const area = wanted.some((one) => one.organisation === undefined) ? commonArea(await loadAreaTree(db), meeting) : '';
  return replaceHeadcounts(
    keys,
    headcounts,
    wanted.map((one) => (one.organisation === undefined ? { ...one, area } : one)),
  );
}

/** One row for each share: what is there stays if it says the same, else another stands in its place. */
function replaceHeadcounts(keys: Keys, there: readonly StoredEvidence[], wanted: readonly Headcount[]): readonly Evidence[] {
  const free = new Set(there);
  const missing = wanted.filter((one) => {
    const same = [...free].find((row) => saysSame(row, one));
    if (same !== undefined) free.delete(same);
    return same === undefined;
  });
  const rows = missing.map((one) => {
    const old = [...free].find((row) => row.organisation === one.organisation && row.population === one.population) ?? [...free][0];
    if (old !== undefined) free.delete(old);
    return headcountRow(keys, one, old?._id);
  });
  const over = [...free].map(({ population, area, organisation, parts, at, meeting = '', minutes = 0, _id }) => {
    const where = { population, area, ...(organisation === undefined ? {} : { organisation }) };
    return headcountRow(keys, { ...where, parts, at, meeting, minutes, count: 0, named: 0 }, _id);
  });
  return [...rows, ...over];
}

function saysSame(row: StoredEvidence, one: Headcount): boolean {
  const place = row.organisation === one.organisation && row.population === one.population && row.area === one.area;
  return place && row.count === one.count && row.named === one.named;
}

/** The smallest area that all of them lie in. */
function commonArea(tree: AreaTree, { shares, area }: Meeting): string {
  const chains = shares.map((share) => tree.chain(share.area));
  return tree.chain(area).find((code) => chains.every((chain) => chain.includes(code))) ?? area;
}
