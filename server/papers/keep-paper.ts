import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { type Paper, paperPieces, papersWithin } from '../storage/collections/papers';
import { keptTypeOf, openPieces, pieceIds, sealPieces } from '../storage/sealed-pieces';
import type { Bounds } from '../storage/within';

/** A few scanned pages. */
export const mostPaperBytes = 10 * 1024 * 1024;
const keptYears = 10; // a plan's period, its final report and an inspection after it; assumed until the data officer signs it

export type PaperDeps = { readonly db: Connection; readonly bounds: Bounds; readonly keys: Keys; readonly by: string; readonly now: Date };
export type PaperPlace = { readonly area: string; readonly organisation?: string };

/** Keeps a document under seal; `undefined` when its first bytes say that it is nothing we keep. */
export async function keepPaper({ db, bounds, keys, by, now }: PaperDeps, place: PaperPlace, bytes: Buffer): Promise<Paper | undefined> {
  const type = keptTypeOf(bytes);
  if (type === undefined || bytes.length > mostPaperBytes) return undefined;
  const _id = randomBytes(12).toString('base64url');
  const deleteAfter = new Date(now);
  deleteAfter.setUTCFullYear(deleteAfter.getUTCFullYear() + keptYears);
  const pieces = sealPieces(keys.of('paper'), _id, bytes, deleteAfter);
  for (const piece of pieces) await native(paperPieces(db)).insertOne(piece);
  const row: Paper = { _id, ...place, type, bytes: bytes.length, chunks: pieces.length, addedBy: by, addedAt: now, deleteAfter };
  await papersWithin(db, bounds).insert([row]);
  return row;
}

export type OpenedPaper = { readonly paper: Paper; readonly bytes: Buffer };

/** A paper that somebody may see; `undefined` also when a piece is missing or was changed. */
export async function openPaper(
  { db, bounds, keys }: Pick<PaperDeps, 'db' | 'bounds' | 'keys'>,
  id: string,
): Promise<OpenedPaper | undefined> {
  const paper = await papersWithin(db, bounds).findOne({ _id: { $eq: id } });
  if (paper === undefined) return undefined;
  const found = await native(paperPieces(db))
    .find({ _id: { $in: [...pieceIds(id, paper.chunks)] } })
    .toArray();
  const bytes = openPieces(keys.of('paper'), paper, found);
  return bytes === undefined ? undefined : { paper, bytes };
}
