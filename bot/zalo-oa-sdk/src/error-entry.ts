/** What to do about a refusal: `refresh` the token once, `backoff`, wait for a `quota`, the person's `window` is closed, a `human` must act. */
export type RetryClass = 'refresh' | 'backoff' | 'quota' | 'window' | 'human' | 'permanent' | 'reupload';

/** Who can make it work: this client by itself, who writes the program, who runs the account, the person written to, or only time. */
export type Actor = 'client' | 'developer' | 'operator' | 'recipient' | 'time';

export type ErrorEntry = {
  readonly code: number;
  readonly means: string;
  readonly retry: RetryClass;
  readonly acts: Actor;
};

/** One row of a table of refusals. */
export function entry(code: number, retry: RetryClass, acts: Actor, means: string): ErrorEntry {
  return { code, means, retry, acts };
}
