import type { Connection } from 'mongoose';
import type { Population } from '../../courses/model';
import { fold } from '../../courses/search/fold';
import { fault, type RowError } from '../organisations/csv-rows';
import type { PlaceWords } from '../organisations/staged/place-words';
import { type Headings, readTable, type TableRow } from '../organisations/staged/read-table';
import { latestRows } from '../reach/denominators';
import type { Day } from '../reach/period';
import type { Refusal } from '../rosters/reading/roster-file';
import { native } from '../storage/collection';
import { areas } from '../storage/collections/areas';
import type { ListRow } from '../storage/collections/denominator-lists';
import { denominatorsWithin } from '../storage/collections/denominators';
import { organisationsWithin } from '../storage/collections/organisations';
import { type Bounds, coversArea } from '../storage/within';
import { listed } from './enter-denominators';
import { type Entry, entry, isToCome } from './entry';
import type { DenominatorNode } from './find-node';
import { writtenDay } from './written-day';

export type ListColumn = 'node' | 'name' | 'population' | 'people' | 'asOf' | 'issuer' | 'document' | 'method';

/** The first of each is what our own template writes over the column. */
const headings: Headings<ListColumn> = {
  node: ['ma', 'ma don vi', 'ma dia ban', 'ma truong', 'node', 'id', 'code'],
  name: ['ten', 'ten don vi', 'don vi', 'ten truong', 'truong', 'dia ban', 'noi', 'name', 'place'],
  population: ['doi tuong', 'nhom doi tuong', 'population'],
  people: ['so nguoi', 'tong so', 'so hoc sinh', 'so luong', 'people', 'total'],
  asOf: ['ngay so lieu', 'ngay', 'tinh den ngay', 'thoi diem', 'as_of', 'as of', 'date'],
  issuer: ['co quan', 'co quan ban hanh', 'issuer'],
  document: ['van ban', 'so van ban', 'so ky hieu', 'document'],
  method: ['cach tinh', 'cach lap', 'phuong phap', 'method'],
};

/** What stands for the whole list, where a row does not say otherwise. */
export type ListDefaults = Partial<Pick<Entry, 'asOf' | 'issuer' | 'document' | 'method'>>;
export type ReadList = { readonly rows: readonly ListRow[] } | { readonly refused: Refusal } | { readonly missing: readonly ListColumn[] };

const mostRows = 5_000; // a province's schools, enterprises and communes several times over; they are kept in one document

type Deps = { readonly db: Connection; readonly bounds: Bounds; readonly today: Day; readonly words: PlaceWords };

/** An office's list of figures, row by row against what is known; nothing is entered by reading. */
export async function readList(deps: Deps, bytes: Buffer, defaults: ListDefaults): Promise<ReadList> {
  const table = await readTable<ListColumn>(bytes, headings, ['people']);
  if (!('rows' in table)) return table;
  if (table.rows.length > mostRows) return { refused: { reason: 'tooManyRows', values: { most: `${mostRows}` } } };
  const [nodes, approved] = await Promise.all([
    nodesByText(deps.db, deps.bounds),
    denominatorsWithin(deps.db, deps.bounds).find({}, { sort: { _id: 1 } }),
  ]);
  const latest = latestRows(approved, deps.today);
  const seen = new Map<string, number>();
  const rows = table.rows.map((row): ListRow => {
    const judged = judge(row, { ...deps, nodes, defaults });
    if ('faults' in judged) return { line: row.line, status: 'wrong', place: row.fields.name ?? row.fields.node ?? '', ...judged };
    const { kind, node, name, population, asOf, people } = judged;
    const key = `${kind}:${node}:${population}`;
    const first = seen.get(`${key}:${asOf}`);
    seen.set(`${key}:${asOf}`, row.line);
    if (first !== undefined)
      return {
        line: row.line,
        status: 'wrong',
        place: name,
        faults: [fault(row.line, '', 'repeated', { value: name, first: `${first}` })],
      };
    const before = latest.get(key);
    if (before === undefined) return { line: row.line, status: 'new', entry: judged };
    const status = before.people === people && before.asOf === asOf ? 'same' : 'changed';
    return { line: row.line, status, entry: judged, before: before.people };
  });
  return { rows };
}

type Known = Pick<Deps, 'today' | 'words'> & { readonly nodes: NodesByText; readonly defaults: ListDefaults };

function judge({ line, fields }: TableRow<ListColumn>, { nodes, words, today, defaults }: Known) {
  const place = nodes(fields.node ?? '') ?? nodes(fields.name ?? '');
  const population = populationOf(fields.population, place, words);
  const typed = entry.safeParse({ ...defaults, ...fields, asOf: writtenDay(fields.asOf) ?? defaults.asOf, population });
  const placeFaults = place === undefined ? [fault(line, 'name', 'unknownPlace', { value: fields.name ?? fields.node ?? '' })] : [];
  if (!typed.success) {
    const issues = typed.error.issues.filter(({ path }) => place !== undefined || path[0] !== 'population'); // the place would have said it
    return { faults: [...placeFaults, ...issues.map(({ path, message }) => typedFault(line, String(path[0]), message, fields))] };
  }
  if (place === undefined) return { faults: placeFaults };
  if (isToCome(typed.data, today)) return { faults: [fault(line, 'asOf', 'toCome', { value: typed.data.asOf })] };
  if (place.populations?.includes(typed.data.population) === false)
    return { faults: [fault(line, 'population', 'notInOrganisation', { value: fields.population ?? '' })] };
  return listed(place, typed.data);
}

function typedFault(line: number, column: string, message: string, fields: Readonly<Record<string, string | undefined>>): RowError {
  return fault(line, column, message, { value: (fields[column] ?? '').slice(0, 40) });
}

/** An organisation with one population need not name it. */
function populationOf(text: string | undefined, place: DenominatorNode | undefined, words: PlaceWords): Population | undefined {
  if (text !== undefined) return words.population(text);
  return place?.populations?.length === 1 ? place.populations[0] : undefined;
}

type NodesByText = (text: string) => DenominatorNode | undefined;

/** By code and by name; a name that several places have leads to none. */
async function nodesByText(db: Connection, bounds: Bounds): Promise<NodesByText> {
  const [organisations, map] = await Promise.all([
    organisationsWithin(db, bounds).find({ closedOn: { $exists: false } }),
    native(areas(db))
      .find({ validTo: { $exists: false } }, { projection: { name: 1 } })
      .toArray(),
  ]);
  const nodes = [
    ...organisations.map(({ _id, name, area, populations }): DenominatorNode => {
      return { kind: 'organisation', node: _id, name, area, organisation: _id, populations };
    }),
    ...map
      .filter(({ _id }) => coversArea(bounds, _id))
      .map(({ _id, name }): DenominatorNode => ({ kind: 'area', node: _id, name, area: _id })),
  ];
  const found = new Map<string, DenominatorNode | undefined>();
  for (const node of nodes) found.set(fold(node.name), found.has(fold(node.name)) ? undefined : node);
  for (const node of nodes) found.set(fold(node.node), node);
  return (text) => (text === '' ? undefined : found.get(fold(text)));
}
