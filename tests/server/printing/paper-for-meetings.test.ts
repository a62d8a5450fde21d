import { create } from 'qrcode';
import { attendanceSheet } from '../../../server/printing/attendance-sheet';
import { meetingMinutes } from '../../../server/printing/meeting-minutes';
import type { MeetingMinutes } from '../../../server/printing/model';
import { modulesOf } from './support/qr-modules';
import { readPdf } from './support/read-pdf';
import { groupCode, masthead, meeting, nastyNames, saying } from './support/samples';

const say = saying('vi');
const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ number: index + 1, tail: `${index % 10}Q` }));
const sheetOf = (...counts: readonly number[]) => ({
  masthead,
  meeting,
  code: groupCode,
  groups: counts.map((count, index) => ({ name: `Lớp ${index + 1}`, rows: rowsOf(count) })),
});

describe('an attendance sheet', () => {
  test('has at its head what the meeting is and the code to check in', async () => {
    const [page] = (await readPdf(attendanceSheet(sheetOf(3), say))).pages;
    const link = `https://hieuluat.example.vn/j/${groupCode}`;
    const { data, size } = create(link, { errorCorrectionLevel: 'M' }).modules;
    const squares = page?.rectangles.filter(({ x, y }) => x > 440 && y < 120) ?? [];

    for (const words of [meeting.title, meeting.organisation, meeting.place, meeting.speaker, 'Lớp 1', '45 phút'])
      expect(page?.text).toContain(words);
    expect(page?.text).toContain('7 giờ 15, ngày 03 tháng 02 năm 2026');
    expect(page?.text).toContain('Pháp luật, chính sách; Thông tin, kiến thức');
    expect(modulesOf(squares, size)).toEqual([...data]);
  });

  test.each([0, 17, 18, 23, 24, 45, 46, 51, 52, 120])(
    'of %i rows has each row once, heads on every page, and room for two to confirm on the last',
    async (count) => {
      const { pages } = await readPdf(attendanceSheet(sheetOf(count), say));
      const numbers = pages.flatMap(({ runs }) =>
        runs.filter(({ x, text }) => x < 72 && /^\d+$/.test(text)).map(({ text }) => Number(text)),
      );

      expect(numbers).toEqual(rowsOf(count).map(({ number }) => number));
      for (const [index, { text, runs }] of pages.entries()) {
        expect(text).toContain('STT');
        expect(text).toContain(`Trang ${index + 1}/${pages.length}`);
        expect(text.includes('Người xác nhận thứ hai')).toBe(index === pages.length - 1);
        const lastRow = Math.max(...runs.filter(({ x, text: said }) => x < 72 && /^\d+$/.test(said)).map(({ y }) => y), 0);
        expect(lastRow).toBeLessThan(runs.find(({ text: said }) => said.startsWith('Có mặt:'))?.y ?? 806);
      }
    },
  );

  test('says on every page what signing it means', async () => {
    const { pages } = await readPdf(attendanceSheet(sheetOf(60), say));

    expect(pages.length).toBeGreaterThan(1);
    for (const { text } of pages) expect(text).toContain('Ký tên là đồng ý được tính');
  });

  test('counts the pages of each group for itself', async () => {
    const { pages } = await readPdf(attendanceSheet(sheetOf(40, 5), say));

    expect(pages.map(({ text }) => /Trang \d\/\d/.exec(text)?.[0])).toEqual(['Trang 1/2', 'Trang 2/2', 'Trang 1/1']);
  });

  test.each(nastyNames)('keeps every name inside the page: %s', async (name) => {
    const nasty = { ...meeting, title: name, organisation: name, sharedWith: [name, name], place: name, speaker: name };
    const sheet = { ...sheetOf(40), meeting: nasty, groups: [{ name, rows: rowsOf(40) }] };
    const { pages } = await readPdf(attendanceSheet(sheet, say));

    for (const { runs, text } of pages) {
      expect(text).not.toContain('\uFFFD');
      for (const { x, width, y } of runs) {
        expect(x + width).toBeLessThanOrEqual(595.28 - 42 + 1);
        expect(y).toBeLessThan(835);
      }
    }
  });
});

