import type { Cell } from '../reading/roster-file';

/** Numbers of eleven digits as they were until 2018, and what the operators made of their first four. */
const changes = `
  0120>070 0121>079 0122>077 0126>076 0128>078 0123>083 0124>084
  0125>085 0127>081 0129>082 0162>032 0163>033 0164>034 0165>035
  0166>036 0167>037 0168>038 0169>039 0186>056 0188>058 0199>059
`;
const renumbered: ReadonlyMap<string, string> = new Map(
  [...changes.matchAll(/(\d{4})>(\d{3})/g)].map(([, old = '', today = '']) => [old, today]),
);

/** A Vietnamese mobile number as its ten digits, however it was typed; of several in one cell the first. */
export function readPhone(cell: Cell): string | undefined {
  if (cell === undefined || cell instanceof Date) return undefined;
  const [first = ''] = `${cell}`.split(/[;,/\n]| - | hoặc /);
  const digits = first.replace(/\.0$/, '').replace(/[^\d+]/g, '');
  const national = digits.replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, '0');
  const whole = /^[35789]\d{8}$|^1[268]\d{8}$|^199\d{7}$/.test(national) ? `0${national}` : national;
  const today = whole.length === 11 ? (renumbered.get(whole.slice(0, 4)) ?? '') + whole.slice(4) : whole;
  return /^0[35789]\d{8}$/.test(today) ? today : undefined;
}
