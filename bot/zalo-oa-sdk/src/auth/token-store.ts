import type { ReconnectReason } from '../errors';

/** What one Official Account granted one application. Keep it encrypted; whoever has it speaks for the account. */
export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly accessExpiresAt: number;
  readonly refreshExpiresAt: number;
  /** Set once the refresh token is known to be of no more use: only a person can connect the account again. */
  readonly dead?: ReconnectReason;
};

/** Where the tokens of one Official Account are kept: shared by every process that speaks for it. */
export interface TokenStore {
  read(): Promise<Tokens | undefined>;
  /** Resolves once the tokens would survive a crash: they are not used before. */
  write(tokens: Tokens): Promise<void>;
  /**
   * Runs `work` while nobody else, in this process or another, runs theirs on the same tokens. A refresh token works once, so two
   * at a time would lose the account. Waits for its turn; holds at least `leaseMs`, after which a dead holder's turn is over.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** Longer than one refresh can take with its time-outs: what `exclusively` must hold at the least. */
export const leaseMs = 60_000;
