const firstMs = 2_000;
const mostMs = 5 * 60_000;

/** A message that was tried this often and is this old is dropped and listed: what it answers is stale by then. */
export const mostTries = 8;
export const triedForMs = 6 * 60 * 60_000;

/** How long to wait before try `tries + 1`; the platform's own word goes before ours. */
export function backoffMs(tries: number, retryAfterMs: number | undefined): number {
  return retryAfterMs ?? Math.min(mostMs, firstMs * 2 ** Math.max(0, tries - 1));
}
