import type { Express } from 'express';
import { createFigures } from '../../../server/reach/figures';
import { createLedger } from '../../../server/reach/ledger';
import { denominators } from '../../../server/storage/collections/denominators';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, denominator, lessonBy } from '../reach/support/province';
import { type Agent, clock, openConsole, signedIn } from './open-console';

let database: TestDatabase;
let app: Express;
let agent: Agent;
let plan: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  plan = (await buildProvince(db)).plan;
  await denominators(db).insertMany([
    ...['S1', 'S2', 'S3', 'S4'].map((school) => denominator('organisation', school, 'upper-secondary', 50)),
    denominator('area', '68', 'vocational', 10),
    denominator('area', '68', 'higher-education', 20),
  ]);
  await reach(40, { organisation: 'S1', area: '68001' });
  app = await openConsole(db, { figures: createFigures(db, { now: () => clock }) });
  agent = await signedIn(app);
});
afterAll(() => database.close());

async function reach(count: number, at: { readonly organisation: string; readonly area: string }, first = 0): Promise<void> {
  const rows = [];
  for (let n = first; n < first + count; n += 1)
    rows.push(...(await lessonBy(database.db, `${at.organisation}-${n}`, '2026-11-20T04:00:00Z', at)));
  await createLedger(database.db, { now: () => clock }).append(rows);
}

async function students(path: string): Promise<Record<string, unknown>> {
  const { body } = await agent.get(path);
  const figures: readonly Record<string, unknown>[] = body.figures;
  return figures.find(({ denominator: people }) => people !== undefined) ?? {};
}

describe('the console on a ledger', () => {
  test('counts one more person as soon as their lesson is in it', async () => {
    const path = `/console/plans/${encodeURIComponent(plan)}/figures.json`;
    const before = await students(path);

    await reach(1, { organisation: 'S1', area: '68001' }, 40);

    const after = await students(path);
    expect([before.low, after.low]).toEqual([40, 41]);
    expect(after.denominator).toBe(230);
  });

  test('opens plan, target, school and file', async () => {
    const { indicator } = await students(`/console/plans/${encodeURIComponent(plan)}/figures.json`);
    const target = `/console/plans/${encodeURIComponent(plan)}/indicators/${indicator}`;

    const answers = await Promise.all(
      ['', '?by=organisation', '?node=organisation:S1', '/export.csv?by=organisation', '/trend.svg'].map((rest) =>
        agent.get(`${target}${rest}`),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers[1]?.text).toContain('Trường 1');
  });

  test('takes an officer of the whole province for one of the whole plan', async () => {
    const province = await openConsole(database.db, {
      figures: createFigures(database.db, { now: () => clock }),
      area: '68',
      signInName: 'tỉnh',
    });

    const answer = await (await signedIn(province, 'tỉnh')).get('/console');

    expect(answer.text).toContain('Toàn kế hoạch');
  });

  test.each([
    { node: 'area:68001', status: 200 },
    { node: 'organisation:S1', status: 200 },
    { node: 'area:68002', status: 404 },
    { node: 'organisation:S3', status: 404 },
  ])('answers an officer of one commune $status for $node', async ({ node, status }) => {
    const commune = await openConsole(database.db, {
      figures: createFigures(database.db, { now: () => clock }),
      area: '68001',
      signInName: 'xã',
    });

    const answer = await (await signedIn(commune, 'xã')).get(`/console/plans/${encodeURIComponent(plan)}?node=${node}`);

    expect(answer.status).toBe(status);
  });
});
