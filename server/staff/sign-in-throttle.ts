import type { Connection } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { signInAttempts } from '../storage/collections/sign-ins';

/** Hashes: of name and address together, of the name alone, of the address alone. */
export type Attempt = { readonly pair: string; readonly name: string; readonly address: string };

export type SignInThrottle = {
  /** Takes one attempt from each budget; the seconds to wait when one of them is empty. */
  claim(attempt: Attempt): Promise<number | undefined>;
  /** After a right password the pair starts anew; the others run on, so that one good account does not cover guessing at others. */
  forget(attempt: Attempt): Promise<void>;
};

/** The name's own budget is wide: a stranger must not be able to lock an officer out from elsewhere with a few tries. */
const budgets = {
  pair: { points: 5, duration: 15 * 60 },
  name: { points: 100, duration: 24 * 60 * 60 },
  address: { points: 50, duration: 15 * 60 },
} as const;

export function createSignInThrottle(db: Connection): SignInThrottle {
  const limiters = { pair: limiter(db, 'pair'), name: limiter(db, 'name'), address: limiter(db, 'address') };

  return {
    async claim(attempt) {
      const waits = await Promise.all([
        secondsToWait(limiters.pair, attempt.pair),
        secondsToWait(limiters.name, attempt.name),
        secondsToWait(limiters.address, attempt.address),
      ]);
      const longest = Math.max(...waits);
      return longest === 0 ? undefined : longest;
    },
    async forget(attempt) {
      await limiters.pair.delete(attempt.pair);
    },
  };
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
