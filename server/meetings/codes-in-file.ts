import type { Keys } from '../keys';
import { codeId } from '../organisations/lookup-codes';
import { readRosterFile } from '../rosters/reading/read-roster-file';
import type { RosterRow } from './roster-rows';

/** The codes of a class that stand anywhere in an office's file; every other cell is forgotten. `undefined`: it cannot be read. */
export async function codesInFile(keys: Keys, bytes: Buffer, rows: readonly RosterRow[]): Promise<readonly string[] | undefined> {
  const read = await readRosterFile(bytes);
  if ('refused' in read) return undefined;
  const cells = read.file.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => [...row.cells]));
  const found = new Set(cells.flatMap((cell) => codeId(keys, String(cell)) ?? []));
  return rows.filter(({ code }) => found.has(code)).map(({ code }) => code);
}
