import type { Connection } from 'mongoose';
import type { Population } from '../../courses/model';
import { fold } from '../../courses/search/fold';
import { areaNamed } from '../organisations/area-map';
import { organisationsWithin } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';

/** An organisation or area that figures may be given for. */
export type DenominatorNode = {
  readonly kind: 'organisation' | 'area';
  readonly node: string;
  readonly name: string;
  readonly area: string;
  readonly organisation?: string;
  readonly populations?: readonly Population[]; // an area may have all
};

/** What somebody means by a code or a name, within what they may see; `undefined` where nothing or several do. */
export async function findNode(db: Connection, bounds: Bounds, text: string): Promise<DenominatorNode | undefined> {
  const typed = text.trim();
  if (typed === '') return undefined;
  const rows = organisationsWithin(db, bounds);
  const coded = await rows.findOne({ _id: { $eq: typed } });
  const named = coded === undefined ? await rows.find({ folded: { $eq: fold(typed) } }, { limit: 2 }) : [coded];
  const [organisation] = named;
  if (organisation !== undefined && named.length === 1) {
    const { _id, name, area, populations } = organisation;
    return { kind: 'organisation', node: _id, name, area, organisation: _id, populations };
  }
  const area = named.length > 1 ? undefined : await areaNamed(db, bounds, typed);
  return area === undefined ? undefined : { kind: 'area', node: area._id, name: area.name, area: area._id };
}
