import { withCheckCharacter } from '../../../../bot/dialogue/join-code-text';
import type { Language } from '../../../../courses/model';
import { loadTexts, type Translate } from '../../../../server/i18n';
import type { Masthead, PlannedMeeting, RosterRow } from '../../../../server/printing/model';

const texts = loadTexts();
export const saying = (language: Language): Translate => texts(language, 'printing');

export const masthead: Masthead = {
  agency: 'Sở Y tế tỉnh Lâm Đồng',
  publicUrl: 'https://hieuluat.example.vn',
  zalo: 'Hiểu Luật Lâm Đồng',
  messenger: 'hieuluat',
  demo: false,
  printedAt: new Date('2026-11-22T05:00:00Z'),
};

export const groupCode = withCheckCharacter('K7Q4M');
export const expiresAt = new Date('2027-05-31T17:00:00Z'); // midnight in Vietnam

const digits = 'ABCDEFGHJK';

/** A roster of as many rows, each with a code of its own. */
export function rosterOf(count: number): readonly RosterRow[] {
  return Array.from({ length: count }, (_, index) => {
    const spelled = [...String(index).padStart(5, '0')].map((digit) => digits[Number(digit)]).join('');
    return { number: index + 1, code: withCheckCharacter(`2Q${spelled}`) };
  });
}

export const meeting: PlannedMeeting = {
  title: 'Nói chuyện dưới cờ về quyền của học sinh',
  organisation: 'Trường THPT Bảo Lộc',
  place: 'Sân trường',
  startsAt: new Date('2026-02-03T00:15:00Z'),
  minutes: 45,
  parts: ['law', 'knowledge'],
  speaker: 'Bà Nguyễn Thị Hòa',
};

/** Names as offices really have them, and worse. */
export const nastyNames = [
  'Công ty Cổ phần Đầu tư Xây dựng Sản xuất Thương mại Dịch vụ Xuất nhập khẩu và Phát triển Hạ tầng Khu công nghiệp Quốc tế Phương Nam – Chi nhánh số 2 tại huyện Đức Trọng (nay là xã Hiệp Thạnh), tỉnh Lâm Đồng',
  'TrườngTrunghọcphổthôngChuyênThăngLong'.repeat(8),
  'Tru\u031bo\u031b\u0300ng Tie\u0302\u0309u ho\u0323c Nguye\u0302\u0303n Hue\u0323\u0302', // decomposed
  'Xưởng\u0000 A\u202e\nB\tC',
  '=HYPERLINK("http://x";"y")',
] as const;
