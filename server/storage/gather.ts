/** Calls that come in the same turn of the event loop become one call with all of them; each gets its own result. */
export function gather<T, R>(work: (all: readonly T[]) => Promise<readonly R[]>): (one: T) => Promise<R | undefined> {
  let waiting: { readonly items: T[]; readonly results: Promise<readonly R[]> } | undefined;
  return async (one) => {
    waiting ??= begin();
    const { items, results } = waiting;
    const place = items.push(one) - 1;
    return (await results)[place];
  };

  function begin() {
    const items: T[] = [];
    const results = new Promise<void>((ready) => setImmediate(ready)).then(() => {
      waiting = undefined;
      return work(items);
    });
    return { items, results };
  }
}
