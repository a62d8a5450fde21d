/** A small repeatable source of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffleWith(random: () => number): <T>(items: T[]) => T[] {
  return (items) => {
    const rows = items.map((item) => ({ item, at: random() }));
    return rows.sort((a, b) => a.at - b.at).map(({ item }) => item);
  };
}
