/** Works through a long list so many at a time. */
export async function inBatches<T>(all: readonly T[], most: number, work: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += most) await work(all.slice(from, from + most));
}
