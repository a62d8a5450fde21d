/** A dotted line to write on, about as long as that many letters. */
export function dots(letters: number): string {
  return '.'.repeat(letters * 2);
}
