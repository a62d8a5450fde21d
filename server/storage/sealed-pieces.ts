import type { mongo } from 'mongoose';
import { seal, unseal } from '../keys';
import { storedBytes } from './stored-bytes';

/** One piece of a file under seal, in whatever collection it lies. */
export type SealedPiece = { readonly _id: string; readonly file: string; readonly sealed: Buffer; readonly deleteAfter: Date };

const pieceBytes = 512 * 1024;

/** A file cut into pieces that fit a document, each sealed by itself. */
export function sealPieces(key: Buffer, file: string, bytes: Buffer, deleteAfter: Date): readonly SealedPiece[] {
  const count = Math.ceil(bytes.length / pieceBytes);
  return Array.from({ length: count }, (_, index) => {
    const piece = bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes);
    return { _id: pieceId(file, index), file, sealed: seal(key, named(file, index, piece)), deleteAfter };
  });
}

export function pieceIds(file: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => pieceId(file, index));
}

/** The file as it was given; `undefined` when a piece is missing or was changed. */
export function openPieces(
  key: Buffer,
  file: { readonly _id: string; readonly chunks: number },
  found: readonly { readonly _id: string; readonly sealed: Buffer | mongo.Binary }[],
): Buffer | undefined {
  const byId = new Map(found.map((piece) => [piece._id, piece]));
  const pieces = pieceIds(file._id, file.chunks).flatMap((id, index) => {
    const piece = byId.get(id);
    const plain = piece === undefined ? undefined : unseal(key, storedBytes(piece.sealed));
    return plain === undefined ? [] : (unnamed(file._id, index, plain) ?? []);
  });
  return pieces.length === file.chunks ? Buffer.concat(pieces) : undefined;
}

const signatures = [
  { type: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'application/pdf', bytes: Buffer.from('%PDF-') },
] as const;
export type KeptType = (typeof signatures)[number]['type'];

/** What a file is, its first bytes say; its name and what the browser thinks are never believed. */
export function keptTypeOf(bytes: Buffer): KeptType | undefined {
  return signatures.find((one) => bytes.subarray(0, one.bytes.length).equals(one.bytes))?.type;
}

/** A piece says inside its seal which it is: none can be put in another's place. */
function named(file: string, index: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${pieceId(file, index)}\n`), bytes]);
}

function unnamed(file: string, index: number, plain: Buffer): Buffer | undefined {
  const name = Buffer.from(`${pieceId(file, index)}\n`);
  return plain.subarray(0, name.length).equals(name) ? plain.subarray(name.length) : undefined;
}

function pieceId(file: string, index: number): string {
  return `${file}:${index}`;
}
