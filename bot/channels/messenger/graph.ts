import { readSendAnswer } from './payload';

/** Meta keeps a version for about two years; the one after it is moved to once its changes have been read. */
export const graphVersion = 'v25.0';
const timeoutMs = 15_000;

/** A call of the Graph API on the page's behalf. */
export type GraphRequest = { readonly method: 'POST' | 'DELETE'; readonly path: string; readonly body: object };

/** Meta's own code for why it refused; 0 when it answered with something else than its errors. */
export type GraphOutcome = 'done' | { readonly code: number; readonly subcode: number | undefined };

export type GraphAccess = { readonly apiUrl: string; readonly pageToken: string };

/** Makes one call. Rejects only when nobody could be reached; the token travels in a header, never in an address. */
export async function callGraph({ apiUrl, pageToken }: GraphAccess, { method, path, body }: GraphRequest): Promise<GraphOutcome> {
  const response = await fetch(new URL(`/${graphVersion}${path}`, apiUrl), {
    method,
    headers: { authorization: `Bearer ${pageToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const error = readSendAnswer(await response.text())?.error;
  if (error !== undefined) return error;
  return response.ok ? 'done' : { code: 0, subcode: undefined };
}
