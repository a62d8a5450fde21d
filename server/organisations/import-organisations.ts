import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { type Group, groups } from '../storage/collections/groups';
import { type Organisation, organisationKinds, organisations } from '../storage/collections/organisations';
import { defined, id, name, optionalNumber, population, populationList } from './columns';
import { readRows, repeated } from './csv-rows';
import { groupFaults, organisationFaults } from './place-rules';
import { searchable } from './searchable';
import { type ImportOptions, type ImportReport, writeRows } from './write-rows';

const organisationColumns = ['id', 'name', 'kind', 'area', 'populations'] as const;
const groupColumns = ['id', 'organisation', 'name', 'population'] as const;

const organisationRow = z
  .object({ id, name, kind: z.enum(organisationKinds, 'notAKind'), area: id, populations: populationList, establishments: optionalNumber })
  .transform((fields): Organisation => {
    const { establishments } = fields;
    return {
      _id: fields.id,
      name: fields.name,
      kind: fields.kind,
      area: fields.area,
      populations: fields.populations,
      ...defined({ establishments }),
      ...searchable(fields.name),
    };
  });

const groupRow = z
  .object({ id, organisation: id, name, population })
  .transform(({ id, organisation, name, population }) => ({ _id: id, organisation, name, population, folded: searchable(name).folded }));

/** Organisations: `id, name, kind, area, populations[, establishments]`; populations between semicolons. */
export async function importOrganisations(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, organisationRow, organisationColumns);
  const known = await idsOf(native(areas(db)).find({}, { projection: { _id: 1 } }));
  const faults = rows.flatMap(({ line, value }) => organisationFaults(line, value, (code) => known.has(code)));
  const all = [...errors, ...repeated(rows, 'id', ({ _id }) => _id), ...faults];
  return writeRows(
    native(organisations(db)),
    rows.map(({ value }) => value),
    all,
    options,
  );
}

/** Groups: `id, organisation, name, population`. */
export async function importGroups(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, groupRow, groupColumns);
  const known = new Map<string, Organisation>();
  for await (const organisation of native(organisations(db)).find({})) known.set(organisation._id, organisation);
  const faults = rows.flatMap(({ line, value }) => groupFaults(line, value, known.get(value.organisation)));
  const all = [...errors, ...repeated(rows, 'id', ({ _id }) => _id), ...faults];
  return writeRows(
    native(groups(db)),
    rows.map(({ value }): Group => ({ ...value, area: known.get(value.organisation)?.area ?? '' })),
    all,
    options,
  );
}

async function idsOf(rows: AsyncIterable<{ readonly _id: string }>): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { _id } of rows) ids.add(_id);
  return ids;
}
