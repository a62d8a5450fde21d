import { create } from 'qrcode';
import { joinPoster, joinSheet } from '../../../server/printing/join-sheet';
import { modulesOf } from './support/qr-modules';
import { readPdf } from './support/read-pdf';
import { expiresAt, groupCode, masthead, nastyNames, saying } from './support/samples';

const sheet = { masthead, code: groupCode, expiresAt };
const printed = `${groupCode.slice(0, 3)}-${groupCode.slice(3)}`;

describe('the sheet of a join code', () => {
  test.each([
    { what: 'sheet', print: joinSheet, width: 595.28, height: 841.89 },
    { what: 'poster', print: joinPoster, width: 841.89, height: 1190.55 },
  ])('is one page: a $what', async ({ print, width, height }) => {
    const { pages } = await readPdf(print(sheet, saying('vi')));

    expect(pages.map((page) => ({ width: page.width, height: page.height }))).toEqual([{ width, height }]);
  });

  test('says what it is, who answers for it, the code and three ways in, in composed letters', async () => {
    const [page] = (await readPdf(joinSheet(sheet, saying('vi')))).pages;

    for (const words of ['Hiểu Luật', masthead.agency, printed, 'Zalo', 'Messenger', `hieuluat.example.vn/j/${printed}`, '31/05/2027'])
      expect(page?.text).toContain(words);
    for (const promise of ['tự động', 'Miễn phí', 'dừng', 'xóa dữ liệu']) expect(page?.text).toContain(promise);
    expect(page?.text).toBe(page?.text.normalize('NFC'));
  });

  test('holds the link in its QR code, module by module', async () => {
    const [page] = (await readPdf(joinSheet(sheet, saying('vi')))).pages;
    const expected = create(`https://hieuluat.example.vn/j/${groupCode}`, { errorCorrectionLevel: 'M' }).modules;

    expect(modulesOf(page?.rectangles ?? [], expected.size)).toEqual([...expected.data]);
  });

  test('names only the ways that there are', async () => {
    const { zalo: _zalo, messenger: _messenger, ...bare } = masthead;
    const { everything } = await readPdf(joinSheet({ ...sheet, masthead: bare }, saying('vi')));

    expect(everything).not.toMatch(/Zalo|Messenger|undefined/);
    expect(everything).toContain('Trang web');
  });

  test('is embedded in two weights and more, as subsets', async () => {
    const { fonts, bytes } = await readPdf(joinSheet(sheet, saying('vi')));

    expect(new Set(fonts)).toEqual(new Set(['BeVietnamPro-Bold', 'BeVietnamPro-Medium', 'BeVietnamPro-Regular']));
    expect(bytes).toBeLessThan(60_000);
  });

  test('marks a demonstration', async () => {
    const { everything } = await readPdf(joinSheet({ ...sheet, masthead: { ...masthead, demo: true } }, saying('vi')));

    expect(everything).toContain('BẢN TRÌNH DIỄN');
  });

  test.each(nastyNames)('keeps an agency inside the page: %s', async (agency) => {
    const names = { ...masthead, agency, zalo: agency, publicUrl: `https://${'a'.repeat(60)}.example.vn` };
    const { pages } = await readPdf(joinSheet({ ...sheet, masthead: names }, saying('en')));

    expect(pages).toHaveLength(1);
    for (const run of pages[0]?.runs ?? []) {
      expect(run.x).toBeGreaterThanOrEqual(40);
      expect(run.x + run.width).toBeLessThanOrEqual(595.28 - 40);
      expect(run.y).toBeLessThan(830);
    }
  });
});
