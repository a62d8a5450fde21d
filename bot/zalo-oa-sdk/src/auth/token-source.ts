import { type ReconnectReason, ZaloReconnectError } from '../errors';
import type { OAuth } from './oauth';
import type { TokenStore, Tokens } from './token-store';

export type TokenSource = {
  readonly accessToken: () => Promise<string>;
  /** Another token than the one just refused; the same one when there is none to be had. */
  readonly instead: (refused: string) => Promise<string>;
};

export type TokenSourceOptions = {
  readonly store: TokenStore;
  readonly oauth: Pick<OAuth, 'refresh'>;
  readonly now: () => number;
  /** Called once for each pair that turns out dead: raise an alert, a person must act. */
  readonly onReconnectNeeded?: ((reason: ReconnectReason) => void) | undefined;
};

const refreshAheadMs = 2 * 3600_000;
/** How long a token that still works is used before its renewal is tried again. */
const pauseMs = 60_000;

/** However many ask at once, the token is renewed once; the new pair is stored before anybody gets it. */
export function createTokenSource({ store, oauth, now, onReconnectNeeded }: TokenSourceOptions): TokenSource {
  let known: Tokens | undefined;
  let unstored: Tokens | undefined;
  let pausedUntil = 0;
  let renewing: Promise<Tokens> | undefined;

  const works = (tokens: Tokens, refused?: string) => tokens.accessToken !== refused && tokens.accessExpiresAt > now();
  const isFresh = (tokens: Tokens, refused?: string) => works(tokens, refused) && tokens.accessExpiresAt > now() + refreshAheadMs;

  async function accessToken(): Promise<string> {
    if (known !== undefined && works(known) && (isFresh(known) || now() < pausedUntil)) return known.accessToken;
    return (await renewOnce()).accessToken;
  }

  function renewOnce(refused?: string): Promise<Tokens> {
    renewing ??= renew(refused).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function renew(refused: string | undefined): Promise<Tokens> {
    known = (await storedIfFresh(refused)) ?? (await store.exclusively(async () => (await storedIfFresh(refused)) ?? refresh(refused)));
    return known;
  }

  async function storedIfFresh(refused: string | undefined): Promise<Tokens | undefined> {
    if (unstored !== undefined) return undefined;
    const stored = await store.read();
    if (stored === undefined) throw new ZaloReconnectError('not_connected');
    return isFresh(stored, refused) ? stored : undefined;
  }

  async function refresh(refused: string | undefined): Promise<Tokens> {
    if (unstored !== undefined) return keep(unstored);
    const stored = await store.read();
    if (stored === undefined) throw new ZaloReconnectError('not_connected');
    try {
      if (stored.dead !== undefined) throw new ZaloReconnectError(stored.dead);
      if (stored.refreshExpiresAt <= now()) throw new ZaloReconnectError('expired');
      return await keep(await oauth.refresh(stored.refreshToken));
    } catch (error) {
      return withoutRenewal(stored, error, refused);
    }
  }

  /** A pair that could not be stored is kept in hand and stored first thing next time: its old one is dead already. */
  async function keep(tokens: Tokens): Promise<Tokens> {
    unstored = tokens;
    await store.write(tokens);
    unstored = undefined;
    pausedUntil = 0;
    return tokens;
  }

  /** The refresh failed. Somebody whose lease was over may have done it; or the old token still works for a while. */
  async function withoutRenewal(stored: Tokens, error: unknown, refused: string | undefined): Promise<Tokens> {
    if (unstored !== undefined) throw error;
    if (error instanceof ZaloReconnectError && stored.dead === undefined) {
      const latest = await store.read();
      if (latest !== undefined && latest.refreshToken !== stored.refreshToken && works(latest, refused)) return latest;
      await store.write({ ...stored, dead: error.reason });
      onReconnectNeeded?.(error.reason);
    }
    if (!works(stored, refused)) throw error;
    pausedUntil = now() + pauseMs;
    return stored;
  }

  return { accessToken, instead: async (refused) => (await renewOnce(refused)).accessToken };
}
