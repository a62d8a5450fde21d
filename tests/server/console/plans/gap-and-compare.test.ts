import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFigures } from '../../../../server/reach/figures';
import { createLedger } from '../../../../server/reach/ledger';
import { importPlan } from '../../../../server/reach/plan';
import { denominators } from '../../../../server/storage/collections/denominators';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { buildProvince, denominator, lessonBy } from '../../reach/support/province';
import { type Agent, clock, openConsole, signedIn } from '../open-console';

let database: TestDatabase;
let agent: Agent;
let plan: string;

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  plan = `/console/plans/${encodeURIComponent((await buildProvince(db)).plan)}`;
  const text = readFileSync(join(__dirname, '../../../../content/plans/lam-dong-2021-2025.yaml'), 'utf8');
  await importPlan(db, text, { area: '68', now: clock });
  await denominators(db).insertMany([
    ...['S1', 'S2', 'S3', 'S4'].map((school) => denominator('organisation', school, 'upper-secondary', 50)),
    denominator('area', '68', 'vocational', 10),
    denominator('area', '68', 'higher-education', 20),
  ]);
  const rows = [];
  for (let n = 0; n < 30; n += 1)
    rows.push(...(await lessonBy(db, `S1-${n}`, '2026-11-20T04:00:00Z', { organisation: 'S1', area: '68001' })));
  await createLedger(db, { now: () => clock }).append(rows);
  const figures = createFigures(db, { now: () => clock });
  agent = await signedIn(await openConsole(db, { figures }));
});
afterAll(() => database.close());

describe('the gap planner', () => {
  test('says how many people are missing and where', async () => {
    const { text } = await agent.get(`${plan}/indicators/SP-1.3c/gap?goal=50&by=2027-11-22`).expect(200);

    expect(text).toContain('cần thêm 85 người');
    expect(text.match(/<th scope="row">/g)).toHaveLength(4);
  });

  test('does not exist for service workers', async () => {
    await agent.get(`${plan}/indicators/SP-1.3a/gap`).expect(404);
  });
});

describe('plans side by side', () => {
  test('show the same people under each', async () => {
    const { text } = await agent.get('/console/plans/compare?population=student').expect(200);

    expect(text).toContain('7851/KH-UBND');
    expect(text).toContain('Kế hoạch mẫu');
    expect(text.match(/<th scope="row">/g)).toHaveLength(2);
  });
});
