import { createFigures } from '../../../server/reach/figures';
import { createLedger } from '../../../server/reach/ledger';
import { importPlan } from '../../../server/reach/plan';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, lessonBy } from './support/province';

const now = () => new Date('2026-11-22T03:00:00Z');

const plan = (op: string, count: number) => `
id: SIXTH-${count}
source_kind: full_text
issuer: UBND tỉnh
number: "6/KH-UBND"
issued: "2026-01-05"
period: {from: 2026, to: 2030}
indicators:
  - {id: P1, line: 12, scope: core, kind: person_count, population: student, term: học sinh, op: "${op}", target_count: ${count}, due: 2030}
`;

let database: TestDatabase;
const plans: Record<string, string> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  const { db } = database;
  await buildProvince(db);
  for (const [name, text] of Object.entries({ met: plan('>=', 12), over: plan('>', 13), far: plan('>=', 60_000) })) {
    const imported = await importPlan(db, text, { area: '68', now: new Date('2026-01-01T00:00:00Z') });
    if ('faults' in imported) throw new Error(imported.faults.join('\n'));
    plans[name] = imported.id;
  }
  const rows = [];
  for (let n = 0; n < 13; n += 1)
    rows.push(...(await lessonBy(db, `S1-${n}`, '2026-11-20T04:00:00Z', { organisation: 'S1', area: '68001' })));
  await createLedger(db, { now }).append(rows);
});
afterAll(() => database.close());

async function figureOf(name: string, area?: string) {
  const node = area === undefined ? {} : { node: { kind: 'area' as const, id: area } };
  const [figure] = await createFigures(database.db, { now }).planFigures({ plan: plans[name] ?? '', ...node });
  return figure;
}

describe('an indicator that asks for a number of people', () => {
  test.each([
    { name: 'met', verdict: { met: true, missing: 0 }, written: 'Ít nhất 12 người' },
    { name: 'over', verdict: { met: false, missing: 1 }, written: 'Trên 13 người' },
    { name: 'far', verdict: { met: false, missing: 59_987 }, written: 'Ít nhất 60.000 người' },
  ])('“$written” is judged by the 13 who were reached', async ({ name, verdict, written }) => {
    const figure = await figureOf(name);

    expect(figure?.low).toBe(13);
    expect(figure?.countVerdict).toEqual(verdict);
    expect(figure?.indicator.target.written).toBe(written);
  });

  test('has neither denominator nor share', async () => {
    const figure = await figureOf('far');

    expect([figure?.denominator, figure?.verdict]).toEqual([{ status: 'none' }, undefined]);
  });

  test('asks nothing of a part of the plan', async () => {
    const figure = await figureOf('far', '68001');

    expect([figure?.low, figure?.countVerdict]).toEqual([13, undefined]);
  });
});
