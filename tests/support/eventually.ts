/** Tries again until the expectation holds; after `withinMs` its own failure is the test's. */
export async function eventually(expectation: () => Promise<void> | void, withinMs = 10_000): Promise<void> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
