/** What `read` answered, for as long as given or until asked `anew`; a failure is not remembered. For settings that change by import only. */
export function rememberedFor<T>(keepMs: number, now: () => Date, read: () => Promise<T>): (anew?: 'anew') => Promise<T> {
  let readAt = 0;
  let kept: Promise<T> | undefined;
  return (anew) => {
    const at = now().getTime();
    if (anew === undefined && kept !== undefined && Math.abs(at - readAt) < keepMs) return kept;
    readAt = at;
    kept = read().catch((error) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}
