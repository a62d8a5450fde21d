import { DateTime } from 'luxon';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { Keys } from '../keys';
import { zone } from '../reach/period';
import { native } from '../storage/collection';
import { groups } from '../storage/collections/groups';
import { organisations } from '../storage/collections/organisations';
import { day, id, wholeNumber } from './columns';
import { createRosterCodes } from './create-codes';
import { fault, readRows, repeated } from './csv-rows';
import type { ImportOptions, ImportReport } from './write-rows';

const columns = ['group', 'count', 'expires'] as const;
const row = z.object({ group: id, count: wholeNumber.refine((count) => count >= 1 && count <= 100_000, 'notACount'), expires: day });

export type RosterReport = ImportReport & { readonly codes: readonly { readonly group: string; readonly code: string }[] };

/** Rosters: `group, count, expires`: how many single-use codes each group needs. Every call makes new ones; they are printed once. */
export async function importRosterCodes(
  db: Connection,
  keys: Keys,
  text: string,
  options: ImportOptions & { readonly now: Date },
): Promise<RosterReport> {
  const { dryRun = false, now } = options;
  const { rows, errors } = readRows(text, row, columns);
  const known = await knownPlaces(db);
  const unknown = rows
    .filter(({ value }) => !known.has(value.group))
    .map(({ line, value }) => fault(line, 'group', 'unknownGroup', { value: value.group }));
  const all = [...errors, ...repeated(rows, 'group', ({ group }) => group), ...unknown];
  const added = rows.reduce((total, { value }) => total + value.count, 0);
  const report = { dryRun, rows: rows.length, added, changed: 0, unchanged: 0, errors: all };
  if (dryRun || all.length > 0) return { ...report, codes: [] };

  const codes: { group: string; code: string }[] = [];
  for (const { value } of rows) {
    const made = await createRosterCodes(db, keys, { group: value.group, count: value.count, expires: endOf(value.expires), now });
    codes.push(...(made ?? []).map((code) => ({ group: value.group, code })));
  }
  return { ...report, codes };
}

async function knownPlaces(db: Connection): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for await (const { _id } of native(groups(db)).find({}, { projection: { _id: 1 } })) known.add(_id);
  for await (const { _id } of native(organisations(db)).find({ kind: 'establishment-group' }, { projection: { _id: 1 } })) known.add(_id);
  return known;
}

/** A code may be used on its last day. */
function endOf(lastDay: string): Date {
  return DateTime.fromISO(lastDay, { zone }).plus({ days: 1 }).toJSDate();
}
