import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import { leaseMs, type TokenStore } from 'zalo-oa-sdk';
import { z } from 'zod';
import { type Keys, seal, unseal } from '../keys';
import { native } from '../storage/collection';
import { type PlatformTokenRow, platformTokens } from '../storage/collections/platform-tokens';
import { storedBytes } from '../storage/stored-bytes';

const pollMs = 50;
const never = new Date(0);

const tokensShape = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  accessExpiresAt: z.number(),
  refreshExpiresAt: z.number(),
  dead: z.enum(['not_connected', 'consumed', 'refused', 'expired']).optional(),
});

const _id = 'zalo:oa';

/** The Official Account's tokens, sealed at rest, renewed by one process at a time: the lease is in the same row. */
export function zaloTokenStore(db: Connection, keys: Keys, { accountId }: { readonly accountId?: string | undefined } = {}): TokenStore {
  const rows = native(platformTokens(db));
  const whose = accountId === undefined ? {} : { accountId };
  const key = keys.of('platform-token');
  return {
    read: async () => {
      const row = await rows.findOne({ _id });
      const plain = row?.sealed ? unseal(key, storedBytes(row.sealed)) : undefined;
      if (plain === undefined) return undefined;
      const { dead, ...tokens } = tokensShape.parse(JSON.parse(plain.toString('utf8')));
      return dead === undefined ? tokens : { ...tokens, dead };
    },
    write: async (tokens) => {
      const sealed = seal(key, Buffer.from(JSON.stringify(tokens)));
      await rows.updateOne({ _id }, { $set: { sealed, ...whose }, $setOnInsert: { holder: '', until: never } }, { upsert: true });
    },
    exclusively: async (work) => {
      const holder = randomUUID();
      await rows.updateOne({ _id }, { $setOnInsert: { sealed: null, holder: '', until: never } }, { upsert: true });
      while (!(await isTaken(rows, holder))) await after(pollMs);
      try {
        return await work();
      } finally {
        await rows.updateOne({ _id, holder }, { $set: { until: never } });
      }
    },
  };
}

/** The account the tokens are of; `undefined` until one was connected, or if Zalo did not tell. */
export async function connectedAccount(db: Connection): Promise<string | undefined> {
  return (await native(platformTokens(db)).findOne({ _id }))?.accountId;
}

/** Whether anything is kept, readable under this secret or not. */
export async function hasTokens(db: Connection): Promise<boolean> {
  return (await native(platformTokens(db)).findOne({ _id }))?.sealed != null;
}

/** Forgets the tokens and whose they were. `false`: there were none. */
export async function disconnectAccount(db: Connection): Promise<boolean> {
  return (await native(platformTokens(db)).deleteOne({ _id })).deletedCount === 1;
}

/** A lease that a dead process left is over after a minute; clocks of processes are assumed to agree that far. */
async function isTaken(rows: ReturnType<typeof native<PlatformTokenRow>>, holder: string): Promise<boolean> {
  const now = Date.now();
  const taken = await rows.updateOne({ _id, until: { $lt: new Date(now) } }, { $set: { holder, until: new Date(now + leaseMs) } });
  return taken.modifiedCount === 1;
}
