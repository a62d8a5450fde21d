import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { type Group, groups } from '../storage/collections/groups';
import { type Organisation, organisationKinds, organisations } from '../storage/collections/organisations';
import { defined, id, name, optionalNumber, population, populationList } from './columns';
import { fault, type Row, type RowError, readRows, repeated } from './csv-rows';
import { type ImportOptions, type ImportReport, writeRows } from './write-rows';

const organisationColumns = ['id', 'name', 'kind', 'area', 'populations'] as const;
const groupColumns = ['id', 'organisation', 'name', 'population'] as const;

/** A list of single establishments is a danger to those who work there. */
const fewestEstablishments = 5;

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
    };
  });

const groupRow = z
  .object({ id, organisation: id, name, population })
  .transform((fields) => ({ _id: fields.id, organisation: fields.organisation, name: fields.name, population: fields.population }));

/** Organisations: `id, name, kind, area, populations[, establishments]`; populations between semicolons. */
export async function importOrganisations(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, organisationRow, organisationColumns);
  const known = await idsOf(native(areas(db)).find({}, { projection: { _id: 1 } }));
  const faults = rows.flatMap(({ line, value }) => organisationFaults(line, value, known));
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
  const all = [...errors, ...repeated(rows, 'id', ({ _id }) => _id), ...rows.flatMap((one) => groupFaults(one, known))];
  return writeRows(
    native(groups(db)),
    rows.map(({ value }): Group => ({ ...value, area: known.get(value.organisation)?.area ?? '' })),
    all,
    options,
  );
}

function organisationFaults(line: number, organisation: Organisation, known: ReadonlySet<string>): readonly RowError[] {
  const { area, kind, populations, establishments = 0 } = organisation;
  const apart = populations.includes('service-worker');
  return [
    ...(known.has(area) ? [] : [fault(line, 'area', 'unknownArea', { value: area })]),
    ...(apart === (kind === 'establishment-group') && (!apart || populations.length === 1)
      ? []
      : [fault(line, 'populations', 'serviceWorkersApart')]),
    ...(apart && establishments < fewestEstablishments
      ? [fault(line, 'establishments', 'tooFewEstablishments', { value: `${establishments}` })]
      : []),
  ];
}

function groupFaults({ line, value }: Row<Omit<Group, 'area'>>, known: ReadonlyMap<string, Organisation>): readonly RowError[] {
  const organisation = known.get(value.organisation);
  if (organisation === undefined) return [fault(line, 'organisation', 'unknownOrganisation', { value: value.organisation })];
  if (value.population === 'service-worker') return [fault(line, 'population', 'serviceWorkersApart')];
  return organisation.populations.includes(value.population)
    ? []
    : [fault(line, 'population', 'notInOrganisation', { value: value.population })];
}

async function idsOf(rows: AsyncIterable<{ readonly _id: string }>): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { _id } of rows) ids.add(_id);
  return ids;
}
