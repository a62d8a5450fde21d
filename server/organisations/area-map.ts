import type { Connection } from 'mongoose';
import { fold } from '../../courses/search/fold';
import { native } from '../storage/collection';
import { type Area, areas } from '../storage/collections/areas';
import type { Bounds } from '../storage/within';

/** One unit of the map with those around it, as far as somebody may see. */
export type AreaVisit = {
  readonly area: Area;
  readonly path: readonly Area[]; // from the widest
  readonly children: readonly Area[];
  readonly successors: readonly Area[];
  readonly predecessors: readonly Area[];
};

/** A unit within the bounds. The map is public; what lies outside somebody's is of no use to them. */
export async function visitArea(db: Connection, bounds: Bounds, code: string): Promise<AreaVisit | undefined> {
  if (!isAreaWithin(bounds, code)) return undefined;
  const rows = native(areas(db));
  const area = await rows.findOne({ _id: code });
  if (area === null) return undefined;

  const [path, children, successors, predecessors] = await Promise.all([
    above(db, area),
    rows.find({ parent: code }, { sort: { _id: 1 } }).toArray(),
    rows.find({ _id: { $in: [...(area.successors ?? [])] } }).toArray(),
    rows.find({ successors: code }, { sort: { _id: 1 } }).toArray(),
  ]);
  return { area, path, children, successors, predecessors };
}

/** Where somebody's map begins: the country, or the units of their bounds that lie in no other of them. */
export async function topAreas(db: Connection, bounds: Bounds): Promise<readonly Area[]> {
  const inForce = (
    await native(areas(db))
      .find({ validTo: { $exists: false } }, { sort: { _id: 1 } })
      .toArray()
  ).filter(({ _id }) => isAreaWithin(bounds, _id));
  const inside = new Set(inForce.map(({ _id }) => _id));
  return inForce.filter(({ parent }) => parent === undefined || !inside.has(parent));
}

/** The unit in force that somebody means by a code or a name; `undefined` where none or several do. */
export async function areaNamed(db: Connection, bounds: Bounds, text: string): Promise<Area | undefined> {
  const typed = text.trim();
  const rows = native(areas(db));
  const coded = await rows.findOne({ _id: typed });
  if (coded !== null && coded.validTo === undefined && isAreaWithin(bounds, coded._id)) return coded;
  const named = fold(typed);
  const found: Area[] = [];
  for await (const area of rows.find({ validTo: { $exists: false } })) {
    if (fold(area.name) === named && isAreaWithin(bounds, area._id)) found.push(area);
  }
  return found.length === 1 ? found[0] : undefined;
}

const mostOffered = 400;

/** What a form offers to choose from: the communes somebody may see, and nothing where they are too many for a list. */
export async function areasToOffer(db: Connection, bounds: Bounds): Promise<readonly Area[]> {
  const inside = bounds === 'everything' ? {} : { _id: { $in: 'areas' in bounds ? [...bounds.areas] : [] } };
  const found = await native(areas(db))
    .find({ ...inside, validTo: { $exists: false } }, { limit: mostOffered + 1 })
    .toArray();
  return found.length > mostOffered ? [] : found;
}

/** The names of these, for lists that show codes. */
export async function areaNames(db: Connection, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await native(areas(db))
    .find({ _id: { $in: [...new Set(codes)] } }, { projection: { name: 1 } })
    .toArray();
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

function isAreaWithin(bounds: Bounds, code: string): boolean {
  return bounds === 'everything' || ('areas' in bounds && bounds.areas.includes(code));
}

async function above(db: Connection, area: Area): Promise<readonly Area[]> {
  const parent = area.parent === undefined ? null : await native(areas(db)).findOne({ _id: area.parent });
  return parent === null ? [] : [...(await above(db, parent)), parent];
}
