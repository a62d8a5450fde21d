import type { Connection } from 'mongoose';
import { z } from 'zod';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import { type DenominatorRow, denominators } from '../storage/collections/denominators';
import { type Organisation, organisations } from '../storage/collections/organisations';
import { day, id, name, population, wholeNumber } from './columns';
import { fault, type RowError, type Rows, readRows, repeated } from './csv-rows';
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
  const registered = await registerFaults(db, rows);
  const all = [...errors, ...repeated(rows, 'node', ({ _id }) => _id), ...faults, ...registered];
  return writeRows(
    native(denominators(db)),
    rows.map(({ value }) => placed(value, known)),
    all,
    options,
  );
}

/** What two people have decided in the console is not changed behind them by a file. */
async function registerFaults(db: Connection, rows: Rows<DenominatorRow>['rows']): Promise<readonly RowError[]> {
  const decided = await native(denominators(db))
    .find({ proposal: { $exists: true } }, { projection: { kind: 1, node: 1, population: 1, asOf: 1 } })
    .toArray();
  const taken = new Set(decided.map(({ kind, node, population, asOf }) => `${kind}:${node}:${population}:${asOf}`));
  return rows.flatMap(({ line, value }) => (taken.has(value._id) ? [fault(line, 'as_of', 'inRegister', { value: value.node })] : []));
}

/** Who may see a row is who sees its place. */
function placed(row: DenominatorRow, { organisations: listed }: Known): DenominatorRow {
  if (row.kind === 'area') return { ...row, area: row.node };
  const area = listed.get(row.node)?.area;
  return { ...row, ...(area === undefined ? {} : { area }), organisation: row.node };
}

type Known = { readonly areas: ReadonlySet<string>; readonly organisations: ReadonlyMap<string, Organisation> };

function nodeFaults(line: number, { kind, node, population }: DenominatorRow, known: Known): readonly RowError[] {
  if (kind === 'area') return known.areas.has(node) ? [] : [fault(line, 'node', 'unknownArea', { value: node })];
  const organisation = known.organisations.get(node);
  if (organisation === undefined) return [fault(line, 'node', 'unknownOrganisation', { value: node })];
  return organisation.populations.includes(population) ? [] : [fault(line, 'population', 'notInOrganisation', { value: population })];
}
