import fc from 'fast-check';
import { readVietnamese } from '../../../server/rosters/legacy/read-vietnamese';
import { decodeText } from '../../../server/rosters/reading/decode-text';
import { readRosterFile } from '../../../server/rosters/reading/read-roster-file';
import { asTcvn3, asVni, asWindows1258 } from './old-encodings';

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
    { encoding: 'windows-1258', bytes: asWindows1258(list) },
    { encoding: 'TCVN3 (ABC)', bytes: latin1(asTcvn3(list)) },
    { encoding: 'VNI', bytes: latin1(asVni(list)) },
    { encoding: 'TCVN3 that a new program saved as UTF-8', bytes: Buffer.from(asTcvn3(list)) },
    { encoding: 'VNI that a new program saved as UTF-8', bytes: Buffer.from(asVni(list)) },
  ])('is read from $encoding', async ({ bytes }) => {
    expect(await namesIn(bytes)).toEqual(names);
  });

  it('may change its encoding from row to row', async () => {
    const mixed = ['STT;Họ và tên', `1;${asTcvn3('Nguyễn Thị Hương')}`, `2;${asVni('Trần Văn Đức')}`, '3;Lê Hoàng Phước', '4;Bùi Ánh'];

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
    fc.assert(fc.property(text, (original) => expect(readVietnamese(asTcvn3(original), 'tcvn3')).toBe(original)));
  });

  it('comes back from VNI, capitals too', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (small, capital) => {
        const original = capital ? small.toUpperCase() : small;
        expect(readVietnamese(asVni(original), 'vni')).toBe(original);
      }),
    );
  });

  it('comes back from windows-1258 and from UTF-16', () => {
    const list = text.filter((one) => one.trim().length > 3).map((one) => `Họ và tên: ${one}`);
    fc.assert(fc.property(list, (original) => expect(decodeText(Buffer.from(`\ufeff${original}`, 'utf16le'))).toBe(`${original}`)));
    fc.assert(
      fc.property(text, (original) =>
        expect(new TextDecoder('windows-1258').decode(asWindows1258(original)).normalize('NFC')).toBe(original),
      ),
    );
  });
});
