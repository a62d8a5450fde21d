/** Calls `write` with the numbers from 0 to `count` − 1, `most` at a time. */
export async function inBatches(count, most, write) {
  for (let from = 0; from < count; from += most) {
    const size = Math.min(most, count - from);
    await write(Array.from({ length: size }, (_, index) => from + index));
  }
}
