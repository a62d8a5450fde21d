const firstMs = 2_000;
const mostMs = 5 * 60_000;

/** After this many failed tries a reply is dropped and listed: its answer is stale by then. */
export const mostTries = 8;

/** How long to wait before try `tries + 1`; the platform's own word goes before ours. */
export function backoffMs(tries: number, retryAfterMs: number | undefined): number {
  return retryAfterMs ?? Math.min(mostMs, firstMs * 2 ** Math.max(0, tries - 1));
}
