import { setImmediate } from 'node:timers/promises';
import { create } from 'qrcode';
import { printJoinCode } from '../../../bot/dialogue/join-code-text';
import { cardsPerPage, codeCards } from '../../../server/printing/cards';
import type { Cards } from '../../../server/printing/model';
import { modulesOf } from './support/qr-modules';
import { readPdf } from './support/read-pdf';
import { masthead, nastyNames, rosterOf, saying } from './support/samples';

const say = saying('vi');
const cells = { left: 28, top: 30, width: (595.28 - 56) / 3, height: (841.89 - 60) / 7 };

describe('cards with single-use codes', () => {
  test('begin a page for each group and are counted there', async () => {
    const batches = [cardsPerPage + 1, 1].map((count) => ({ kind: 'roster', groupName: `Lớp ${count}`, rows: rosterOf(count) }) as const);
    const { pages } = await readPdf(codeCards({ masthead, batches }, say));

    expect(pages.map(({ text }) => /Trang \d+\/\d+/.exec(text)?.[0])).toEqual(['Trang 1/2', 'Trang 2/2', 'Trang 1/1']);
  });

  test('carry number, code and the link of that code', async () => {
    const rows = rosterOf(5);
    const [page] = (await readPdf(codeCards({ masthead, batches: [{ kind: 'roster', groupName: '10A1', rows }] }, say))).pages;

    for (const [index, { number, code }] of rows.entries()) {
      const column = index % 3;
      const row = Math.floor(index / 3);
      const here = { x: cells.left + column * cells.width, y: cells.top + row * cells.height };
      const inside = ({ x, y }: { readonly x: number; readonly y: number }) =>
        x >= here.x && x < here.x + cells.width && y >= here.y && y < here.y + cells.height;
      const expected = create(`https://hieuluat.example.vn/j/${code}`, { errorCorrectionLevel: 'M' }).modules;

      expect(page?.runs.filter(inside).map(({ text }) => text)).toEqual(expect.arrayContaining([`Số ${number}`, printJoinCode(code)]));
      expect(modulesOf(page?.rectangles.filter(inside) ?? [], expected.size)).toEqual([...expected.data]);
    }
  });

  test('stay within the cut marks, whatever the group is called', async () => {
    for (const groupName of nastyNames) {
      const { pages } = await readPdf(codeCards({ masthead, batches: [{ kind: 'roster', groupName, rows: rosterOf(4) }] }, say));

      expect(pages).toHaveLength(1);
      for (const { x, y, width } of pages[0]?.runs ?? []) {
        const inMargin = y > 841.89 - 30;
        const right = inMargin ? 595.28 - 28 : cells.left + (Math.floor((x - cells.left) / cells.width) + 1) * cells.width;
        expect(x + width).toBeLessThan(right);
      }
    }
  });

  test('of service workers are the same cards, and their pages say nothing more', async () => {
    const rows = rosterOf(4);
    const roster = await readPdf(codeCards({ masthead, batches: [{ kind: 'roster', groupName: '', rows }] }, say));
    const cards = await readPdf(codeCards({ masthead, batches: [{ kind: 'card', rows }] }, say));

    expect(cards.pages).toEqual(roster.pages);
  });

  test('are drawn no faster than they are read', async () => {
    const stream = codeCards(many, say);
    stream.once('readable', () => undefined);
    for (let turn = 0; turn < 500; turn += 1) await setImmediate();

    expect(stream.readableLength).toBeGreaterThan(0);
    expect(stream.readableLength).toBeLessThan(200_000); // of 1.4 million
    stream.destroy();
  });
});

const many: Cards = { masthead, batches: [{ kind: 'roster', groupName: '10A1', rows: rosterOf(1_200) }] };
