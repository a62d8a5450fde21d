const retryMs = 1_000;

/** Tries a write until the store takes it: what a learner waits for stays open meanwhile, so that a store that is away for a while loses nothing. */
export async function untilStored(write: () => Promise<void>, failed: () => void): Promise<void> {
  for (;;) {
    try {
      await write();
      return;
    } catch {
      failed();
      await new Promise((done) => setTimeout(done, retryMs));
    }
  }
}
