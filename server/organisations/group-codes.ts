import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Connection } from 'mongoose';
import { type Keys, unseal } from '../keys';
import { type Day, zone } from '../reach/period';
import { type JoinCode, joinCodesWithin } from '../storage/collections/join-codes';
import { storedBytes } from '../storage/stored-bytes';
import type { Bounds } from '../storage/within';
import { codeLines } from './code-lines';
import { createCodes } from './create-codes';
import { codeId } from './lookup-codes';

/** A group's own code as its organisers see it. */
export type GroupCode = {
  readonly id: string;
  readonly code?: string; // absent where it was made before codes were kept, or under other keys
  readonly tail: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly withdrawnAt?: Date;
  readonly uses: number;
  readonly open: boolean;
};

/** Single-use codes made together: how many there are in each state, never whose. Of cards only how many were made and withdrawn. */
export type CodeBatch = {
  readonly id: string; // '' for those that were made one by one
  readonly kind: 'roster' | 'card';
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly made: number;
  readonly withdrawn: number;
  readonly claimed?: number;
};

export type CodePlace = { readonly group: string } | { readonly organisation: string /* an establishment group's cards */ };

const mostShown = 20;
const mostCounted = 20_000;

/** The codes of a group, newest first. */
export async function groupCodesOf(db: Connection, keys: Keys, bounds: Bounds, group: string, now: Date): Promise<readonly GroupCode[]> {
  const rows = await joinCodesWithin(db, bounds).find({ group, kind: 'group' }, { sort: { createdAt: -1 }, limit: mostShown });
  return rows.map((row) => groupCodeOf(keys, row, now));
}

/** A new code for the group; the ones before it end with it, and whoever joined with one of them stays. */
export async function renewGroupCode({ db, keys, bounds, now }: CodeDeps, group: string, lastDay: Day): Promise<string | undefined> {
  const [made] = await createCodes(db, keys, [{ group, count: 1, singleUse: false }], { expires: endOf(lastDay), now });
  const code = made?.[0];
  if (code === undefined) return undefined;
  const rows = joinCodesWithin(db, bounds);
  const before = await rows.find({ group, kind: 'group', withdrawnAt: { $exists: false } });
  const replaced = before.filter((row) => groupCodeOf(keys, row, now).code !== code).map(({ _id }) => _id);
  if (replaced.length > 0) await rows.update({ _id: { $in: replaced } }, { $set: { withdrawnAt: now } });
  return code;
}

export type CodeDeps = { readonly db: Connection; readonly keys: Keys; readonly bounds: Bounds; readonly now: Date };

/** Nobody joins with it from now on; whoever did stays. `false` when there is no such open code here. */
export async function withdrawGroupCode({ db, bounds, now }: Omit<CodeDeps, 'keys'>, group: string, id: string): Promise<boolean> {
  const open = { _id: id, group, kind: 'group' as const, withdrawnAt: { $exists: false } };
  return (await joinCodesWithin(db, bounds).update(open, { $set: { withdrawnAt: now } })) > 0;
}

export type NewBatch = { readonly count: number; readonly lastDay: Day };
export type NumberedCode = { readonly number: number; readonly code: string };

/** Single-use codes with the numbers they have on the group's list. They are answered here, once. */
export async function createBatch(
  { db, keys, bounds, now }: CodeDeps,
  place: CodePlace,
  { count, lastDay }: NewBatch,
): Promise<readonly NumberedCode[] | undefined> {
  const id = 'group' in place ? place.group : place.organisation;
  const before = 'group' in place ? 0 : await joinCodesWithin(db, bounds).count({ ...place, kind: 'card' });
  const dates = { expires: endOf(lastDay), now, batch: randomUUID() };
  const [codes] = await createCodes(db, keys, [{ group: id, count, singleUse: true }], dates);
  const idOf = (code: string) => codeId(keys, code) ?? '';
  const lines = await codeLines(db, codes?.map(idOf) ?? []);
  return codes?.map((code, index) => ({ number: lines.get(idOf(code)) ?? before + index + 1, code }));
}

/** The batches of a place, newest first. */
export async function batchesOf(db: Connection, bounds: Bounds, place: CodePlace): Promise<readonly CodeBatch[]> {
  const kind = 'group' in place ? 'roster' : 'card';
  const rows = await joinCodesWithin(db, bounds).find({ ...place, kind }, { limit: mostCounted });
  const batches = new Map<string, JoinCode[]>();
  for (const row of rows) {
    const id = row.batch ?? '';
    const known = batches.get(id);
    if (known === undefined) batches.set(id, [row]);
    else known.push(row);
  }
  return [...batches]
    .map(([id, codes]) => batchOf(id, kind, codes))
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

/** Takes back every code of a batch that nobody has used yet; how many those were. */
export async function withdrawBatch({ db, bounds, now }: Omit<CodeDeps, 'keys'>, place: CodePlace, batch: string): Promise<number> {
  const open = { ...place, batch, claimedBy: { $exists: false }, withdrawnAt: { $exists: false } };
  return joinCodesWithin(db, bounds).update(open, { $set: { withdrawnAt: now } });
}

/** A code may be used on its last day. */
export function endOf(lastDay: Day): Date {
  return DateTime.fromISO(lastDay, { zone }).plus({ days: 1 }).toJSDate();
}

function groupCodeOf(keys: Keys, row: JoinCode, now: Date): GroupCode {
  const { _id, tail, createdAt, expiresAt, withdrawnAt, uses = 0 } = row;
  const shown = row.shown === undefined ? undefined : unseal(keys.of('group-code'), storedBytes(row.shown))?.toString();
  return {
    id: _id,
    ...(shown === undefined ? {} : { code: shown }),
    tail,
    createdAt,
    expiresAt,
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    uses,
    open: withdrawnAt === undefined && expiresAt > now,
  };
}

function batchOf(id: string, kind: 'roster' | 'card', codes: readonly JoinCode[]): CodeBatch {
  const [first] = codes;
  const withdrawn = codes.filter(({ withdrawnAt }) => withdrawnAt !== undefined).length;
  return {
    id,
    kind,
    createdAt: first?.createdAt ?? new Date(0),
    expiresAt: first?.expiresAt ?? new Date(0),
    made: codes.length,
    withdrawn,
    ...(kind === 'card' ? {} : { claimed: codes.filter(({ claimedBy }) => claimedBy !== undefined).length }),
  };
}
