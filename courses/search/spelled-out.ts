/** Short spellings of chat, each with the word it stands for. Only those that stand for one word whoever writes them. */
const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    không: 'ko k kh kg kô hok hông hong hem hổng',
    được: 'dc đc dk đk duoc',
    gì: 'j ji',
    với: 'vs',
    vậy: 'z zậy zay',
    rồi: 'r rùi rui',
    tôi: 'tui',
    mình: 'mk mik',
    em: 'e',
    làm: 'lm',
    biết: 'bít bik',
    quá: 'wa qá',
    'như thế nào': 'ntn',
    'người yêu': 'ny',
    'quan hệ': 'qh',
    'bao cao su': 'bcs',
    'công ty': 'cty',
    'căn cước': 'cccd',
    'chứng minh thư': 'cmnd cmt',
    'điện thoại': 'đt',
    'số điện thoại': 'sđt sdt',
    chồng: 'ck',
    vợ: 'vk',
    facebook: 'fb',
  }).flatMap(([word, short]) => short.split(' ').map((spelling) => [spelling, word] as const)),
);

/** What somebody typed in the spelling of chats, in whole words. */
export function spelledOut(text: string): string {
  return text.normalize('NFC').replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => spellings.get(word.toLowerCase()) ?? word);
}
