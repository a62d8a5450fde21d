import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { type MeetingFile, meetingFileChunks, meetingFiles } from '../storage/collections/meeting-files';
import type { Meeting } from '../storage/collections/meetings';
import { keptTypeOf, openPieces, pieceIds, sealPieces } from '../storage/sealed-pieces';

/** A photo from a phone, or a few scanned pages. */
const mostBytes = 10 * 1024 * 1024;
const keptYears = 5; // as the minutes of a programme's activities; assumed until the data officer signs it

export type NewFile = { readonly kind: MeetingFile['kind']; readonly bytes: Buffer; readonly by: string; readonly now: Date };

/** Seals a file piece by piece under a key of its own use; `undefined` when its first bytes say that it is nothing we keep. */
export async function addMeetingFile(db: Connection, keys: Keys, meeting: Meeting, file: NewFile): Promise<MeetingFile | undefined> {
  const type = keptTypeOf(file.bytes);
  if (type === undefined || file.bytes.length > mostBytes) return undefined;
  const _id = randomBytes(12).toString('base64url');
  const deleteAfter = new Date(file.now);
  deleteAfter.setUTCFullYear(deleteAfter.getUTCFullYear() + keptYears);

  const pieces = sealPieces(keys.of('meeting-file'), _id, file.bytes, deleteAfter);
  for (const piece of pieces) await native(meetingFileChunks(db)).insertOne(piece);
  const { organisation, area } = meeting;
  const said = { kind: file.kind, type, bytes: file.bytes.length, chunks: pieces.length, addedBy: file.by, addedAt: file.now, deleteAfter };
  const row: MeetingFile = { _id, meeting: meeting._id, organisation, area, ...said };
  await native(meetingFiles(db)).insertOne(row);
  return row;
}

/** The file as it was given; `undefined` when a piece is missing or was changed. */
export async function readMeetingFile(db: Connection, keys: Keys, file: MeetingFile): Promise<Buffer | undefined> {
  const found = await native(meetingFileChunks(db))
    .find({ _id: { $in: [...pieceIds(file._id, file.chunks)] } })
    .toArray();
  return openPieces(keys.of('meeting-file'), file, found);
}
