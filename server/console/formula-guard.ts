/** A spreadsheet runs a text that begins like a formula; a number stays one, below zero too. */
export function guardFormula<T>(cell: T): T | string {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
