import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { type DenominatorRow, denominators } from '../storage/collections/denominators';
import { type Organisation, organisations } from '../storage/collections/organisations';
import { day, id, name, population, wholeNumber } from './columns';
import { fault, type RowError, readRows, repeated } from './csv-rows';
import { type ImportOptions, type ImportReport, writeRows } from './write-rows';

const columns = ['kind', 'node', 'population', 'people', 'as_of', 'issuer', 'document', 'method', 'approver'] as const;

const row = z
  .object({
    kind: z.enum(['organisation', 'area'], 'notANode'),
    node: id,
    population,
    people: wholeNumber,
    as_of: day,
    issuer: name,
    document: name,
    method: name,
    approver: name,
  })
  .transform(
    ({ as_of, ...fields }): DenominatorRow => ({
      _id: `${fields.kind}:${fields.node}:${fields.population}:${as_of}`,
      ...fields,
      asOf: as_of,
    }),
  );

/** Denominators: `kind, node, population, people, as_of, issuer, document, method, approver`. */
export async function importDenominators(db: Connection, text: string, options: ImportOptions = {}): Promise<ImportReport> {
  const { rows, errors } = readRows(text, row, columns);
  const [areaList, organisationList] = await Promise.all([
    native(areas(db)).find({}).toArray(),
    native(organisations(db)).find({}).toArray(),
  ]);
  const known = { areas: new Set(areaList.map(({ _id }) => _id)), organisations: new Map(organisationList.map((one) => [one._id, one])) };
  const faults = rows.flatMap(({ line, value }) => nodeFaults(line, value, known));
  const all = [...errors, ...repeated(rows, 'node', ({ _id }) => _id), ...faults];
  return writeRows(
    native(denominators(db)),
    rows.map(({ value }) => value),
    all,
    options,
  );
}

type Known = { readonly areas: ReadonlySet<string>; readonly organisations: ReadonlyMap<string, Organisation> };

function nodeFaults(line: number, { kind, node, population }: DenominatorRow, known: Known): readonly RowError[] {
  if (kind === 'area') return known.areas.has(node) ? [] : [fault(line, 'node', 'unknownArea', { value: node })];
  const organisation = known.organisations.get(node);
  if (organisation === undefined) return [fault(line, 'node', 'unknownOrganisation', { value: node })];
  return organisation.populations.includes(population) ? [] : [fault(line, 'population', 'notInOrganisation', { value: population })];
}
