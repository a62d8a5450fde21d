import { z } from 'zod';
import { parseJson } from '../parse-json';
import { readSendAnswer } from './payload';

/** Meta keeps a version for about two years; the one after it is moved to once its changes have been read. */
export const graphVersion = 'v25.0';
const timeoutMs = 15_000;
const longestAnswer = 1024 * 1024;
const answerShape = z.record(z.string(), z.unknown());

/** A call of the Graph API on the page's behalf. */
export type GraphRequest = { readonly method: 'POST' | 'DELETE'; readonly path: string; readonly body: object };

/** Meta's own code for why it refused; 0 when it answered with something else than its errors. */
export type GraphOutcome = 'done' | { readonly code: number; readonly subcode: number | undefined };

export type GraphAccess = { readonly apiUrl: string; readonly pageToken: string };

export type GraphAnswer = { readonly fields: Readonly<Record<string, unknown>>; readonly date: string | undefined };

/** Reads. `undefined`: nobody could be reached. `proof` is of the token, made with the app's secret. */
export async function readGraph(
  { apiUrl, pageToken }: GraphAccess,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<GraphAnswer | Exclude<GraphOutcome, 'done'> | undefined> {
  const url = new URL(`/${graphVersion}${path}`, apiUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers = { authorization: `Bearer ${pageToken}` };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined);
  if (response === undefined) return undefined;
  const text = await response.text();
  const error = readSendAnswer(text)?.error;
  if (error !== undefined) return error;
  const fields = answerShape.safeParse(parseJson(Buffer.from(text), longestAnswer)).data;
  return fields === undefined || !response.ok
    ? { code: 0, subcode: undefined }
    : { fields, date: response.headers.get('date') ?? undefined };
}

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
