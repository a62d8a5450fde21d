import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { Batch } from '../storage/batch';
import { native } from '../storage/collection';
import { tallies } from '../storage/collections/tallies';
import { tallyBatches } from '../storage/collections/tally-batches';
import { type AppendParts, appendRows } from './append';
import { erasePerson } from './erase-person';
import type { EraseParts } from './erased-counts';
import { ledgersOf } from './histories';
import type { LedgerRow } from './model';
import { presumedDeadMs, type RecountReport, Recounts } from './recount';
import { scopesOf } from './scopes';
import { type SealReport, sealPending, verifySeals } from './seals';
import { type RowsReport, verifyRows } from './verify-rows';

export type VerifyReport = SealReport & Partial<RowsReport>;

export type LedgerDeps = {
  readonly now: () => Date;
  readonly headKey?: Buffer; // signs the ends of the chains of seals; without it their cutting is not found
  readonly onFailure?: (error: unknown) => void;
};

export type Ledger = {
  /** Adds rows once, however often they are given; resolves when they and their tallies are on disk. */
  readonly append: (rows: readonly LedgerRow[]) => Promise<void>;
  /** Counts again what an interrupted batch left open. At start-up, before any other process writes, `olderThanMs` is 0. */
  readonly recover: (options?: { readonly olderThanMs?: number }) => Promise<RecountReport>;
  /** Counts everything again from the ledger and replaces every row that differs. */
  readonly rebuild: (plan?: string) => Promise<RecountReport>;
  /** Takes a person's rows out of the tallies and empties them; their seals stay verifiable. */
  readonly erase: (person: EraseParts) => Promise<void>;
  /** Seals the rows that no seal covers yet. */
  readonly sealPending: () => Promise<number>;
  /** Seals every row there is and reads while this process adds none: what is read is what the seals cover. */
  readonly still: <T>(read: () => Promise<T>) => Promise<T>;
  /** Follows the chain of seals and, given the keys, compares every row with what was sealed. */
  readonly verify: (keys?: Keys) => Promise<VerifyReport>;
};

/** The ledger and its tallies. One of these per process: appends that arrive together are written together, in turn. */
export function createLedger(db: Connection, { now, headKey, onFailure }: LedgerDeps): Ledger {
  const holder = randomBytes(6).toString('hex');
  const scopes = scopesOf(db, now);
  const ledgers = ledgersOf(db);
  const counted = { tallies: native(tallies(db)), batches: native(tallyBatches(db)), holder, now };
  const inTurn = oneAtATime();
  const recounts = new Recounts({ ...counted, ledgers, inTurn });
  const parts: AppendParts = {
    ...counted,
    ledgers,
    changing: (person, before) => recounts.changing(person, before),
    wrote: (id) => recounts.wrote(id),
  };

  let interrupted = false;
  const recover = async (olderThanMs: number) => recounts.interrupted(await scopes(), olderThanMs);
  const batch = new Batch<LedgerRow>(async (pending) => {
    if (interrupted) recover(presumedDeadMs).catch(failed);
    interrupted = false;
    try {
      const whole = await inTurn(async () => appendRows(parts, await scopes(), pending));
      if (!whole) recover(presumedDeadMs).catch(failed);
    } catch (error) {
      interrupted = true;
      throw error;
    }
  });
  const failed = (error: unknown) => {
    interrupted = true;
    onFailure?.(error);
  };

  const sealing = oneAtATime();
  const seal = () => sealing(() => sealPending(db, now(), headKey));

  return {
    append: (added) => (added.length === 0 ? Promise.resolve() : batch.add(added)),
    recover: (options) => recover(options?.olderThanMs ?? presumedDeadMs),
    rebuild: async (plan) => recounts.plans(await scopes('anew'), plan),
    erase: async (person) => inTurn(async () => erasePerson({ ...parts, db }, await scopes(), person)),
    sealPending: seal,
    still: (read) =>
      inTurn(async () => {
        await seal();
        return read();
      }),
    verify: async (keys) => ({ ...(await verifySeals(db, headKey)), ...(keys === undefined ? {} : await verifyRows(db, keys, now())) }),
  };
}

/** Runs each piece of work after the one before has ended, well or badly. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
