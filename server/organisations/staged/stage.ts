import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { native } from '../../storage/collection';
import {
  type PlaceImport,
  type PlaceImportKind,
  type PlaceImportPage,
  type PlaceRow,
  type PlaceRowStatus,
  placeImportPages,
  placeImports,
  placeRowStatuses,
} from '../../storage/collections/place-imports';

export const stagedForMs = 24 * 3600 * 1000;
export const undoForMs = 7 * 24 * 3600 * 1000;
export const rowsPerPage = 100;

export type Staging = { readonly kind: PlaceImportKind; readonly staff: string; readonly organisation?: string; readonly now: Date };

/** Keeps what a file would change for a day; nothing else is written before it is confirmed. */
export async function stage(db: Connection, { now, ...given }: Staging, rows: readonly PlaceRow[]): Promise<PlaceImport> {
  const _id = randomUUID();
  const expiresAt = new Date(now.getTime() + stagedForMs);
  const by = (status: PlaceRowStatus) => rows.filter((row) => row.status === status);
  const counts = { wrong: by('wrong').length, new: by('new').length, changed: by('changed').length, same: by('same').length };
  const pages = placeRowStatuses.flatMap((status) => pagesOf(_id, status, by(status), expiresAt));
  if (pages.length > 0) await native(placeImportPages(db)).insertMany(pages);
  const staged: PlaceImport = { _id, ...given, state: 'staged', counts, at: now, expiresAt };
  await native(placeImports(db)).insertOne(staged);
  return staged;
}

/** Only whoever brought a file sees it again. */
export async function findImport(db: Connection, staff: string, id: string): Promise<PlaceImport | undefined> {
  return (await native(placeImports(db)).findOne({ _id: id, staff })) ?? undefined;
}

export async function importsOf(db: Connection, staff: string): Promise<readonly PlaceImport[]> {
  return native(placeImports(db))
    .find({ staff }, { sort: { at: -1 }, limit: 20 })
    .toArray();
}

/** Rows of one status, from 1 on. */
export async function rowsOf(db: Connection, { _id }: PlaceImport, status: PlaceRowStatus, page: number): Promise<readonly PlaceRow[]> {
  return (await native(placeImportPages(db)).findOne({ _id: pageId(_id, status, page) }))?.rows ?? [];
}

function pagesOf(id: string, status: PlaceRowStatus, rows: readonly PlaceRow[], expiresAt: Date): PlaceImportPage[] {
  const count = Math.ceil(rows.length / rowsPerPage);
  return Array.from({ length: count }, (_, index) => ({
    _id: pageId(id, status, index + 1),
    import: id,
    rows: rows.slice(index * rowsPerPage, (index + 1) * rowsPerPage),
    expiresAt,
  }));
}

export function pageId(id: string, status: PlaceRowStatus, page: number): string {
  return `${id}:${status}:${page}`;
}
