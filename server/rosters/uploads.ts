import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import { seal, unseal } from '../keys';
import { type RosterUpload, rosterUploadsWithin } from '../storage/collections/roster-uploads';
import { storedBytes } from '../storage/stored-bytes';
import type { Bounds } from '../storage/within';
import type { RosterFile } from './reading/roster-file';
import type { RosterDeps } from './roster-deps';

const keptForMs = 60 * 60 * 1000;
const mostBytes = 14 * 1024 * 1024; // one document of the store

export type UploadDeps = RosterDeps & { readonly bounds: Bounds; readonly now: Date };
export type NewUpload = Pick<RosterUpload, 'area' | 'organisation' | 'group' | 'staff' | 'basis'> & { readonly file: RosterFile };

/** Keeps a file that was read, sealed and for an hour; its id, or `undefined` where it is too large to be kept. */
export async function keepUpload({ db, keys, bounds, now }: UploadDeps, { file, ...place }: NewUpload): Promise<string | undefined> {
  const sealed = seal(keys.of('roster-staging'), await promisify(gzip)(JSON.stringify(file, withDates)));
  if (sealed.length > mostBytes) return undefined;
  const _id = randomUUID();
  await rosterUploadsWithin(db, bounds).insert([{ _id, ...place, sealed, expiresAt: new Date(now.getTime() + keptForMs) }]);
  return _id;
}

/** Only whoever uploaded a file sees it again. */
export async function findUpload(
  { db, keys, bounds, now }: UploadDeps,
  { id, staff, organisation }: { readonly id: string; readonly staff: string; readonly organisation: string },
): Promise<{ readonly upload: RosterUpload; readonly file: RosterFile } | undefined> {
  const upload = await rosterUploadsWithin(db, bounds).findOne({ _id: id, staff, organisation, expiresAt: { $gt: now } });
  const packed = upload === undefined ? undefined : unseal(keys.of('roster-staging'), storedBytes(upload.sealed));
  if (upload === undefined || packed === undefined) return undefined;
  return { upload, file: rosterFile.parse(JSON.parse((await promisify(gunzip)(packed)).toString('utf8'))) };
}

/** A day of Excel is told from text by its wrapping; an empty cell is null. */
function withDates(this: unknown, key: string, value: unknown): unknown {
  const raw: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, key) : value;
  return raw instanceof Date ? { day: raw.getTime() } : value;
}

const cell = z.union([
  z.string(),
  z.number(),
  z.null().transform(() => undefined),
  z.object({ day: z.number() }).transform(({ day }) => new Date(day)),
]);
const rosterFile = z.object({
  sheets: z.array(z.object({ name: z.string(), rows: z.array(z.object({ line: z.number(), cells: z.array(cell) })) })),
  hidden: z.array(z.string()),
});
