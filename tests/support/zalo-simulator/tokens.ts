import { createHash } from 'node:crypto';
import type { Random } from '../platform-parts/random';
import type { VirtualClock } from '../platform-parts/virtual-clock';
import type { ZaloAccount, ZaloRules } from './options';

export type TokenPair = { readonly accessToken: string; readonly refreshToken: string };
export type TokenState = 'live' | 'expired' | 'replaced' | 'revoked' | 'unknown';

const accessLifeMs = 90_000_000;
const refreshLifeMs = 90 * 24 * 60 * 60_000;
const codeLifeMs = 10 * 60_000;

type Issued = { readonly expiresAt: number; state: 'live' | 'replaced' | 'revoked' };
type Code = { readonly expiresAt: number; readonly challenge: string | undefined; used: boolean };
type Parts = { readonly clock: VirtualClock; readonly random: Random; readonly account: ZaloAccount; readonly rules: ZaloRules };

/** The account's grants: one access token lives at a time, a refresh token is good once. */
export class Tokens {
  readonly #access = new Map<string, Issued>();
  readonly #refresh = new Map<string, Issued>();
  readonly #codes = new Map<string, Code>();
  refreshes = 0;

  constructor(private readonly parts: Parts) {}

  /** What the console's API explorer hands out, and what a code or a refresh token is exchanged for. */
  grant(): TokenPair {
    const { clock, random } = this.parts;
    for (const issued of this.#access.values()) if (issued.state === 'live') issued.state = 'replaced';
    const pair = { accessToken: `AT-${random.word(60)}`, refreshToken: `RT-${random.word(60)}` };
    this.#access.set(pair.accessToken, { expiresAt: clock.now() + accessLifeMs, state: 'live' });
    this.#refresh.set(pair.refreshToken, { expiresAt: clock.now() + refreshLifeMs, state: 'live' });
    return pair;
  }

  newCode(challenge: string | undefined): string {
    const code = this.parts.random.word(40);
    this.#codes.set(code, { expiresAt: this.parts.clock.now() + codeLifeMs, challenge, used: false });
    return code;
  }

  /** A code is good once, for ten minutes, and for whoever knows what its challenge was made of. */
  exchangeCode(given: string, verifier: string | undefined): TokenPair | undefined {
    const code = this.#codes.get(given);
    if (code === undefined || code.used || code.expiresAt <= this.parts.clock.now()) return undefined;
    code.used = true;
    return this.#proves(code.challenge, verifier) ? this.grant() : undefined;
  }

  refresh(given: string): TokenPair | 'consumed' | 'unknown' {
    const issued = this.#refresh.get(given);
    if (issued?.state === 'replaced') return 'consumed';
    if (issued === undefined || issued.state === 'revoked' || issued.expiresAt <= this.parts.clock.now()) return 'unknown';
    issued.state = 'replaced';
    this.refreshes += 1;
    return this.grant();
  }

  stateOf(accessToken: string | undefined): TokenState {
    const issued = this.#access.get(accessToken ?? '');
    if (issued === undefined) return 'unknown';
    if (issued.state !== 'live') return issued.state;
    return issued.expiresAt <= this.parts.clock.now() ? 'expired' : 'live';
  }

  /** The account's administrator takes the permission back: nothing works until somebody consents again. */
  revokeAll(): void {
    for (const issued of [...this.#access.values(), ...this.#refresh.values()]) issued.state = 'revoked';
  }

  /** Only the access token dies, as at its end; the refresh token still works. */
  killAccess(): void {
    for (const issued of this.#access.values()) if (issued.state === 'live') issued.state = 'replaced';
  }

  #proves(challenge: string | undefined, verifier: string | undefined): boolean {
    const { pkce } = this.parts.rules;
    const { codeChallenge } = this.parts.account;
    if (pkce === 'none') return true;
    const made = verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
    const fixed = codeChallenge !== undefined && made === codeChallenge;
    const perRequest = challenge !== undefined && made === challenge;
    if (pkce === 'fixed') return fixed;
    return pkce === 'perRequest' ? perRequest : fixed || perRequest;
  }
}
