import { DateTime } from 'luxon';
import { seal } from '../keys';
import { codeLines } from '../organisations/code-lines';
import { createCodes } from '../organisations/create-codes';
import { codeId } from '../organisations/lookup-codes';
import { zone } from '../reach/period';
import { native } from '../storage/collection';
import type { RosterBasis } from '../storage/collections/roster-bases';
import { type RosterEntry, rosterEntries } from '../storage/collections/roster-entries';
import { type RosterImport, rosterImports } from '../storage/collections/roster-imports';
import type { CodedRow } from './code-list';
import { type Confirmation, isListedAgain, rowKey } from './decisions';
import type { JudgedRow } from './judged-row';
import type { Stored } from './load-stored';
import { matchHashes } from './match-hashes';
import type { RosterDeps } from './roster-deps';

export type Entering = {
  readonly row: RosterImport;
  readonly judged: readonly JudgedRow[];
  readonly basis: RosterBasis | undefined;
  readonly stored: Stored;
  readonly confirmation: Confirmation;
};

const perBatch = 5_000;
const listingsKept = 12;

/** Codes and entries for those who are new, a listing for those who were there; rows in the order given. */
export async function enterRows(deps: RosterDeps, entering: Entering): Promise<readonly CodedRow[]> {
  const { row, judged, confirmation } = entering;
  const entered: CodedRow[] = [];
  for (let start = 0; start < judged.length; start += perBatch) {
    const batch = judged.slice(start, start + perBatch);
    const codes = await makeCodes(
      deps,
      batch.filter((one) => getsCode(one, confirmation)),
      confirmation,
    );
    const line = await linesOf(deps, { batch, codes, decisions: confirmation.decisions });
    entered.push(...batch.map((one) => ({ judged: one, code: codes.get(one), line: line(one) })));
    await writeEntries(deps, codes, entering);
    await listAgain(
      deps,
      batch.filter((one) => isListedAgain(one, confirmation.decisions)),
      row,
      confirmation.now,
    );
    const progress = { done: entered.length, total: judged.length };
    await native(rosterImports(deps.db)).updateOne({ _id: row._id, organisation: row.organisation }, { $set: { progress } });
  }
  return entered;
}

function getsCode({ status, row }: JudgedRow, { decisions }: Confirmation): boolean {
  return status === 'new' || (status === 'probable' && decisions.get(rowKey(row)) === 'new');
}

async function makeCodes(
  { db, keys }: RosterDeps,
  rows: readonly JudgedRow[],
  { codesExpire, now }: Confirmation,
): Promise<ReadonlyMap<JudgedRow, string>> {
  const byGroup = new Map<string, JudgedRow[]>();
  for (const row of rows) byGroup.set(row.group ?? '', [...(byGroup.get(row.group ?? '') ?? []), row]);
  const orders = [...byGroup].map(([group, { length }]) => ({ group, count: length, singleUse: true }));
  const made = await createCodes(db, keys, orders, { expires: codesExpire, now });
  return new Map(
    [...byGroup.values()].flatMap((inGroup, index) =>
      inGroup.flatMap((row, at) => {
        const code = made[index]?.[at];
        return code === undefined ? [] : [[row, code] as const];
      }),
    ),
  );
}

type Batch = Pick<Confirmation, 'decisions'> & {
  readonly batch: readonly JudgedRow[];
  readonly codes: ReadonlyMap<JudgedRow, string>;
};

/** The line each of these has on its group's list: with the code it got here, or with the one it has had. */
async function linesOf({ db, keys }: RosterDeps, { batch, codes, decisions }: Batch): Promise<(row: JudgedRow) => number | undefined> {
  const idOf = (row: JudgedRow) => codeId(keys, codes.get(row) ?? '') ?? (isListedAgain(row, decisions) ? row.entry : undefined);
  const lines = await codeLines(
    db,
    batch.flatMap((row) => idOf(row) ?? []),
  );
  return (row) => lines.get(idOf(row) ?? '');
}

async function writeEntries(
  { db, keys }: RosterDeps,
  codes: ReadonlyMap<JudgedRow, string>,
  { row, basis, confirmation }: Entering,
): Promise<void> {
  const { _id, area, organisation } = row;
  const entries = [...codes].flatMap(([judged, code]): readonly RosterEntry[] => {
    const id = codeId(keys, code);
    if (id === undefined || judged.group === undefined) return [];
    const kept = basis === undefined ? {} : keptOf({ keys }, judged, basis);
    return [{ _id: id, area, organisation, group: judged.group, import: _id, listings: [{ import: _id, at: confirmation.now }], ...kept }];
  });
  if (entries.length > 0) await native(rosterEntries(db)).insertMany([...entries], { ordered: false });
}

/** What the basis names, and hashes of nothing else. */
function keptOf({ keys }: Pick<RosterDeps, 'keys'>, { row }: JudgedRow, { _id, organisation, keeps, keepUntil }: RosterBasis) {
  const { name, birth, code, phone } = matchHashes(keys, organisation, row);
  const hashes = [...(keeps.includes('name') ? [name, birth, code] : []), ...(keeps.includes('phone') ? [phone] : [])];
  const person = {
    ...(keeps.includes('name') ? { name: row.name } : {}),
    ...(keeps.includes('phone') && row.phone !== undefined ? { phone: row.phone } : {}),
  };
  return {
    basis: _id,
    sealed: seal(keys.of('roster-person'), Buffer.from(JSON.stringify(person))),
    match: hashes.flatMap((hash) => hash ?? []),
    deleteAfter: DateTime.fromISO(keepUntil, { zone }).plus({ days: 1 }).toJSDate(),
  };
}

async function listAgain({ db }: RosterDeps, rows: readonly JudgedRow[], { _id }: RosterImport, now: Date): Promise<void> {
  const operations = rows.flatMap(({ entry }) =>
    entry === undefined
      ? []
      : [
          {
            updateOne: {
              filter: { _id: entry },
              update: { $push: { listings: { $each: [{ import: _id, at: now }], $slice: -listingsKept } } },
            },
          },
        ],
  );
  if (operations.length > 0) await native(rosterEntries(db)).bulkWrite(operations, { ordered: false });
}
