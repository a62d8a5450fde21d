import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { printJoinCode } from '../../../bot/dialogue/join-code-text';
import { guardianFormVersion, guardianSlips } from '../../../server/printing/guardian-slips';
import type { GuardianSlips } from '../../../server/printing/model';
import { readPdf } from './support/read-pdf';
import { masthead, nastyNames, rosterOf, saying } from './support/samples';

const say = saying('vi');
const slips: GuardianSlips = {
  masthead,
  organisation: 'Trường THPT Bảo Lộc',
  contact: 'văn phòng trường',
  returnBy: '2026-12-05',
  classes: [{ name: '10A1', holder: 'cô Trần Thị Mai', rows: rosterOf(3) }],
};

describe('guardian slips', () => {
  test('are two to a page, each class from a page of its own', async () => {
    const classes = [1, 2, 3].map((count) => ({ name: `10A${count}`, holder: 'cô Mai', rows: rosterOf(count) }));
    const { pages } = await readPdf(guardianSlips({ ...slips, classes }, say));

    expect(pages.map(({ text }) => [...text.matchAll(/Lớp: (\S+)/g)].map(([, name]) => name))).toEqual([
      ['10A1'],
      ['10A2', '10A2'],
      ['10A3', '10A3'],
      ['10A3'],
    ]);
  });

  test('say whose, what for, how to withdraw, who keeps them, which form and when', async () => {
    const { pages } = await readPdf(guardianSlips(slips, say));
    const [row] = rosterOf(1);

    const text = pages[0]?.text ?? '';
    for (const words of ['Số thứ tự: 1', printJoinCode(row?.code ?? ''), masthead.agency, 'văn phòng trường', 'cô Trần Thị Mai'])
      expect(text).toContain(words);
    for (const words of ['05/12/2026', guardianFormVersion, '22/11/2026', 'Họ và tên con: ...', 'cha, mẹ', '2 ngày làm việc', '48'])
      expect(text).toContain(words);
  });

  test('ask for a yes or a no to each of four purposes, none ticked', async () => {
    const { pages } = await readPdf(guardianSlips({ ...slips, classes: [{ name: '10A1', holder: 'x', rows: rosterOf(1) }] }, say));
    const boxes = pages[0]?.rectangles.filter(({ width, height }) => width === 12 && height === 12) ?? [];

    expect(boxes).toHaveLength(8);
    expect(new Set(boxes.map(({ x }) => x)).size).toBe(2);
  });

  test.each(nastyNames)('keep every name on their half of the page: %s', async (name) => {
    const nasty = { ...slips, organisation: name, contact: name, classes: [{ name, holder: name, rows: rosterOf(2) }] };
    const { pages } = await readPdf(guardianSlips({ ...nasty, masthead: { ...masthead, agency: name } }, say));

    expect(pages).toHaveLength(1);
    for (const { x, y, width } of pages[0]?.runs ?? []) {
      expect(x + width).toBeLessThanOrEqual(595.28 - 28);
      expect(y % 420.95).toBeGreaterThan(15);
      expect(y % 420.95).toBeLessThan(412);
    }
  });

  test('are a new version of the form when their words change', () => {
    const words = ['vi', 'en'].map((language) => {
      const { slip } = JSON.parse(readFileSync(`content/locales/${language}/printing.json`, 'utf8'));
      return JSON.stringify([slip.notice, slip.purpose, slip.ask, slip.blank]);
    });

    expect([guardianFormVersion, createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 12)]).toEqual([
      'guardian-1',
      '6e7c51066331',
    ]);
  });
});
