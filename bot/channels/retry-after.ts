const longestMs = 60 * 60_000;

/** `Retry-After` in seconds or as a date; nothing when there is none or it makes no sense. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) ? Math.min(longestMs, Math.max(0, ms)) : undefined;
}
