/**
 * TCVN 5712:1993, VN3 ("ABC"): one byte a letter, read as the Latin letter that a program without the font shows. Capitals
 * with a tone have no code; the fonts whose names end in H draw the small letter's code as a capital.
 */
const rows = [
  ['aàảãáạ', 'aµ¶·¸¹'],
  ['ăằẳẵắặ', '¨»¼½¾Æ'],
  ['âầẩẫấậ', '©ÇÈÉÊË'],
  ['eèẻẽéẹ', 'eÌÎÏÐÑ'],
  ['êềểễếệ', 'ªÒÓÔÕÖ'],
  ['iìỉĩíị', 'i×ØÜÝÞ'],
  ['oòỏõóọ', 'oßáâãä'],
  ['ôồổỗốộ', '«åæçèé'],
  ['ơờởỡớợ', '¬êëìíî'],
  ['uùủũúụ', 'uïñòóô'],
  ['ưừửữứự', '\u00adõö÷øù'],
  ['yỳỷỹýỵ', 'yúûüýþ'],
  ['đ', '®'],
  ['ĂÂÊÔƠƯĐ', '¡¢£¤¥¦§'],
] as const;

/** Vietnamese letters by the Latin letter that stands for them. */
export const tcvn3Letters: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([letters, codes]) => [...letters.normalize('NFC')].map((letter, index) => [[...codes][index] ?? letter, letter] as const)),
);

/** Text typed with a .Vn font; a word whose plain letters are all capitals gets its toned ones as capitals too. */
export function fromTcvn3(text: string): string {
  return text.replace(/[^\s\d]+/g, (word) => {
    const turned = [...word].map((letter) => tcvn3Letters.get(letter) ?? letter).join('');
    return isShouted(word) ? turned.toUpperCase() : turned;
  });
}

function isShouted(word: string): boolean {
  return (word.match(/[A-Z\u00a1-\u00a7]/g) ?? []).length > 1 && !/[a-z]/.test(word);
}
