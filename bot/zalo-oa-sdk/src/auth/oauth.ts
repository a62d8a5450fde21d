import { ZaloApiError, ZaloReconnectError, ZaloTransportError } from '../errors';
import { exchange, type Fetch, type HttpAnswer } from '../http';
import { fieldsOf, numberOf, parseJson, textOf } from '../json';
import { withoutSecrets } from '../without-secrets';
import type { Tokens } from './token-store';

export type OAuthOptions = {
  readonly appId: string;
  readonly appSecret: string;
  readonly oauthUrl: string;
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly timeoutMs: number;
};

export type OAuth = {
  /** A code works once and for ten minutes. */
  readonly exchangeCode: (code: string, codeVerifier?: string, signal?: AbortSignal) => Promise<Tokens>;
  /** The old pair is of no more use from the moment this is answered. */
  readonly refresh: (refreshToken: string) => Promise<Tokens>;
};

const threeMonthsMs = 90 * 24 * 3600_000;
const defaultLifeSeconds = 90_000;
const deadToken = -14014;

export function createOAuth(options: OAuthOptions): OAuth {
  return {
    exchangeCode: async (code, codeVerifier, signal) => {
      const form = { code, grant_type: 'authorization_code', ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }) };
      const answer = await ask(options, form, signal);
      if (isEmpty(answer)) throw new ZaloApiError('oauth', 0, 'an empty answer: the code was used before or has expired');
      return tokensFrom(options, answer, [code, codeVerifier]);
    },
    refresh: async (refreshToken) => {
      const answer = await ask(options, { refresh_token: refreshToken, grant_type: 'refresh_token' });
      if (isEmpty(answer)) throw new ZaloReconnectError('consumed'); // how a token that was used before is told, seen live in August 2026
      return tokensFrom(options, answer, [refreshToken], refreshToken);
    },
  };
}

function ask(options: OAuthOptions, form: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<HttpAnswer> {
  const request = {
    method: 'POST',
    url: new URL('/v4/oa/access_token', options.oauthUrl).href,
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: options.appSecret },
    body: new URLSearchParams({ ...form, app_id: options.appId }).toString(),
  } as const;
  return exchange(options.fetch, request, { timeoutMs: options.timeoutMs, signal, now: options.now });
}

function isEmpty({ status, text }: HttpAnswer): boolean {
  return status === 200 && text.trim() === '';
}

function tokensFrom(
  options: OAuthOptions,
  { status, text, retryAfterMs }: HttpAnswer,
  secrets: readonly (string | undefined)[],
  oldRefreshToken?: string,
): Tokens {
  const answer = fieldsOf(parseJson(text));
  const accessToken = textOf(answer?.access_token);
  const refreshToken = textOf(answer?.refresh_token) ?? oldRefreshToken; // one integrator saw a good answer without it
  if (accessToken !== undefined && refreshToken !== undefined) {
    const now = options.now();
    const lifeMs = (numberOf(answer?.expires_in) ?? defaultLifeSeconds) * 1000;
    return { accessToken, refreshToken, accessExpiresAt: now + lifeMs, refreshExpiresAt: now + threeMonthsMs };
  }
  const code = numberOf(answer?.error);
  if (code === deadToken && oldRefreshToken !== undefined) throw new ZaloReconnectError('refused');
  if (code !== undefined && code !== 0) throw new ZaloApiError('oauth', code, wordsOf(answer, [...secrets, options.appSecret]));
  throw new ZaloTransportError(status >= 400 ? 'http_status' : 'not_understood', { outcome: 'unknown', status, retryAfterMs });
}

function wordsOf(answer: Readonly<Record<string, unknown>> | undefined, secrets: readonly (string | undefined)[]): string {
  const words = [answer?.error_name, answer?.error_reason, answer?.error_description, answer?.message].flatMap((one) => textOf(one) ?? []);
  return withoutSecrets(words.join(' '), secrets);
}
