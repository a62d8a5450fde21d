/** What `read` answered, for as long as given; a failure is not remembered. For settings that change by import only. */
export function rememberedFor<T>(keepMs: number, now: () => Date, read: () => Promise<T>): () => Promise<T> {
  let readAt = 0;
  let kept: Promise<T> | undefined;
  return () => {
    const at = now().getTime();
    if (kept !== undefined && Math.abs(at - readAt) < keepMs) return kept;
    readAt = at;
    kept = read().catch((error) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
