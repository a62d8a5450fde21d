import fc from 'fast-check';
import { countLessons } from '../../../server/lessons/count-lessons';
import { addPassage, discriminationOf, emptySums } from '../../../server/lessons/lesson-sums';
import type { LessonFigures } from '../../../server/lessons/model';
import { passagesOf } from '../../../server/lessons/passages';
import { native } from '../../../server/storage/collection';
import { attempts, type StoredAttempt } from '../../../server/storage/collections/attempts';
import { lessonFigures } from '../../../server/storage/collections/lesson-figures';
import { lessons } from '../../../server/storage/collections/lessons';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { answers, courses, crowd, lesson } from './taken-lessons';

let database: TestDatabase;
let now = new Date('2026-11-20T20:10:00Z');
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.dropDatabase();
  now = new Date('2026-11-20T20:10:00Z');
  await native(lessons(database.db)).insertMany(
    [lesson('v1', 'thpt'), lesson('s1', 'csdv')].map((one) => ({ _id: one.version, lesson: one, publishedAt: now })),
  );
});

async function add(rows: readonly StoredAttempt[]): Promise<void> {
  await native(attempts(database.db)).insertMany([...rows]);
}
async function counted(id = 'v1:first'): Promise<LessonFigures | undefined> {
  await countLessons({ db: database.db, courses, now: () => now });
  return (await native(lessonFigures(database.db)).findOne({ _id: id })) ?? undefined;
}
const countsOf = (figures: LessonFigures | undefined, place: number) =>
  Object.fromEntries((figures?.questions[place]?.answers ?? []).map(({ choice, count }) => [choice, count?.count]));