const bare: MeetingMinutes = { masthead, meeting, locality: 'Bảo Lộc' };

describe('minutes', () => {
  test('stand in the order of administrative documents', async () => {
    const full: MeetingMinutes = {
      ...bare,
      parentBody: 'Sở Giáo dục và Đào tạo',
      number: '12/BB-THPT',
      chair: 'Lê Văn An',
      secretary: 'Phạm Thu Hà',
      endedAt: new Date('2026-02-03T01:05:00Z'),
      present: [
        { organisation: 'Trường THPT Bảo Lộc', people: 600 },
        { organisation: 'Xưởng may', people: 40 },
      ],
      absent: 12,
      proceedings: ['Mọi người đặt câu hỏi.'],
    };
    const { pages, fonts } = await readPdf(meetingMinutes(full, say));
    const text = squeezed(pages.map((page) => page.text).join(' '));
    const order = [
      'SỞ GIÁO DỤC VÀ ĐÀO TẠO',
      'TRƯỜNG THPT BẢO LỘC',
      'Số: 12/BB-THPT',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Bảo Lộc, ngày 03 tháng 02 năm 2026',
      'BIÊN BẢN',
      meeting.title,
      'Thời gian bắt đầu: 7 giờ 15',
      'Địa điểm: Sân trường',
      'Tổng số có mặt: 640 người; vắng: 12 người',
      '- Xưởng may: 40 người',
      'Chủ trì: Lê Văn An',
      'Mọi người đặt câu hỏi.',
      '8 giờ 05',
      'THƯ KÝ',
      'CHỦ TRÌ',
      'Nơi nhận:',
    ].map(squeezed);

    expect(order.filter((words) => !text.includes(words))).toEqual([]);
    expect(order.map((words) => text.indexOf(words))).toEqual(order.map((words) => text.indexOf(words)).sort((a, b) => a - b));
    expect(fonts.some((font) => font.startsWith('Tinos'))).toBe(true);
  });

  test('leave room for what is not known, on one page', async () => {
    const { pages } = await readPdf(meetingMinutes(bare, say));

    expect(pages).toHaveLength(1);
    expect(pages[0]?.text).not.toContain('undefined');
    expect(pages[0]?.text).toMatch(/Tổng số có mặt: \.{5,} người/);
  });

  test('number their pages from the second on and keep the signatures together', async () => {
    const proceedings = Array.from({ length: 40 }, (_, index) => `${index + 1}. ${'Người trình bày trả lời câu hỏi. '.repeat(4)}`);
    const { pages } = await readPdf(meetingMinutes({ ...bare, proceedings }, say));

    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map(({ runs }) => runs.find(({ y }) => y < 50)?.text)).toEqual([
      undefined,
      ...pages.slice(1).map((_, index) => String(index + 2)),
    ]);
    expect(pages.at(-1)?.text).toContain('THƯ KÝ');
    expect(pages.at(-1)?.text).toContain('Nơi nhận');
  });

  test.each(nastyNames)('keep every name inside the page: %s', async (name) => {
    const nasty = { ...meeting, title: name, organisation: name, sharedWith: [name], place: name, speaker: name };
    const { pages } = await readPdf(
      meetingMinutes({ ...bare, meeting: nasty, parentBody: name, locality: name, chair: name, secretary: name }, say),
    );

    for (const { runs } of pages)
      for (const { x, width, y } of runs) {
        expect(x).toBeGreaterThan(40);
        expect(x + width).toBeLessThanOrEqual(595.28 - 20);
        expect(y).toBeLessThan(800);
      }
  });
});

/** Justified lines have moved words and no blanks. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
