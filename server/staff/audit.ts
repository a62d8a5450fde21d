import { createHmac } from 'node:crypto';
import type { Connection } from 'mongoose';
import { linkToFollow, moveHead, reaches, readHead } from '../storage/chain-head';
import { type AuditAction, type AuditRow, audit } from '../storage/collections/audit';

export type Act = { readonly at: Date; readonly actor: string; readonly action: AuditAction; readonly subject: string };

/**
 * Appends one act to the chain. Two writers racing for the same number meet at the unique `_id`;
 * the later one goes again on top of the earlier one's hash.
 */
export async function recordAct(db: Connection, key: Buffer, act: Act): Promise<void> {
  const last = await audit(db).findOne({}).sort({ _id: -1 }).lean<AuditRow>();
  const before = await linkToFollow(db, key, 'audit', linkOf(last));
  const unsigned = { _id: before.number + 1, ...act, previous: before.hash };
  const hash = hashOf(key, unsigned);
  try {
    await audit(db).create({ ...unsigned, hash });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return recordAct(db, key, act);
  }
  await moveHead(db, key, 'audit', { number: unsigned._id, hash });
}

/** The number of the first row that was changed, or that is missing, at the end as well; `undefined` when the chain is whole. */
export async function findBrokenAct(db: Connection, key: Buffer): Promise<number | undefined> {
  const head = await readHead(db, key, 'audit', linkOf(await audit(db).findOne({}).sort({ _id: -1 }).lean<AuditRow>()));
  const headNumber = head.state === 'sound' ? head.link.number : 0;
  let atHead: string | undefined;
  let previous = { _id: 0, hash: '' };
  for await (const row of audit(db).find({}).sort({ _id: 1 }).lean<AuditRow[]>().cursor()) {
    const follows = row._id === previous._id + 1 && row.previous === previous.hash;
    if (!follows || row.hash !== hashOf(key, row)) return previous._id + 1;
    previous = row;
    if (row._id === headNumber) atHead = row.hash;
  }
  return reaches(head, () => atHead) ? undefined : previous._id + 1;
}

function linkOf(row: Pick<AuditRow, '_id' | 'hash'> | null) {
  return row === null ? undefined : { number: row._id, hash: row.hash };
}

function hashOf(key: Buffer, row: Omit<AuditRow, 'hash'>): string {
  const fields = [row._id, row.at.toISOString(), row.actor, row.action, row.subject, row.previous];
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest('hex');
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}
