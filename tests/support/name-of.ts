/** A name of its own for each number; a name holds no digits. */
export function nameOf(number: number): string {
  const given = ['An', 'Bình', 'Chi', 'Dũng', 'Giang', 'Hà', 'Khánh', 'Lan', 'Minh', 'Ngọc'];
  return ['Trần', ...[...`${number}`].map((digit) => given[Number(digit)])].join(' ');
}
