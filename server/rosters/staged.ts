import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { mongo } from 'mongoose';
import { z } from 'zod';
import { type Keys, seal, unseal } from '../keys';
import type { RosterCounts } from '../storage/collections/roster-imports';
import { storedBytes } from '../storage/stored-bytes';
import type { SheetMapping } from './mapping/map-sheet';
import type { ListedRow, SkippedRow } from './rows/listed-row';

/** A roster between its dry run and its confirmation. */
export type Staged = {
  readonly place: { readonly organisation: string; readonly group?: string };
  readonly mappings: readonly SheetMapping[];
  readonly rows: readonly ListedRow[];
  readonly skipped: readonly SkippedRow[];
  readonly hidden: readonly string[];
  readonly counts: RosterCounts;
};

/** What opens under the key was put there by `sealStaged` and by nobody else. */
const staged = z.custom<Staged>((value) => typeof value === 'object' && value !== null && 'rows' in value);

export async function sealStaged(keys: Keys, content: Staged): Promise<Buffer> {
  return seal(keys.of('roster-staging'), await promisify(gzip)(JSON.stringify(content)));
}

export async function openStaged(keys: Keys, sealed: Buffer | mongo.Binary): Promise<Staged | undefined> {
  const packed = unseal(keys.of('roster-staging'), storedBytes(sealed));
  return packed === undefined ? undefined : staged.parse(JSON.parse((await promisify(gunzip)(packed)).toString('utf8')));
}
