import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { graphVersion } from './graph';
import { readSendAnswer } from './payload';

export type AppAccess = { readonly apiUrl: string; readonly appId: string; readonly appSecret: string };

/** Meta's own code for why it refused; 0 when nobody could be reached or the answer could not be read. */
export type PageIds = { readonly ids: readonly string[] } | { readonly code: number };

const timeoutMs = 15_000;
const mostPages = 100;
const answer = z.object({ data: z.array(z.object({ id: z.string().min(1).max(100) })) });

/**
 * The ids by which the pages of the business know somebody the app knows by another id. Meta's id matching, read 2026-11-22: it wants
 * the app's own token with a proof, and an app and pages that belong to one business; never tried on a real app.
 */
export async function pageIdsOf({ apiUrl, appId, appSecret }: AppAccess, user: string): Promise<PageIds> {
  const token = `${appId}|${appSecret}`;
  const url = new URL(`/${graphVersion}/${encodeURIComponent(user)}/ids_for_pages`, apiUrl);
  url.searchParams.set('limit', String(mostPages));
  url.searchParams.set('appsecret_proof', createHmac('sha256', appSecret).update(token).digest('hex'));
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    const found = response.ok ? answer.safeParse(JSON.parse(text)).data : undefined;
    return found === undefined ? { code: readSendAnswer(text)?.error?.code ?? 0 } : { ids: found.data.map(({ id }) => id) };
  } catch {
    return { code: 0 };
  }
}