describe('the nightly pass over lessons', () => {
  test('says who began, who finished, at which question the others stopped and what was answered', async () => {
    await add([
      ...crowd('a', 30, ['A', 'B', 'AB']),
      ...crowd('b', 20, ['C', 'B', 'A']),
      ...crowd('c', 12, ['A']), // stand at the second question
      ...crowd('d', 15, ['B', 'B']),
    ]);

    const figures = await counted();

    expect(figures).toMatchObject({ started: { count: 77 }, finished: { count: 50 }, name: 'thpt-1', day: '2026-11-21' });
    expect(figures?.questions.map(({ stopped }) => stopped?.count)).toEqual([0, 12, 15]);
    expect([0, 1, 2].map((place) => countsOf(figures, place))).toEqual([
      { A: 30, B: 0, C: 20 },
      { A: 0, B: 50, C: 0 },
      { AB: 30, A: 20 },
    ]);
    expect(figures?.questions.map(({ measure }) => measure)).toEqual([
      { day: '2026-11-21', of: 50, rightTenths: 600, discrimination: 100 },
      { day: '2026-11-21', of: 50, rightTenths: 1000 },
      { day: '2026-11-21', of: 50, rightTenths: 600, discrimination: 100 },
    ]);
  });

  test('gives no difficulty under 30 people', async () => {
    await add([...crowd('a', 15, ['A', 'B', 'AB']), ...crowd('b', 14, ['C', 'B', 'A'])]);

    const figures = await counted();

    expect(countsOf(figures, 0)).toEqual({ A: 15, B: 0, C: 14 });
    expect(figures?.questions.some(({ measure }) => measure !== undefined)).toBe(false);
  });

  test('withholds what 1 to 9 people chose, and what subtraction would tell it by', async () => {
    await add([...crowd('a', 40, ['A', 'B', 'AB']), ...crowd('b', 12, ['B', 'B', 'AB']), ...crowd('c', 3, ['C', 'B', 'AB'])]);

    const figures = await counted();

    expect(figures?.finished?.count).toBe(55);
    expect(countsOf(figures, 0)).toEqual({ A: 40, B: undefined, C: undefined });
  });

  test('withholds who finished where few stopped, and with them every answer', async () => {
    await add([...crowd('a', 40, ['A', 'B', 'AB']), ...crowd('b', 4, ['A'])]);

    const figures = await counted();

    expect([figures?.finished, figures?.questions[1]?.stopped, figures?.questions[0]?.answers[0]?.count]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('moves ten people at a time from one night to the next, and says of which day it is', async () => {
    await add(crowd('a', 40, ['A', 'B', 'AB']));
    await counted();
    now = new Date('2026-11-21T20:10:00Z');
    await add(crowd('b', 3, ['A', 'B', 'AB']));
    const soon = await counted();
    await add(crowd('c', 7, ['A', 'B', 'AB']));
    const then = await counted();

    expect(soon).toMatchObject({ started: { count: 40, held: '2026-11-21' }, day: '2026-11-22' });
    expect(soon?.questions[0]).toMatchObject({
      measure: { day: '2026-11-21', of: 40 },
      answers: [{ count: { count: 40, held: '2026-11-21' } }, {}, {}],
    });
    expect(then?.finished).toEqual({ count: 50 });
  });

  test('keeps first times apart from later ones, of which each person has one', async () => {
    await add([
      ...crowd('a', 20, ['C', 'B', 'A']),
      ...crowd('a', 20, ['B', 'B', 'AB'], { attempt: 2 }),
      ...crowd('a', 20, ['A', 'B', 'AB'], { attempt: 3 }),
    ]);

    expect(countsOf(await counted(), 0)).toEqual({ A: 0, B: 0, C: 20 });
    expect(countsOf(await counted('v1:later'), 0)).toEqual({ A: 20, B: 0, C: 0 });
  });

  test('says nothing of a lesson for service workers, whoever took it', async () => {
    await add(crowd('a', 50, ['A', 'B', 'AB'], { version: 's1' }));

    expect(await counted('s1:first')).toBeUndefined();
  });

  test('may be run again, and loses nothing with its rows: what was given out is remembered apart', async () => {
    await add([...crowd('a', 40, ['A', 'B', 'AB']), ...crowd('b', 25, ['C', 'B', 'A'])]);
    const first = await counted();
    const again = await counted();
    await native(lessonFigures(database.db)).deleteMany({});

    expect(again).toEqual(first);
    expect(await counted()).toEqual(first);
  });

  test('forgets with the next pass whoever was erased', async () => {
    await add(crowd('a', 40, ['A', 'B', 'AB']));
    await counted();
    await native(attempts(database.db)).deleteMany({ person: /^a[12]/ });

    expect((await counted())?.finished).toEqual({ count: 18 });
  });
});

const taken = fc.array(
  fc.record({
    person: fc.nat(3),
    attempt: fc.integer({ min: 1, max: 3 }),
    given: fc.array(fc.constantFrom('A', 'B', 'AB'), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 8 },
);

describe('what a person answered', () => {
  test('is the same passages in whatever order the rows come', () => {
    fc.assert(
      fc.property(taken, fc.infiniteStream(fc.nat()), (all, order) => {
        const rows = all.flatMap(({ attempt, given }, n) => answers(`p${n}`, given, { attempt }));
        const shuffled = rows.map((row) => ({ row, at: order.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        const plain = (some: readonly StoredAttempt[]) =>
          passagesOf(some)
            .map(({ answers: given, ...one }) => JSON.stringify({ ...one, given: [...given].sort() }))
            .sort();
        expect(plain(shuffled.map(({ row }) => row))).toEqual(plain(rows));
      }),
    );
  });

  test('adds up to the correlation of answer and other answers, as a textbook has it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 40 }), (people) => {
        const sums = emptySums(3);
        for (const one of people)
          addPassage(sums, {
            version: 'v',
            times: 'first',
            answers: new Map(one.map((correct, n) => [n, { choice: correct ? 'A' : 'B', correct }])),
          });
        const points = people.map(([own, ...rest]) => [own ? 1 : 0, rest.filter(Boolean).length] as const);
        const expected = correlation(points);
        const found = sums.questions[0] && discriminationOf(sums, sums.questions[0]);
        expect(found ?? 'none').toEqual(expected === undefined ? 'none' : expect.closeTo(expected * 100, -0.31));
      }),
    );
  });
});

function correlation(points: readonly (readonly [number, number])[]): number | undefined {
  const mean = (of: readonly number[]) => of.reduce((a, b) => a + b, 0) / of.length;
  const [mx, my] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const product = (f: (x: number, y: number) => number) => mean(points.map(([x, y]) => f(x - mx, y - my)));
  const spread = Math.sqrt(product((x) => x * x) * product((_, y) => y * y));
  return spread < 1e-9 ? undefined : product((x, y) => x * y) / spread;
}
