import { fold } from '../../../courses/search/fold';
import { native } from '../../storage/collection';
import { type Area, areas } from '../../storage/collections/areas';
import { type Organisation, organisationsWithin } from '../../storage/collections/organisations';
import type { PlaceRow } from '../../storage/collections/place-imports';
import { defined, id, name, optionalNumber } from '../columns';
import { fault, type RowError } from '../csv-rows';
import type { PlaceDeps } from '../edit-places';
import { placeId } from '../place-id';
import { organisationFaults } from '../place-rules';
import { searchable } from '../searchable';
import { type Judged, judge } from './judge';
import { type PlaceWords, populationsOf, usualPopulations } from './place-words';
import type { Headings, TableRow } from './read-table';

export type OrganisationColumn = 'id' | 'name' | 'kind' | 'area' | 'populations' | 'establishments';

export const organisationHeadings: Headings<OrganisationColumn> = {
  id: ['id', 'ma', 'ma don vi', 'ma truong', 'code'],
  name: ['name', 'ten', 'ten don vi', 'don vi', 'ten truong', 'truong', 'ten to chuc', 'ten doanh nghiep', 'doanh nghiep', 'organisation'],
  kind: ['kind', 'loai', 'loai don vi', 'loai hinh'],
  area: ['area', 'dia ban', 'ma dia ban', 'xa/phuong', 'xa, phuong', 'xa', 'phuong/xa', 'phuong, xa'],
  populations: ['populations', 'nhom doi tuong', 'doi tuong', 'population'],
  establishments: ['establishments', 'so co so'],
};
export const neededOfOrganisations = ['name', 'kind', 'area'] as const satisfies readonly OrganisationColumn[];

/** What each line of an office's list of organisations would do. Organisations and areas outside the bounds are not known here. */
export async function judgeOrganisations(
  { db, bounds }: PlaceDeps,
  words: PlaceWords,
  rows: readonly TableRow<OrganisationColumn>[],
): Promise<readonly PlaceRow[]> {
  const known = await organisationsWithin(db, bounds).find({});
  const inForce = { validTo: { $exists: false } };
  const within = bounds === 'everything' ? inForce : { $and: [inForce, { _id: { $in: 'areas' in bounds ? [...bounds.areas] : [] } }] };
  const map = areasByText(await native(areas(db)).find(within).toArray());
  const byName = new Map(known.map((one) => [`${one.area} ${one.folded ?? ''}`, one._id]));
  const judged = rows.map((row) => judgeRow(row, { map, words, idOf: (area, folded) => byName.get(`${area} ${folded}`) }));
  return judge(judged, new Map(known.map((one) => [one._id, one])));
}

type Known = {
  readonly map: ReadonlyMap<string, Area | undefined>;
  readonly words: PlaceWords;
  readonly idOf: (area: string, folded: string) => string | undefined;
};

function judgeRow({ line, fields }: TableRow<OrganisationColumn>, { map, words, idOf }: Known): Judged {
  const area = map.get(fold(fields.area ?? ''));
  const kind = words.kind(fields.kind ?? '');
  const populations = populationsOf(words, fields.populations) ?? (kind === undefined ? undefined : usualPopulations[kind]);
  const establishments = optionalNumber.safeParse(fields.establishments);
  const faults = [
    ...textFaults(line, fields),
    ...(area === undefined ? [fault(line, 'area', 'unknownArea', { value: fields.area ?? '' })] : []),
    ...(kind === undefined ? [fault(line, 'kind', 'notAKind', { value: fields.kind ?? '' })] : []),
    ...(populations?.length === 0 ? [fault(line, 'populations', 'notAPopulation', { value: fields.populations ?? '' })] : []),
    ...(establishments.success ? [] : [fault(line, 'establishments', 'notANumber', { value: fields.establishments ?? '' })]),
  ];
  const given = fields.name ?? '';
  if (faults.length > 0 || area === undefined || kind === undefined || populations === undefined) return { line, name: given, faults };
  const search = searchable(given);
  const after: Organisation = {
    _id: fields.id ?? idOf(area._id, search.folded) ?? placeId(area._id, given),
    name: given,
    kind,
    area: area._id,
    populations,
    ...defined({ establishments: establishments.data }),
    ...search,
  };
  return { line, name: given, after, faults: organisationFaults(line, after, () => true) };
}

export function textFaults(line: number, fields: { readonly id?: string; readonly name?: string }): readonly RowError[] {
  const given = name.safeParse(fields.name ?? '');
  const code = id.optional().safeParse(fields.id);
  return [
    ...(given.success ? [] : [fault(line, 'name', given.error.issues[0]?.message ?? 'required')]),
    ...(code.success ? [] : [fault(line, 'id', code.error.issues[0]?.message ?? 'notACode', { value: (fields.id ?? '').slice(0, 40) })]),
  ];
}

/** By code and by name; a name that several units have leads to none. */
function areasByText(list: readonly Area[]): ReadonlyMap<string, Area | undefined> {
  const found = new Map<string, Area | undefined>();
  for (const area of list) {
    const named = fold(area.name);
    found.set(named, found.has(named) ? undefined : area);
  }
  for (const area of list) found.set(fold(area.code ?? area._id), area);
  return found;
}
