import fc from 'fast-check';
import { fold } from '../../../courses/search/fold';
import { phrase, saidText } from '../../../courses/search/phrase';
import { spelledOut } from '../../../courses/search/spelled-out';

const isSaid = (written: string, text: string): boolean => phrase(written).isSaidIn(saidText(text));

describe('a phrase', () => {
  test.each([
    { written: 'bán dâm', text: 'Bán dâm bị phạt không', said: true },
    { written: 'bán dâm', text: 'ban dam phat bao nhieu', said: true },
    { written: 'bán dâm', text: 'bạn dám không', said: false },
    { written: 'bán dâm', text: 'bán', said: false },
    { written: 'tu tu', text: 'em muốn tự tữ', said: true },
    { written: 'sờ em', text: 'cho xin số em', said: false },
    { written: 'ép … bán dâm', text: 'nó ép bán dâm', said: true },
    { written: 'ép … bán dâm', text: 'nó ép em phải đi bán dâm', said: true },
    { written: 'ép … bán dâm', text: 'nó ép em phải đi làm ở quán bán dâm', said: false },
    { written: 'không', text: 'e ko bik', said: true },
    { written: 'hòa', text: 'hoà', said: true },
    { written: '111', text: 'gọi 1111', said: false },
  ])('"$written" in "$text": $said', ({ written, text, said }) => {
    expect(isSaid(written, text)).toBe(said);
  });

  test('is said by itself, with its marks, without them, and in capitals', () => {
    const syllable = fc.constantFrom('bán', 'dâm', 'tiền', 'công', 'ty', 'người', '18');
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1, maxLength: 6 }), (syllables) => {
        const written = syllables.join(' ');

        expect(isSaid(written, written)).toBe(true);
        expect(isSaid(written, fold(written))).toBe(true);
        expect(isSaid(written, `xin hỏi ${written.toUpperCase()} ạ?`)).toBe(true);
      }),
    );
  });
});

test('short spellings are spelled out as whole words only', () => {
  expect(spelledOut('cty KO cho e về')).toBe('công ty không cho em về');
  expect(spelledOut('kể koala')).toBe('kể koala');
});
