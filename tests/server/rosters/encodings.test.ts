import fc from 'fast-check';
import { readVietnamese } from '../../../server/rosters/legacy/read-vietnamese';
import { tcvn3Letters } from '../../../server/rosters/legacy/tcvn3';
import { vniLetters } from '../../../server/rosters/legacy/vni';
import { decodeText } from '../../../server/rosters/reading/decode-text';
import { readRosterFile } from '../../../server/rosters/reading/read-roster-file';

const names = [
  'Nguyễn Thị Hương',
  'Trần Văn Đức',
  'Lê Hoàng Phước',
  'Phạm Ngọc Ánh',
  'Võ Thị Mỹ Duyên',
  'Đặng Quốc Khánh',
  'Bùi Xuân Trường',
  'Lý Thường Kiệt',
];
const list = ['STT;Họ và tên;Lớp', ...names.map((name, index) => `${index + 1};${name};10A1`)].join('\r\n');

/** Letters back to what an old program wrote: the product only reads these encodings. */
function written(text: string, letters: ReadonlyMap<string, string>): string {
  const codes = new Map([...letters].map(([code, letter]) => [letter, code]));
  return [...text.normalize('NFC')].map((letter) => codes.get(letter) ?? letter).join('');
}

function bytes1258(text: string): Buffer {
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

const latin1 = (text: string) => Buffer.from(text, 'latin1');

async function namesIn(bytes: Buffer): Promise<readonly unknown[]> {
  const read = await readRosterFile(bytes);
  return 'refused' in read ? [read.refused.reason] : (read.file.sheets[0]?.rows ?? []).slice(1).map(({ cells }) => cells[1]);
}

describe('a list in an old or unstated encoding', () => {
  test.each([
    { encoding: 'UTF-8 without a mark', bytes: Buffer.from(list) },
    { encoding: 'UTF-8 with a mark', bytes: Buffer.from(`\ufeff${list}`) },
    { encoding: 'decomposed UTF-8', bytes: Buffer.from(list.normalize('NFD')) },
    { encoding: 'UTF-16 with a mark', bytes: Buffer.from(`\ufeff${list}`, 'utf16le') },
    { encoding: 'UTF-16 without a mark', bytes: Buffer.from(list, 'utf16le') },
    { encoding: 'UTF-16 with the high byte first', bytes: Buffer.from(`\ufeff${list}`, 'utf16le').swap16() },
    { encoding: 'windows-1258', bytes: bytes1258(list) },
    { encoding: 'TCVN3 (ABC)', bytes: latin1(written(list, tcvn3Letters)) },
    { encoding: 'VNI', bytes: latin1(written(list, vniLetters)) },
    { encoding: 'TCVN3 that a new program saved as UTF-8', bytes: Buffer.from(written(list, tcvn3Letters)) },
    { encoding: 'VNI that a new program saved as UTF-8', bytes: Buffer.from(written(list, vniLetters)) },
  ])('is read from $encoding', async ({ bytes }) => {
    expect(await namesIn(bytes)).toEqual(names);
  });

  it('may change its encoding from row to row', async () => {
    const mixed = [
      'STT;Họ và tên',
      `1;${written('Nguyễn Thị Hương', tcvn3Letters)}`,
      `2;${written('Trần Văn Đức', vniLetters)}`,
      '3;Lê Hoàng Phước',
      '4;Bùi Ánh',
    ];

    expect(await namesIn(Buffer.from(mixed.join('\n')))).toEqual(['Nguyễn Thị Hương', 'Trần Văn Đức', 'Lê Hoàng Phước', 'Bùi Ánh']);
  });

  it('keeps names that are no Vietnamese words', async () => {
    const others = ['STT;Họ và tên', "1;H'Nhiêm Niê", '2;Y Nguyễn Êban', '3;Rơ Châm Hùng', '4;José Müller'];

    expect(await namesIn(Buffer.from(others.join('\n')))).toEqual(["H'Nhiêm Niê", 'Y Nguyễn Êban', 'Rơ Châm Hùng', 'José Müller']);
  });

  it('reads capitals that were typed with a capitals font', () => {
    expect(readVietnamese('NGUYÔN THÞ H\u00adƠNG'.replace('Ơ', '¥'), 'tcvn3')).toBe('NGUYỄN THỊ HƯƠNG');
  });
});

describe('every Vietnamese letter', () => {
  const small = 'aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcdghklmnpqrstvx ';
  const text = fc.array(fc.constantFrom(...small.normalize('NFC')), { minLength: 1, maxLength: 40 }).map((letters) => letters.join(''));

  it('comes back from TCVN3', () => {
    fc.assert(fc.property(text, (original) => expect(readVietnamese(written(original, tcvn3Letters), 'tcvn3')).toBe(original)));
  });

  it('comes back from VNI, capitals too', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (small, capital) => {
        const original = capital ? small.toUpperCase() : small;
        expect(readVietnamese(written(original, vniLetters), 'vni')).toBe(original);
      }),
    );
  });

  it('comes back from windows-1258 and from UTF-16', () => {
    const list = text.filter((one) => one.trim().length > 3).map((one) => `Họ và tên: ${one}`);
    fc.assert(fc.property(list, (original) => expect(decodeText(Buffer.from(`\ufeff${original}`, 'utf16le'))).toBe(`${original}`)));
    fc.assert(
      fc.property(text, (original) => expect(new TextDecoder('windows-1258').decode(bytes1258(original)).normalize('NFC')).toBe(original)),
    );
  });
});
