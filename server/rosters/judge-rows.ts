import { setImmediate } from 'node:timers/promises';
import { fold } from '../../courses/search/fold';
import type { JudgedRow, Reason, Remark, RowStatus } from './judged-row';
import { foldGroup, type KnownEntry, type Stored } from './load-stored';
import type { ListedRow } from './rows/listed-row';

type Verdict = Pick<JudgedRow, 'status' | 'reason'> & Partial<Pick<JudgedRow, 'values' | 'entry'>>;

/** First lines of what may stand in a file once only, and the groups whose rows bring their codes along. */
type Seen = {
  readonly lines: Map<string, ListedRow>;
  readonly withCodes: ReadonlySet<string>;
};

const perStep = 2_000;
const longestName = 100;

/** What each row is against what is stored and against the rows above it. */
export async function judgeRows(rows: readonly ListedRow[], stored: Stored): Promise<readonly JudgedRow[]> {
  const seen: Seen = { lines: new Map(), withCodes: groupsBringingCodes(rows, stored) };
  const judged: JudgedRow[] = [];
  for (const [index, row] of rows.entries()) {
    judged.push(judge(row, stored, seen));
    if (index % perStep === perStep - 1) await setImmediate();
  }
  return judged;
}

function judge(row: ListedRow, stored: Stored, seen: Seen): JudgedRow {
  const placed = findGroup(row, stored);
  const fault = faultOf(row) ?? ('status' in placed ? placed : undefined);
  const group = 'id' in placed ? placed.id : undefined;
  const verdict = fault ?? repeatedIn(row, group ?? '', seen) ?? matched(row, group ?? '', stored) ?? unknownIn(group ?? '', stored, seen);
  return {
    row,
    remarks: remarksOf(row),
    values: {},
    ...verdict,
    ...(group === undefined ? {} : { group }),
  };
}

function faultOf({ name }: ListedRow): Verdict | undefined {
  if (name === '') return verdict('broken', 'noName');
  if (name.length > longestName) return verdict('broken', 'nameTooLong', { most: `${longestName}` });
  return /\d|^[^\p{L}]*$/u.test(name) ? verdict('broken', 'nameIsNoName') : undefined;
}

function findGroup({ group: written }: ListedRow, { group, groups }: Stored): { readonly id: string } | Verdict {
  const named = written === undefined ? undefined : groups.get(foldGroup(written));
  if (group !== undefined) {
    return named === undefined || named._id === group._id
      ? { id: group._id }
      : verdict('broken', 'otherGroup', { group: written ?? '', expected: group.name });
  }
  if (named !== undefined) return { id: named._id };
  if (written !== undefined) return verdict('broken', 'unknownGroup', { group: written.slice(0, 40) });
  const [only] = groups.values();
  return groups.size === 1 && only !== undefined ? { id: only._id } : verdict('broken', 'noGroup');
}

/** Two pupils of one name in a class are no rarity: without a day of birth a person has to look. */
function repeatedIn(row: ListedRow, group: string, { lines }: Seen): Verdict | undefined {
  const first = (key: string): ListedRow | undefined => {
    const known = lines.get(key);
    if (known === undefined) lines.set(key, row);
    return known;
  };
  const byRosterCode = row.rosterCode === undefined ? undefined : first(`roster:${row.rosterCode.toUpperCase()}`);
  if (byRosterCode !== undefined) return verdict('broken', 'repeatedRosterCode', lineOf(byRosterCode));
  const byCode = row.code === undefined ? undefined : first(`code:${row.code.toUpperCase()}`);
  if (byCode !== undefined) return verdict('broken', 'repeatedCode', lineOf(byCode));
  const person = `${group}:${fold(row.name)}`;
  const same = row.birth === undefined ? undefined : first(`born:${person}:${row.birth}`);
  if (same !== undefined && (row.code === undefined || same.code === undefined)) return verdict('broken', 'repeatedPerson', lineOf(same));
  const namesake = first(`name:${person}`);
  const tellable = namesake === undefined || (row.birth !== undefined && namesake.birth !== undefined) || bothCoded(row, namesake);
  return tellable || row.rosterCode !== undefined ? undefined : verdict('probable', 'sameNameAbove', lineOf(namesake));
}

function matched(row: ListedRow, group: string, stored: Stored): Verdict | undefined {
  if (row.rosterCode !== undefined) return byRosterCode(row.rosterCode, group, stored);
  const hashes = stored.hashesOf(row);
  const entriesOf = (hash: string | undefined) => (hash === undefined ? [] : (stored.entries.get(hash) ?? []));
  const [byCode] = entriesOf(hashes.code);
  if (byCode !== undefined) return found('matched', 'byOwnCode', byCode);
  const byPhone = entriesOf(hashes.phone);
  const byBoth = byPhone.find(({ match }) => hashes.name !== undefined && match?.includes(hashes.name));
  if (byBoth !== undefined) return found('matched', 'byPhoneAndName', byBoth);
  if (byPhone[0] !== undefined) return found('probable', 'samePhone', byPhone[0]);
  const [born] = entriesOf(hashes.birth);
  return born === undefined ? undefined : found('probable', 'sameNameAndBirth', born);
}

function byRosterCode(text: string, group: string, { codes, organisation }: Stored): Verdict {
  const code = codes.get(text);
  if (code === undefined || code.organisation !== organisation._id)
    return verdict('broken', 'unknownRosterCode', { code: text.slice(0, 12) });
  if (code.withdrawnAt !== undefined) return verdict('broken', 'withdrawnRosterCode', { code: text.slice(0, 12) });
  return { ...verdict('matched', code.group === group ? 'byRosterCode' : 'byRosterCodeOtherGroup'), entry: code._id };
}

function unknownIn(group: string, { groupsWithCodes }: Stored, { withCodes }: Seen): Verdict {
  const untold = groupsWithCodes.has(group) && !withCodes.has(group);
  return untold ? verdict('probable', 'groupHasCodes') : verdict('new', 'notYetListed');
}

/** Where the office keeps the list that went back to it, a row without a code is somebody who came since. */
function groupsBringingCodes(rows: readonly ListedRow[], { codes }: Stored): ReadonlySet<string> {
  return new Set(rows.flatMap(({ rosterCode }) => codes.get(rosterCode ?? '')?.group ?? []));
}

function remarksOf({ birthText, phoneText }: ListedRow): readonly Remark[] {
  return [...(birthText === undefined ? [] : (['birthUnread'] as const)), ...(phoneText === undefined ? [] : (['phoneUnread'] as const))];
}

function bothCoded(one: ListedRow, other: ListedRow): boolean {
  return one.code !== undefined && other.code !== undefined;
}

function lineOf({ line, sheet }: ListedRow): Readonly<Record<string, string>> {
  return { first: sheet === '' ? `${line}` : `${line} (${sheet})` };
}

function found(status: RowStatus, reason: Reason, entry: KnownEntry): Verdict {
  return { ...verdict(status, reason), entry: entry._id };
}

function verdict(status: RowStatus, reason: Reason, values: Readonly<Record<string, string>> = {}): Verdict {
  return { status, reason, values };
}
