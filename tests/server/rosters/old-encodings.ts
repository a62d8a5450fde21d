import { tcvn3Letters } from '../../../server/rosters/legacy/tcvn3';
import { vniLetters } from '../../../server/rosters/legacy/vni';

/** What an old program wrote: the product only reads these encodings. */
export function asTcvn3(text: string): string {
  return written(text, tcvn3Letters);
}

export function asVni(text: string): string {
  return written(text, vniLetters);
}

export function asWindows1258(text: string): Buffer {
  const decoder = new TextDecoder('windows-1258');
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Buffer.from([code])), code]));
  const split = [...text.normalize('NFC')].flatMap((letter) => (codes.has(letter) ? [letter] : partly(letter)));
  return Buffer.from(split.map((letter) => codes.get(letter) ?? 0x3f));
}

/** Hat and hook stay on the letter, the tone stands behind it. */
function partly(letter: string): readonly string[] {
  const marks = [...letter.normalize('NFD')];
  const tone = marks.find((mark) => /[\u0300\u0301\u0303\u0309\u0323]/u.test(mark)) ?? '';
  return [
    marks
      .filter((mark) => mark !== tone)
      .join('')
      .normalize('NFC'),
    ...(tone === '' ? [] : [tone]),
  ];
}

function written(text: string, letters: ReadonlyMap<string, string>): string {
  const codes = new Map([...letters].map(([code, letter]) => [letter, code]));
  return [...text.normalize('NFC')].map((letter) => codes.get(letter) ?? letter).join('');
}
