import type { Population } from '../../../courses/model';
import { type Group, groupsWithin } from '../../storage/collections/groups';
import { type Organisation, organisationsWithin } from '../../storage/collections/organisations';
import type { PlaceRow } from '../../storage/collections/place-imports';
import { fault } from '../csv-rows';
import type { PlaceDeps } from '../edit-places';
import { placeId } from '../place-id';
import { groupFaults } from '../place-rules';
import { schoolYear } from '../school-year';
import { searchable } from '../searchable';
import { type Judged, judge } from './judge';
import { textFaults } from './organisation-table';
import type { PlaceWords } from './place-words';
import type { Headings, TableRow } from './read-table';

export type GroupColumn = 'id' | 'organisation' | 'name' | 'population' | 'term';

export const groupHeadings: Headings<GroupColumn> = {
  id: ['id', 'ma', 'ma nhom', 'ma lop', 'ma to', 'code'],
  organisation: ['organisation', 'don vi', 'ma don vi', 'truong', 'ma truong', 'to chuc', 'doanh nghiep'],
  name: ['name', 'ten', 'ten nhom', 'nhom', 'ten lop', 'lop', 'to', 'ca', 'phan xuong', 'group', 'class'],
  population: ['population', 'nhom doi tuong', 'doi tuong'],
  term: ['term', 'nam hoc', 'ky', 'school year'],
};
export const neededOfGroups = ['name'] as const satisfies readonly GroupColumn[];

/** What each line of an office's list of groups would do; `own` is the organisation of lines that name none. */
export async function judgeGroups(
  { db, bounds }: PlaceDeps,
  words: PlaceWords,
  rows: readonly TableRow<GroupColumn>[],
  own?: string,
): Promise<readonly PlaceRow[]> {
  const organisations = await organisationsWithin(db, bounds).find({});
  const find = finderOf(organisations, own);
  const owners = new Set(rows.flatMap(({ fields }) => find(fields.organisation)?._id ?? []));
  const groups = await groupsOf({ db, bounds }, [...owners]);
  const byName = new Map(groups.map((one) => [keyOf(one.organisation, one.folded ?? '', one.term?.name), one]));
  const judged = rows.map((row) => judgeRow(row, find(row.fields.organisation), { words, named: (key) => byName.get(key) }));
  return judge(judged, new Map(groups.map((one) => [one._id, one])));
}

type Known = { readonly words: PlaceWords; readonly named: (key: string) => Group | undefined };

function judgeRow({ line, fields }: TableRow<GroupColumn>, organisation: Organisation | undefined, { words, named }: Known): Judged {
  const given = fields.name ?? '';
  const term = fields.term === undefined ? undefined : schoolYear(fields.term);
  const population = fields.population === undefined ? onlyOne(organisation) : words.population(fields.population);
  const faults = [
    ...textFaults(line, fields),
    ...(fields.term !== undefined && term === undefined ? [fault(line, 'term', 'notASchoolYear', { value: fields.term })] : []),
    ...(organisation === undefined ? [fault(line, 'organisation', 'unknownOrganisation', { value: fields.organisation ?? '' })] : []),
    ...(organisation !== undefined && population === undefined
      ? [fault(line, 'population', 'notAPopulation', { value: fields.population ?? '' })]
      : []),
  ];
  if (faults.length > 0 || organisation === undefined || population === undefined) return { line, name: given, faults };
  const { folded } = searchable(given);
  const same = named(keyOf(organisation._id, folded, term?.name));
  const after: Group = {
    ...(same ?? {}),
    _id: fields.id ?? same?._id ?? placeId(organisation._id, term === undefined ? given : `${given}-${term.name}`),
    organisation: organisation._id,
    area: organisation.area,
    name: given,
    population,
    ...(term === undefined ? {} : { term }),
    folded,
  };
  return { line, name: given, after, faults: groupFaults(line, after, organisation) };
}

/** An organisation by its id, or by its whole name where only one has it. */
function finderOf(list: readonly Organisation[], own: string | undefined): (text: string | undefined) => Organisation | undefined {
  const byId = new Map(list.map((one) => [one._id, one]));
  const byName = new Map<string, Organisation | undefined>();
  for (const one of list) byName.set(one.folded ?? '', byName.has(one.folded ?? '') ? undefined : one);
  return (text) => (text === undefined ? byId.get(own ?? '') : (byId.get(text) ?? byName.get(searchable(text).folded)));
}

const perRead = 500;

async function groupsOf({ db, bounds }: Pick<PlaceDeps, 'db' | 'bounds'>, owners: readonly string[]): Promise<readonly Group[]> {
  const found: Group[] = [];
  for (let start = 0; start < owners.length; start += perRead)
    found.push(...(await groupsWithin(db, bounds).find({ organisation: { $in: owners.slice(start, start + perRead) } })));
  return found;
}

function onlyOne(organisation: Organisation | undefined): Population | undefined {
  return organisation?.populations.length === 1 ? organisation.populations[0] : undefined;
}

function keyOf(organisation: string, folded: string, term = ''): string {
  return `${organisation} ${folded} ${term}`;
}
