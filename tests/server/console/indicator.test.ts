import { periodBefore, periodsOf } from '../../../server/console/plan-periods';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { type Agent, openConsole, signedIn } from './open-console';
import { sampleFigures } from './sample-figures';

let database: TestDatabase;
let agent: Agent;
beforeAll(async () => {
  database = await openTestDatabase();
  const figures = sampleFigures({
    planFigures: async (query) => {
      const all = await sampleFigures().planFigures(query);
      const few = query.node.kind !== 'plan' && query.since === '2026-07-01';
      return all.map((figure) =>
        few && figure.change !== undefined
          ? { ...figure, node: { ...query.node, name: 'x' }, change: { from: figure.change.from } }
          : figure,
      );
    },
  });
  agent = await signedIn(await openConsole(database.db, { figures }));
});
afterAll(() => database.close());

const indicator = '/console/plans/sample-2026/indicators/M-1.3c';

describe('the map of tiles', () => {
  test('has one tile for each area in the order of codes, which says in words what its colour says', async () => {
    const { text } = await agent.get(`${indicator}?sort=low&order=descending`);
    const tiles = [...text.matchAll(/<a class="tile (tile-[\w-]+)"[^>]*><span class="tile-name">([^<]+)<\/span> <strong>([^<]+)</g)];

    expect(tiles.map(([, band, name, share]) => [band, name, share])).toEqual([
      ['tile-met', 'Phường Xuân Hương - Đà Lạt', '70,0\u00a0%'],
      ['tile-met', 'Phường Lâm Viên - Đà Lạt', '78,0\u00a0%'],
      ['tile-above-half', 'Phường 1 Bảo Lộc', '64,5\u00a0%'],
      ['tile-withheld', 'Xã Đơn Dương', 'Đã ẩn'],
    ]);
    expect(text).toContain('2 trên 4 địa bàn đạt chỉ tiêu');
  });

  test.each(['M-1.3c?by=organisation', 'M-1.3c?node=organisation:thpt-1', 'M-1.3a'])('is not on %s', async (page) => {
    const { text, status } = await agent.get(`/console/plans/sample-2026/indicators/${page}`);

    expect([status, text.includes('class="tiles"')]).toEqual([200, false]);
  });
});

describe('the period before', () => {
  test('is of the same length, right before, and of the plan', () => {
    const plan = { from: '2025-01-01', to: '2029-12-31' };
    const before = (id: string) => {
      const period = periodsOf(plan, '2026-12-31').find((one) => one.id === id);
      return period === undefined ? 'none' : periodBefore(plan, period)?.id;
    };

    expect(['2026', '2026-H1', '2026-H2', '2026-Q1', '2026-Q3', '2025-Q1', '2025'].map(before)).toEqual([
      ...['2025', '2025-H2', '2026-H1', '2025-Q4', '2026-Q2'],
      undefined,
      undefined,
    ]);
  });

  test('stands beside the one that was chosen', async () => {
    const { text } = await agent.get(`${indicator}?period=2026-Q3`);
    const without = await agent.get(indicator);

    expect(previousRows(text)).toEqual([
      ['Quý III năm 2026', '2.104'],
      ['Quý II năm 2026', '2.104'],
    ]);
    expect(without.text).not.toContain('id="previous"');
  });

  test('tells nothing of either where the step between them is withheld', async () => {
    const { text } = await agent.get(`${indicator}?node=area:24769&period=2026-Q3`);

    expect(previousRows(text).map(([, people]) => people)).toEqual(['–', '–']);
  });
});

function previousRows(html: string): readonly (readonly string[])[] {
  const body = /id="previous".*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return [...body.matchAll(/<th scope="row">([^<]+)<\/th><td class="figure">([^<]+)</g)].map(([, period = '', people = '']) => [
    period,
    people,
  ]);
}
