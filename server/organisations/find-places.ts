import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { fold } from '../../courses/search/fold';
import { type Group, groupsWithin } from '../storage/collections/groups';
import { type Organisation, organisationsWithin } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';
import { beginsWith, searchable } from './searchable';

/** One page of a list in the order of names; `next` is where the following one begins. */
export type Page<T> = { readonly rows: readonly T[]; readonly next?: string };
export type PlaceSearch = { readonly text?: string; readonly after?: string; readonly closed?: boolean; readonly size?: number };

/** Rows of a page, where nobody asks for fewer. */
export const perPage = 50;

/** Organisations by any word of their name, or by their code. */
export async function findOrganisations(
  db: Connection,
  bounds: Bounds,
  { text = '', after, closed = false, area }: PlaceSearch & { readonly area?: string },
): Promise<Page<Organisation>> {
  const rows = organisationsWithin(db, bounds);
  const named = searchable(text).words[0];
  const byCode = await coded(rows, text, after);
  const filter = {
    ...(named === undefined ? {} : { words: { $elemMatch: beginsWith(named) } }),
    ...(area === undefined ? {} : { area }),
    ...openOnly(closed),
  };
  return withCoded(byCode, await pageOf(rows.find, filter, after));
}

/** Groups by the beginning of their name, or by their code; of one organisation or of all. */
export async function findGroups(
  db: Connection,
  bounds: Bounds,
  { text = '', after, closed = false, size = perPage, organisation }: PlaceSearch & { readonly organisation?: string },
): Promise<Page<Group>> {
  const rows = groupsWithin(db, bounds);
  const named = fold(text);
  const byCode = await coded(rows, text, after);
  const filter = {
    ...(organisation === undefined ? {} : { organisation }),
    ...(named === '' ? {} : { folded: beginsWith(named) }),
    ...openOnly(closed),
  };
  return withCoded(byCode, await pageOf(rows.find, filter, after, size));
}

type Named = { readonly _id: string; readonly folded?: string };
type Find<T> = (filter: mongo.Filter<T>, options: { sort: Record<string, 1>; limit: number }) => Promise<readonly T[]>;

function openOnly(closed: boolean) {
  return closed ? {} : { closedOn: { $exists: false } };
}

/** Reads on behind the last row of the page before: no page is slower than the first. */
async function pageOf<T extends Named>(find: Find<T>, filter: object, after: string | undefined, size = perPage): Promise<Page<T>> {
  const last = readPosition(after);
  const behind =
    last === undefined
      ? {}
      : { $and: [{ folded: { $gte: last.folded } }, { $or: [{ folded: { $gt: last.folded } }, { _id: { $gt: last.id } }] }] };
  const found = await find({ ...filter, ...behind } as mongo.Filter<T>, { sort: { folded: 1, _id: 1 }, limit: size + 1 }); // fields of every T
  const rows = found.slice(0, size);
  const end = rows.at(-1);
  return found.length > size && end !== undefined ? { rows, next: positionOf(end) } : { rows };
}

async function coded<T extends Named>(
  rows: { findOne(filter: mongo.Filter<T>): Promise<T | undefined> },
  text: string,
  after: string | undefined,
): Promise<T | undefined> {
  const id = text.trim();
  return id === '' || after !== undefined ? undefined : rows.findOne({ _id: id } as mongo.Filter<T>); // ids are texts
}

function withCoded<T extends Named>(coded: T | undefined, page: Page<T>): Page<T> {
  return coded === undefined ? page : { ...page, rows: [coded, ...page.rows.filter(({ _id }) => _id !== coded._id)] };
}

const position = z.tuple([z.string().max(200), z.string().max(64)]);

function positionOf({ folded = '', _id }: Named): string {
  return Buffer.from(JSON.stringify([folded.slice(0, 200), _id])).toString('base64url');
}

/** A position that makes no sense is the beginning. */
function readPosition(text: string | undefined): { readonly folded: string; readonly id: string } | undefined {
  if (text === undefined) return undefined;
  try {
    const [folded, id] = position.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { folded, id };
  } catch {
    return undefined;
  }
}

/** The names of the organisations that these groups belong to: whoever sees a group knows whose it is. */
export async function organisationNames(db: Connection, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await organisationsWithin(db, 'everything').find({ _id: { $in: [...new Set(ids)] } });
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

/** The organisation of a group that somebody sees, though they may not see the organisation's other groups. */
export async function organisationOfGroup(
  db: Connection,
  { organisation }: Pick<Group, 'organisation'>,
): Promise<Organisation | undefined> {
  return organisationsWithin(db, 'everything').findOne({ _id: organisation });
}
