import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideFigure, enterFigure, type FigureEntry, readEntry } from '../../../server/entered/enter-figure';
import { enteredFigures, enteredIndicators } from '../../../server/entered/entered-lines';
import { planVersion, readPlanFile } from '../../../server/reach/plan';
import type { PlanVersion } from '../../../server/reach/plan-version';
import { findPeriod } from '../../../server/reports/report-period';
import { enteredFigures as stored } from '../../../server/storage/collections/entered-figures';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const now = new Date('2026-11-22T03:00:00Z');
const source = { agency: 'Công an tỉnh', document: '9/BC', day: '2025-06-01' };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => stored(database.db).deleteMany({}));

function planOf(name: string): PlanVersion {
  const text = readFileSync(join(__dirname, '../../../content/plans', `${name}.yaml`), 'utf8');
  const read = readPlanFile(text);
  if ('faults' in read) throw new Error(read.faults.join());
  return planVersion(text, read.file, '68', now);
}
const plan = planOf('lam-dong-2021-2025');
const period = findPeriod({ from: plan.from, to: '2025-12-31' }, '2025');
if (period === undefined) throw new Error('no such period');

function lineOf(id: string) {
  const line = enteredIndicators(plan).find(({ indicator }) => indicator.id === id);
  if (line === undefined) throw new Error(`no ${id}`);
  return line;
}

const as = (by: string) => ({ db: database.db, bounds: 'everything' as const, by, now });
const enter = (by: string, id: string, entry: FigureEntry, paper?: string) =>
  enterFigure(as(by), { plan, period, line: lineOf(id), entry, ...(paper === undefined ? {} : { paper }) });
const figureOf = async (id: string) =>
  (await enteredFigures(database.db, 'everything', { plan, period: '2025' })).find(({ indicator }) => indicator.id === id);

describe('the indicators that are entered', () => {
  test('are those that the ledger does not count, of every plan', () => {
    const ids = ['lam-dong-2021-2025', 'ben-tre-2021-2025', 'bac-kan-2011-2015', 'lang-son-2022'].map((name) => {
      const { file } = planOf(name);
      const entered = enteredIndicators(planOf(name)).map(({ indicator }) => indicator.id);
      return file.indicators.filter(({ id, scope }) => scope !== 'core' && !entered.includes(id));
    });

    expect(ids).toEqual([[], [], [], []]);
  });

  test.each([
    { plan: 'ben-tre-2021-2025', id: 'BT-1.1', because: 'asks for villages', entered: true },
    { plan: 'lang-son-2022', id: 'LS-1', because: 'is about offices', entered: true },
    { plan: 'lam-dong-2021-2025', id: 'LD-1.1', because: 'is counted from meetings', entered: false },
  ])('$id is among them where nothing counts it: it $because', ({ plan: name, id, entered }) => {
    expect(enteredIndicators(planOf(name)).some(({ indicator }) => indicator.id === id)).toBe(entered);
  });

  test.each([
    { id: 'LD-3.3', form: 'share', proof: false, guarded: false },
    { id: 'LD-4.1', form: 'number', proof: true, guarded: false },
    { id: 'LD-3.2', form: 'change', proof: false, guarded: false },
    { id: 'LD-4.2', form: 'share', proof: false, guarded: true },
  ])('$id is given as $form', ({ id, ...wanted }) => {
    expect(lineOf(id)).toMatchObject(wanted);
  });
});

describe('a figure', () => {
  test('with proof stands when another person has confirmed it', async () => {
    const { _id } = await enter('an', 'LD-5.1a', { value: 70, of: 100, result: '', ...source }, 'paper-1');
    const before = await figureOf('LD-5.1a');
    const decided = [await decideFigure(as('an'), _id), await decideFigure(as('binh'), _id), await decideFigure(as('binh'), _id)];
    const after = await figureOf('LD-5.1a');

    expect([before?.figure, before?.waiting.length, decided]).toEqual([undefined, 1, ['own_work', 'done', 'decided_already']]);
    expect([after?.figure?.value, after?.verdict, after?.waiting]).toEqual([70, { met: true, missing: 0, tenthsOfPercent: 700 }, []]);
  });

  test('of another agency stands at once; a later one corrects it and the first stays', async () => {
    await enter('an', 'LD-3.3', { value: 19, of: 100, result: '', ...source });
    await enterFigure(
      { ...as('an'), now: new Date(now.getTime() + 1_000) },
      { plan, period, line: lineOf('LD-3.3'), entry: { value: 20, of: 100, result: '', ...source } },
    );

    const line = await figureOf('LD-3.3');

    expect([line?.figure?.value, line?.verdict?.met, line?.history.map(({ value }) => value)]).toEqual([20, true, [20, 19]]);
  });

  test('about people who sell sex keeps no file', async () => {
    const figure = await enter('an', 'LD-4.2', { value: 6, of: 10, result: '', ...source }, 'paper-1');

    expect(figure).not.toHaveProperty('paper');
  });

  test('refused never stands', async () => {
    const { _id } = await enter('an', 'LD-4.1', { value: 2, result: '', ...source });
    await decideFigure(as('binh'), _id, 'chưa có quyết định thành lập');

    const line = await figureOf('LD-4.1');

    expect([line?.figure, line?.history[0]?.decided?.note]).toEqual([undefined, 'chưa có quyết định thành lập']);
  });
});

test.each([
  { form: 'share' as const, typed: { value: '5', of: '4' }, faults: ['moreThanAll'] },
  { form: 'share' as const, typed: { value: '0', of: '0' }, faults: ['required'] },
  { form: 'change' as const, typed: { value: '-3,5' }, faults: [] },
  { form: 'change' as const, typed: { value: '3,55' }, faults: ['notAPercent'] },
  { form: 'words' as const, typed: { result: ' ' }, faults: ['required'] },
  { form: 'number' as const, typed: { value: '' }, faults: ['required'] },
])('typed as $form $typed is wrong by $faults', ({ form, typed, faults }) => {
  const read = readEntry(form, { ...source, ...typed });

  expect(read.success ? [] : read.error.issues.map(({ message }) => message)).toEqual(faults);
});
