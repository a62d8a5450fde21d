import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { type Area, areas } from '../storage/collections/areas';
import { day, defined, id, name, optionalDay, optionalId } from './columns';
import { fault, type Row, type RowError, readRows, repeated } from './csv-rows';
import { type ImportOptions, type ImportReport, writeRows } from './write-rows';

const columns = ['code', 'name', 'level', 'parent', 'valid_from', 'valid_to'] as const;

const row = z
  .object({
    code: id,
    name,
    level: z.enum(['country', 'province', 'commune'], 'notALevel'),
    parent: optionalId,
    valid_from: day,
    valid_to: optionalDay,
  })
  .transform((fields): Area => {
    const optional = defined({ parent: fields.parent, validTo: fields.valid_to });
    return { _id: fields.code, name: fields.name, level: fields.level, validFrom: fields.valid_from, ...optional };
  });

/** Areas: `code, name, level, parent, valid_from, valid_to`. A parent stands in the same file or is known already. */
export async function importAreas(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, row, columns);
  const collection = native(areas(db));
  const known = new Set((await collection.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id));
  for (const { value } of rows) known.add(value._id);

  const all = [...errors, ...repeated(rows, 'code', ({ _id }) => _id), ...unknownParents(rows, known)];
  return writeRows(
    collection,
    rows.map(({ value }) => value),
    all,
    options,
  );
}

function unknownParents(rows: readonly Row<Area>[], known: ReadonlySet<string>): readonly RowError[] {
  return rows.flatMap(({ line, value: { parent, _id } }) => {
    if (parent === undefined || (known.has(parent) && parent !== _id)) return [];
    return [fault(line, 'parent', 'unknownArea', { value: parent })];
  });
}
