/** Vietnamese capitals, marks and all. */
export function upperCase(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi');
}
