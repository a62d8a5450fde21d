const longestMs = 60 * 60_000;

/** `Retry-After` in seconds or as a date; nothing when there is none or it makes no sense. */
export function retryAfterMs(header: string | undefined, now: Date): { readonly retryAfterMs?: number } {
  if (header === undefined) return {};
  const ms = /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? { retryAfterMs: Math.min(longestMs, Math.max(0, ms)) } : {};
}
