import fc from 'fast-check';
import { createFigures } from '../../../server/reach/figures';
import { createGiveOut } from '../../../server/reach/give-out';
import { type GivenCell, type NextOutput, nextOutput, type TableCell } from '../../../server/reach/given-out';
import { createLedger } from '../../../server/reach/ledger';
import { isFew } from '../../../server/reach/small-groups';
import { native } from '../../../server/storage/collection';
import { denominators } from '../../../server/storage/collections/denominators';
import { givenOut } from '../../../server/storage/collections/given-out';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, denominator, lessonBy } from './support/province';
import { known, type Measure, measures, treeOf } from './support/subtraction';

const part = (id: string, low: number, parent = 'plan'): TableCell => {
  return { id, parent, low, high: low, people: 1_000, attendances: low, understood: low };
};
const plan = (low: number): TableCell => ({ ...part('plan', low), parent: undefined });

/** Outputs one after the other, each judged by all before it. */
function outputs(tables: readonly (readonly TableCell[])[]): readonly NextOutput[] {
  const given = new Map<string, readonly GivenCell[]>();
  return tables.map((cells, index) => {
    const next = nextOutput(cells, given, `2026-01-${10 + index}`);
    for (const one of next.added) given.set(one.cell, [...(given.get(one.cell) ?? []), one]);
    return next;
  });
}

