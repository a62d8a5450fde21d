import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { rosterRows } from '../meetings/roster-rows';
import { codeId } from '../organisations/lookup-codes';
import { readRosterFile } from '../rosters/reading/read-roster-file';
import { type Group, groupsWithin } from '../storage/collections/groups';
import type { Bounds } from '../storage/within';

/** Classes whose children may be under 16. */
export const withSlips = { population: { $in: ['upper-secondary' as const, 'vocational' as const] } };

/** One line of a class: its number, the end of its code, and the code itself where the office's own file has it. */
export type PrintedLine = { readonly number: number; readonly tail: string; readonly code?: string };
export type PrintedClass = Pick<Group, '_id' | 'name'> & { readonly lines: readonly PrintedLine[] };

/** The open classes of an organisation that somebody may print for. */
export function classesToPrint(db: Connection, bounds: Bounds, organisation: string): Promise<readonly Group[]> {
  const open = { organisation, closedOn: { $exists: false }, ...withSlips };
  return groupsWithin(db, bounds).find(open, { sort: { folded: 1, _id: 1 }, limit: 500 });
}

export type Printing = { readonly db: Connection; readonly keys: Keys; readonly now: Date };

/**
 * The lines of these classes as their sheets number them. With a file only those that stand in it, by their whole codes: everything
 * else of it is forgotten. `undefined`: the file cannot be read.
 */
export async function linesToPrint(
  { db, keys, now }: Printing,
  classes: readonly Group[],
  file?: Buffer,
): Promise<readonly PrintedClass[] | undefined> {
  const codes = file === undefined ? undefined : await codesIn(keys, file);
  if (file !== undefined && codes === undefined) return undefined;
  const printed: PrintedClass[] = [];
  for (const { _id, name } of classes) {
    const rows = await rosterRows(db, _id, now);
    const lines = rows.flatMap(({ code: id, number, tail }): readonly PrintedLine[] => {
      if (codes === undefined) return [{ number, tail }];
      const code = codes.get(id);
      return code === undefined ? [] : [{ number, tail, code }];
    });
    if (lines.length > 0) printed.push({ _id, name, lines });
  }
  return printed;
}

async function codesIn(keys: Keys, bytes: Buffer): Promise<ReadonlyMap<string, string> | undefined> {
  const read = await readRosterFile(bytes);
  if ('refused' in read) return undefined;
  const texts = read.file.sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(String)));
  return new Map(texts.flatMap((text) => [codeId(keys, text)].flatMap((id) => (id === undefined ? [] : [[id, text] as const]))));
}
