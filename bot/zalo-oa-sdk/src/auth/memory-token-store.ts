import type { TokenStore, Tokens } from './token-store';

/** Tokens of one process, lost with it: for trials and tests. A refreshed pair that is lost must be granted anew by a person. */
export function createMemoryTokenStore(initial?: Tokens): TokenStore {
  let tokens = initial;
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: async () => tokens,
    write: async (next) => {
      tokens = next;
    },
    exclusively: (work) => {
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