describe('a figure below a plan', () => {
  test('that differs by few from one that was given out is held there, and a neighbour with it', () => {
    const first = [plan(650), part('a', 100), part('b', 250), part('c', 300)];
    const second = [plan(693), part('a', 103), part('b', 270), part('c', 320)];

    const [, next] = outputs([first, second]);

    expect(next?.shown.get('a')).toEqual({ low: 100, high: 100, attendances: 100, understood: 100, held: '2026-01-10' });
    expect(next?.shown.get('b')?.held).toBe('2026-01-10');
    expect(next?.shown.get('c')).toEqual({ low: 320, high: 320, attendances: 320, understood: 320 });
  });

  test('moves on once ten people have come', () => {
    const [, , next] = outputs([100, 105, 110].map((low) => [plan(low + 300), part('a', low), part('b', 300)]));

    expect(next?.shown.get('a')).toMatchObject({ low: 110 });
    expect(next?.shown.get('a')?.held).toBeUndefined();
  });

  test('is compared with every output there was, whatever day it told of', () => {
    const [, , third] = outputs([100, 120, 117].map((low) => [plan(low + 300), part('a', low), part('b', 300)]));

    expect(third?.shown.get('a')).toMatchObject({ low: 120, held: '2026-01-11' });
  });

  test('is not given away by those who stand under its area alone', () => {
    const tables = [20, 26].map((alone) => {
      return [plan(400 + alone), part('a', 200 + alone), part('b', 200), part('s', 100, 'a'), part('t', 100, 'a')];
    });

    const [, next] = outputs(tables);

    const held = ['a', 's', 't'].filter((id) => next?.shown.get(id)?.held !== undefined);
    expect(held).toHaveLength(1);
  });

  test('leaves out of few what they attended and understood, and keeps the people', () => {
    const cell = { ...part('a', 100), attendances: 200, understood: 50 };
    const others = [part('b', 300), part('c', 300)];
    const [, next] = outputs([
      [plan(700), cell, ...others],
      [plan(712), { ...cell, low: 112, high: 112, attendances: 230, understood: 53 }, ...others],
    ]);

    expect(next?.shown.get('a')).toEqual({ low: 112, high: 112, attendances: 230 });
  });

  test('is blank where a denominator that has shrunk would make a small group of what was given out', () => {
    const first = [plan(400), { ...part('a', 100), people: 200 }, part('b', 300)];
    const second = [plan(402), { ...part('a', 90), people: 103 }, part('b', 312)];
    const third = [plan(402), { ...part('a', 91), people: 103 }, part('b', 312)];

    const [, , next] = outputs([first, second, third]);

    expect(next?.shown.get('a')?.low).not.toBe(100);
  });

  const steps = fc.array(fc.integer({ min: -3, max: 14 }), { minLength: 20, maxLength: 20 });
  const starts = fc.array(fc.constantFrom(0, 3, 12, 40, 95), { minLength: 20, maxLength: 20 });
  const shape = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 4 });

  test('cannot be had by subtraction of any two outputs, however they add up', () => {
    fc.assert(
      fc.property(shape, starts, fc.array(steps, { minLength: 1, maxLength: 4 }), (organisations, start, moves) => {
        const counts: (readonly number[])[] = [start];
        for (const move of moves) counts.push(start.map((_, index) => Math.max(0, (counts.at(-1)?.[index] ?? 0) + (move[index] ?? 0))));
        const tables = counts.map((of) => treeOf(organisations, of));
        const given = outputs(tables);
        for (const measure of measures) {
          const told = tables.map((cells, index) => known(cells, given[index]?.shown ?? new Map(), measure));
          expect(fewIn(told, measure)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  /** Every value or difference of 1 to 9 that somebody with all outputs can work out. */
  function fewIn(told: readonly ReadonlyMap<string, number>[], measure: Measure): readonly string[] {
    const cells = new Set(told.flatMap((one) => [...one.keys()]));
    return [...cells].flatMap((cell) => {
      const values = told.flatMap((one) => one.get(cell) ?? []);
      const differences = values.flatMap((one, index) => values.slice(index + 1).map((other) => Math.abs(one - other)));
      return [...values, ...differences].filter(isFew).map((count) => `${measure} of ${cell}: ${count} by ${values.join(' ')}`);
    });
  }

  test('says nothing untrue: what is not held is the state asked for, and low is at most high', () => {
    fc.assert(
      fc.property(shape, starts, steps, (organisations, start, move) => {
        const tables = [start, start.map((count, index) => Math.max(0, count + (move[index] ?? 0)))].map((of) => treeOf(organisations, of));
        const given = outputs(tables);
        for (const [index, cells] of tables.entries()) {
          for (const { id, low, high } of cells) {
            const shown = given[index]?.shown.get(id);
            if (shown === undefined) continue;
            expect(shown.low).toBeLessThanOrEqual(shown.high);
            if (shown.held === undefined) expect([shown.low, shown.high]).toEqual([low, high]);
          }
        }
      }),
    );
  });
});

describe('what was given out', () => {
  let database: TestDatabase;
  let id: string;
  let day = '2026-10-01';
  const now = () => new Date(`${day}T05:00:00Z`);
  const { keys: _, ...school } = { keys: 0, organisation: 'S1', area: '68001' };

  beforeAll(async () => {
    database = await openTestDatabase();
    id = (await buildProvince(database.db)).plan;
    await denominators(database.db).insertMany(
      ['S1', 'S2', 'S3', 'S4'].map((one) => denominator('organisation', one, 'upper-secondary', 500)),
    );
    for (const [organisation, area] of [
      ['S1', '68001'],
      ['S2', '68001'],
      ['S3', '68002'],
      ['S4', '68002'],
    ] as const)
      await reach(organisation, area, 40);
  });
  afterAll(() => database.close());

  let people = 0;
  async function reach(organisation: string, area: string, count: number): Promise<void> {
    const lessons = Array.from({ length: count }, () =>
      lessonBy(database.db, `p${people++}`, `${day}T03:00:00Z`, { ...school, organisation, area }),
    );
    await createLedger(database.db, { now }).append((await Promise.all(lessons)).flat());
  }

  /** As after a start: nothing is remembered but what is stored. */
  const asked = () => createFigures(database.db, { now, giveOut: createGiveOut(database.db, now) });
  async function rows(by: 'area' | 'organisation', query: { readonly cutOff?: string; readonly since?: string } = {}) {
    const [pupils] = (await asked().planFigures({ plan: id })).filter(({ indicator }) => indicator.population === 'student');
    const found = await asked().breakdown({ plan: id, indicator: pupils?.indicator.id ?? '', by, ...query });
    return Object.fromEntries(found.map(({ node, low, held, change }) => [node.id, { low, held, change: change?.low }]));
  }

  test('holds from areas to organisations, over days and a new start; the whole plan goes on', async () => {
    const before = await rows('area');
    day = '2026-10-02';
    await reach('S1', '68001', 1);

    const areas = await rows('area');
    const organisations = await rows('organisation');
    const whole = (await asked().planFigures({ plan: id })).find(({ indicator }) => indicator.population === 'student');

    expect(before['68001']).toEqual({ low: 80, held: undefined, change: undefined });
    expect(areas['68001']).toEqual({ low: 80, held: '2026-10-01', change: undefined });
    expect(organisations.S1).toMatchObject({ low: 40, held: '2026-10-01' });
    expect(whole?.low).toBe(161);
  });

  test('holds what a period changed: no difference of few comes out of it', async () => {
    const since = await rows('organisation', { since: '2026-10-02' });

    expect(since.S1).toEqual({ low: 40, held: '2026-10-01', change: undefined });
  });

  test('holds an earlier day that is asked for late', async () => {
    day = '2026-10-20';
    await reach('S1', '68001', 30);
    const today = await rows('organisation');

    const yesterday = await rows('organisation', { cutOff: '2026-10-02' });

    expect(today.S1).toMatchObject({ low: 71, held: undefined });
    expect(yesterday.S1).toMatchObject({ low: 40, held: '2026-10-01' });
  });

  test('is the same for two processes that give out at once', async () => {
    const cells = (low: number) => [plan(low + 300), part('a', low), part('b', 300)];
    const [one, other] = [createGiveOut(database.db, now), createGiveOut(database.db, now)];

    const [a, b] = await Promise.all([one('series', cells(100), day), other('series', cells(104), day)]);

    const lows = [a, b].map((shown) => shown.get('a')?.low);
    expect(new Set(lows).size).toBe(1);
    expect((await native(givenOut(database.db)).find({ series: 'series' }).toArray()).map(({ number }) => number)).toEqual([1]);
  });
});
