import type { Connection } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { signInAttempts } from '../storage/collections/sign-ins';

/** Hashes: of name and address together, of the name alone, of the address alone. */
export type Attempt = { readonly pair: string; readonly name: string; readonly address: string };

/** Seconds to wait; `locked` when it is the account's own budget that is empty, so that its owner is shut out wherever they are. */
export type Wait = { readonly seconds: number; readonly locked: boolean };

export type SignInThrottle = {
  /** Takes one attempt from each budget. */
  claim(attempt: Attempt): Promise<Wait | undefined>;
  /** After a right password the pair starts anew; the others run on, so that one good account does not cover guessing at others. */
  forget(attempt: Attempt): Promise<void>;
  /** The account's own budget is full again: an administrator has looked. */
  unlock(name: string): Promise<void>;
};

/** The same for the second factor, of which six digits may be guessed: keyed by account, and narrow. */
export type CodeThrottle = {
  claim(account: string): Promise<Wait | undefined>;
  forget(account: string): Promise<void>;
};

const quarterSeconds = 15 * 60;
const daySeconds = 24 * 60 * 60;

/** The name's own budget is wide: a stranger must not be able to lock somebody out from elsewhere with a few tries. */
const budgets = {
  pair: { points: 5, duration: quarterSeconds },
  name: { points: 100, duration: daySeconds },
  address: { points: 50, duration: quarterSeconds },
  code: { points: 5, duration: quarterSeconds },
  'code-day': { points: 20, duration: daySeconds },
} as const;

export function createSignInThrottle(db: Connection): SignInThrottle {
  const limiters = { pair: limiter(db, 'pair'), name: limiter(db, 'name'), address: limiter(db, 'address') };

  return {
    async claim(attempt) {
      const [pair, name, address] = await Promise.all([
        secondsToWait(limiters.pair, attempt.pair),
        secondsToWait(limiters.name, attempt.name),
        secondsToWait(limiters.address, attempt.address),
      ]);
      return waitFor(Math.max(pair, name, address), name > 0);
    },
    async forget(attempt) {
      await limiters.pair.delete(attempt.pair);
    },
    async unlock(name) {
      await limiters.name.delete(name);
    },
  };
}

export function createCodeThrottle(db: Connection): CodeThrottle {
  const limiters = { soon: limiter(db, 'code'), day: limiter(db, 'code-day') };

  return {
    async claim(account) {
      const [soon, day] = await Promise.all([secondsToWait(limiters.soon, account), secondsToWait(limiters.day, account)]);
      return waitFor(Math.max(soon, day), day > 0);
    },
    async forget(account) {
      await Promise.all([limiters.soon.delete(account), limiters.day.delete(account)]);
    },
  };
}

function waitFor(seconds: number, locked: boolean): Wait | undefined {
  return seconds === 0 ? undefined : { seconds, locked };
}

function limiter(db: Connection, budget: keyof typeof budgets): RateLimiterMongo {
  return new RateLimiterMongo({
    storeClient: db.getClient(),
    dbName: db.name,
    tableName: signInAttempts(db).collection.collectionName,
    disableIndexesCreation: true,
    keyPrefix: budget,
    ...budgets[budget],
  });
}

/** The library rejects with its result when the budget is empty, and with an error when the store fails: then nobody gets in. */
async function secondsToWait(limiter: RateLimiterMongo, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason;
    return Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  }
}
