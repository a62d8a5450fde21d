import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { type Area, areaLevels, areas } from '../storage/collections/areas';
import { AreaCodes } from './area-codes';
import { day, defined, id, name, optionalDay, optionalId } from './columns';
import { fault, type Row, type RowError, readRows, repeated } from './csv-rows';
import { type ImportOptions, type ImportReport, writeRows } from './write-rows';

const columns = ['code', 'name', 'level', 'parent', 'valid_from', 'valid_to'] as const;

const row = z.object({
  code: id,
  name,
  level: z.enum(areaLevels, 'notALevel'),
  parent: optionalId,
  valid_from: day,
  valid_to: optionalDay,
});
type AreaRow = z.infer<typeof row>;

/**
 * Areas: `code, name, level, parent, valid_from, valid_to`. A parent stands in the same file or is known already, by its code in
 * the same days. A unit that has ended has a `valid_to`, so that its code may be another's today.
 */
export async function importAreas(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, row, columns);
  const collection = native(areas(db));
  const codes = new AreaCodes(await collection.find({}).toArray());
  const placed = rows.map(({ line, value }) => ({ line, value, unit: codes.add(areaOf(value)) }));

  const faults = placed.flatMap(({ line, value, unit }) => [...parentFaults(line, value, unit, codes), ...dayFaults(line, value)]);
  const documents = placed.map(({ value, unit }) => ({ ...unit, ...parentOf(value, unit, codes) }));
  const named = placed.map(({ line, unit }) => ({ line, value: unit }));
  return writeRows(collection, documents, [...errors, ...repeated(named, 'code', ({ _id }) => _id), ...faults], options);
}

function areaOf({ code, name, level, valid_from, valid_to }: AreaRow) {
  return { code, name, level, validFrom: valid_from, ...defined({ validTo: valid_to }) };
}

function parentOf({ parent }: AreaRow, unit: Area, codes: AreaCodes): Pick<Area, 'parent'> {
  return parent === undefined ? {} : { parent: codes.during(parent, unit)?._id ?? parent };
}

function parentFaults(line: number, { parent, code }: AreaRow, unit: Area, codes: AreaCodes): readonly RowError[] {
  if (parent === undefined || (parent !== code && codes.during(parent, unit) !== undefined)) return [];
  return [fault(line, 'parent', 'unknownArea', { value: parent })];
}

function dayFaults(line: number, { valid_from, valid_to }: AreaRow): readonly RowError[] {
  return valid_to !== undefined && valid_to <= valid_from ? [fault(line, 'valid_to', 'endsBeforeItBegins', { value: valid_to })] : [];
}

const successorRow = z.object({ old: id, new: id });

/** What became of units that have ended: `old, new`, official codes; a line for each part of what was divided. */
export async function importSuccessors(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, successorRow, ['old', 'new']);
  const collection = native(areas(db));
  const codes = new AreaCodes(await collection.find({}).toArray());
  const found = rows.map((one) => ({ ...one, ...codes.succession(one.value.old, one.value.new) }));

  const faults = found.flatMap(({ line, value, from, to }) => [
    ...(from === undefined ? [fault(line, 'old', 'unknownOldArea', { value: value.old })] : []),
    ...(from !== undefined && to === undefined ? [fault(line, 'new', 'unknownArea', { value: value.new })] : []),
  ]);
  const pairs = rows.map(({ line, value }): Row<string> => ({ line, value: `${value.old} → ${value.new}` }));
  const ways = new Map<string, Area & { readonly successors: string[] }>();
  for (const { from, to } of found) {
    if (from === undefined || to === undefined) continue;
    const known = ways.get(from._id) ?? { ...from, successors: [] };
    known.successors.push(to._id);
    ways.set(from._id, known);
  }
  return writeRows(collection, [...ways.values()], [...errors, ...repeated(pairs, 'new', (pair) => pair), ...faults], options);
}
