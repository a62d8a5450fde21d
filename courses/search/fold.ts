/** Text as it is compared: lower case, no diacritics, đ as d, single spaces. The same for composed and decomposed letters. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFD') // lower case may bring new marks, as İ does
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim();
}

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Text with its diacritics, but the tone of each word at its end: "hoà" and "hòa" are both in use and the same word. */
export function toned(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{L}\p{M}]+/gu, (word) => word.replace(toneMarks, '') + (word.match(toneMarks) ?? []).join(''))
    .normalize('NFC');
}
