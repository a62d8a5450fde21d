import { numericOf } from '../bson/numbers';
import { field, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue } from '../errors';
import type { Command } from './command';
import { ok } from './command';
import type { Request } from './request';

const idName = Buffer.from('id');

/** The 16 bytes that name a session. */
export function sessionOf(lsid: Raw): Buffer {
  const id = lsid.type === BsonType.object ? field(lsid, idName) : undefined;
  if (id?.type !== BsonType.binary || id.end - id.start !== 21) throw badValue('a session id must be a UUID');
  return id.bytes.subarray(id.start + 5, id.end);
}

export interface RetryableWrite {
  readonly session: Buffer;
  readonly number: bigint;
}

/** Set when the client may send the command a second time, not knowing whether the first one arrived. */
export function retryableWrite(request: Request): RetryableWrite | undefined {
  const lsid = request.get('lsid');
  const number = request.get('txnNumber');
  if (lsid === undefined || number === undefined) return undefined;
  const value = numericOf(number);
  if (typeof value === 'object') throw badValue('txnNumber must be a whole number');
  return { session: sessionOf(lsid), number: BigInt(value) };
}

export const endSessions: Command = {
  writes: true,
  fields: [],
  run: ({ store }, request) => {
    for (const lsid of request.list('endSessions')) store.retries.remove(sessionOf(lsid));
    return ok();
  },
};

export const killCursors: Command = {
  writes: false,
  fields: ['cursors'],
  run: ({ cursors }, request) => {
    const closed: bigint[] = [];
    const unknown: bigint[] = [];
    for (const value of request.list('cursors')) {
      const id = cursorId(value);
      (cursors.close(id) ? closed : unknown).push(id);
    }
    return ok({ cursorsKilled: closed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] });
  },
};

export function cursorId(value: Raw): bigint {
  const number = numericOf(value);
  if (typeof number === 'object') throw badValue('a cursor id must be a whole number');
  return BigInt(number);
}
