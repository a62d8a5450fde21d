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
