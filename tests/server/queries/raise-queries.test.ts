import { conversationId } from '../../../server/conversation/accept-event';
import { clearEvidenceQuery } from '../../../server/queries/clear-query';
import { noteDevice, noteEvidence } from '../../../server/queries/note-evidence';
import { raiseQueries } from '../../../server/queries/raise-queries';
import { createLedger } from '../../../server/reach/ledger';
import { withoutZeros } from '../../../server/reach/tally-rows';
import { native } from '../../../server/storage/collection';
import { attempts } from '../../../server/storage/collections/attempts';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { evidenceMarks } from '../../../server/storage/collections/evidence-marks';
import { evidenceQueries } from '../../../server/storage/collections/evidence-queries';
import { people } from '../../../server/storage/collections/people';
import { seals } from '../../../server/storage/collections/seals';
import { tallies } from '../../../server/storage/collections/tallies';
import { webDevices } from '../../../server/storage/collections/web-devices';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, keys, lessonBy } from '../reach/support/province';

let database: TestDatabase;
const now = () => new Date('2026-11-22T05:00:00Z');
const morning = Date.parse('2026-11-22T01:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
  for (const model of [attempts, evidenceMarks, evidenceQueries, webDevices]) await model(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const model of [tallies, evidenceRows, seals, people, attempts, evidenceMarks, evidenceQueries, webDevices])
    await native<Record<string, unknown>>(model(database.db) as never).deleteMany({});
});

const ledger = () => createLedger(database.db, { now });
const deps = () => ({ db: database.db, keys, ledger: ledger(), now });

type Lesson = { readonly minute: number; readonly browser?: string; readonly wrong?: number; readonly perAnswerMs?: number };

/** One pupil's lesson as a turn leaves it: counted, its answers kept, marked. */
async function learn(person: string, { minute, browser, wrong = 0, perAnswerMs = 9_000 }: Lesson, school = 'S1'): Promise<void> {
  const at = morning + minute * 60_000;
  const conversation = conversationId(keys, 'web', 'web', person);
  if (browser !== undefined) await noteDevice(database.db, keys, { sender: person, cookie: browser, at: new Date(at) });
  const rows = await lessonBy(database.db, person, new Date(at).toISOString(), { organisation: school });
  await native(attempts(database.db)).insertMany(
    Array.from({ length: 6 }, (_, n) => ({
      ...{ _id: `${person}:${n}`, person, kind: 'attempt' as const, lesson: 'k7', version: 'v1', attempt: 1, rule: '5-of-6' },
      ...{ question: `q${n}`, choice: [n < wrong ? 'b' : 'a'], correct: n >= wrong, at: new Date(at - (5 - n) * perAnswerMs) },
    })),
  );
  const turn = { _id: conversation, session: { membership: { population: 'upper-secondary' } }, turn: { evidence: rows } };
  await Promise.all([ledger().append(rows), noteEvidence(database.db, [turn as never])]); // what else a conversation holds is not looked at
}

async function pupils(count: number, lesson: (n: number) => Lesson, school?: string): Promise<void> {
  for (let n = 0; n < count; n += 1) await learn(`${school ?? 'S1'}-pupil${n}`, lesson(n), school);
}

/** Straight from the tallies of the school, small groups included. */
async function counts(node = 'S1'): Promise<{ low: number; extra: number; luot: number; understood: number }> {
  const rows = await native(tallies(database.db)).find({ node }).toArray();
  const sum = (reading: string) =>
    rows
      .flatMap(({ days }) => Object.entries(days))
      .filter(([day]) => day <= '2026-11-22')
      .reduce((total, [, readings]) => total + (Object.entries(readings).find(([name]) => name === reading)?.[1] ?? 0), 0);
  return { low: sum('c'), extra: sum('c-extra'), luot: sum('luot'), understood: sum('understood') };
}

async function expectSound(): Promise<void> {
  const days = async () => {
    const rows = await native(tallies(database.db)).find({}).sort({ _id: 1 }).toArray();
    return rows.map((row) => [row._id, withoutZeros(row.days)] as const).filter(([, changes]) => Object.keys(changes).length > 0);
  };
  const before = await days();
  await native(tallies(database.db)).deleteMany({});
  await ledger().rebuild();
  expect(await days()).toEqual(before);
  await ledger().sealPending();
  expect(await ledger().verify(keys)).toMatchObject({ broken: [], altered: [] });
}

async function asked() {
  const found = await native(evidenceQueries(database.db)).find({}).sort({ kind: 1, organisation: 1 }).toArray();
  return found.map(({ kind, organisation, people: many, rows, clearedAt }) => ({
    kind,
    organisation,
    many,
    rows: rows.length,
    open: clearedAt === undefined,
  }));
}

describe('lessons that do not look like people learning', () => {
  test.each([
    {
      what: 'ten pupils within an hour in one browser',
      count: 10,
      lesson: (n: number) => ({ minute: n * 5, browser: 'one' }),
      kind: 'burst',
    },
    {
      what: 'ten pupils with the same three wrong answers',
      count: 10,
      lesson: (n: number) => ({ minute: n * 15, wrong: 3 }),
      kind: 'same-answers',
    },
    { what: 'one pupil who answers in a second', count: 1, lesson: () => ({ minute: 0, perAnswerMs: 1_000 }), kind: 'too-fast' },
  ])('$what: queried, and in the high figure only', async ({ count, lesson, kind }) => {
    await pupils(count, lesson);
    const before = await counts();

    await raiseQueries(deps());
    await raiseQueries(deps());

    expect(before).toEqual({ low: count, extra: 0, luot: count, understood: count });
    expect(await asked()).toEqual([{ kind, organisation: 'S1', many: count, rows: count, open: true }]);
    expect(await counts()).toEqual({ low: 0, extra: count, luot: 0, understood: 0 });
    await expectSound();
  });

  test.each([
    { what: 'nine pupils in one browser', count: 9, lesson: (n: number) => ({ minute: n, browser: 'one' }) },
    { what: 'ten pupils in one browser over a morning', count: 10, lesson: (n: number) => ({ minute: n * 9, browser: 'one' }) },
    { what: 'a class of forty, each in a browser of their own', count: 40, lesson: (n: number) => ({ minute: n % 5, browser: `${n}` }) },
    { what: 'a class that has everything right', count: 12, lesson: (n: number) => ({ minute: n }) },
    { what: 'a class that misses the two hard questions', count: 12, lesson: (n: number) => ({ minute: n, wrong: 2 }) },
  ])('$what: nothing is asked', async ({ count, lesson }) => {
    await pupils(count, lesson);

    expect(await raiseQueries(deps())).toBe(0);
    expect((await counts()).low).toBe(count);
  });

  test('one browser for two schools is asked about at each, and a query grows with what is seen later', async () => {
    await pupils(6, (n) => ({ minute: n, browser: 'one' }));
    await pupils(6, (n) => ({ minute: n, browser: 'one' }), 'S2');
    await raiseQueries(deps());
    const first = await asked();
    await learn('late', { minute: 20, browser: 'one' });
    await raiseQueries(deps());

    expect(first.map(({ organisation, many }) => [organisation, many])).toEqual([
      ['S1', 6],
      ['S2', 6],
    ]);
    expect((await asked()).map(({ rows }) => rows)).toEqual([7, 6]);
    expect(await counts()).toMatchObject({ low: 0, extra: 7 });
    await expectSound();
  });

  test('of service workers nothing is marked, and the browser of their chat is forgotten', async () => {
    await noteDevice(database.db, keys, { sender: 'w', cookie: 'one', at: now() });
    const rows = await lessonBy(database.db, 'w', '2026-11-22T01:00:00Z', { population: 'service-worker' });
    const turn = {
      _id: conversationId(keys, 'web', 'web', 'w'),
      session: { membership: { population: 'service-worker' } },
      turn: { evidence: rows },
    };

    await noteEvidence(database.db, [turn as never]);

    expect([
      rows.length > 0,
      await native(evidenceMarks(database.db)).countDocuments(),
      await native(webDevices(database.db)).countDocuments(),
    ]).toEqual([true, 0, 0]);
  });
});

describe('a query about lessons', () => {
  const area = { areas: ['68001'] };
  const clear = async (bounds: Parameters<typeof clearEvidenceQuery>[2]['bounds'], at = 0) => {
    const queries = await native(evidenceQueries(database.db)).find({}).sort({ kind: 1 }).toArray();
    return clearEvidenceQuery(deps(), queries[at]?._id ?? '', { bounds, by: 'officer', reason: 'Cả lớp dùng chung máy của trường' });
  };

  test('is cleared from outside the organisation only, and then everybody counts again and is not asked about again', async () => {
    await pupils(10, (n) => ({ minute: n, browser: 'one' }));
    await raiseQueries(deps());

    const refused = [await clear({ organisations: ['S1'] }), await clear({ groups: ['S1-10A'] }), await clear({ areas: ['68002'] })];
    const held = await counts();
    const cleared = await clear(area);
    const again = await clear(area);
    await raiseQueries(deps());

    expect([refused, held.low]).toEqual([[undefined, undefined, undefined], 0]);
    expect([cleared?.clearedBy, again]).toEqual(['officer', undefined]);
    expect(await counts()).toEqual({ low: 10, extra: 0, luot: 10, understood: 10 });
    expect(await asked()).toEqual([{ kind: 'burst', organisation: 'S1', many: 10, rows: 10, open: false }]);
    await expectSound();
  });

  test('leaves rows held that another query is about', async () => {
    await pupils(10, (n) => ({ minute: n, browser: 'one', perAnswerMs: n === 0 ? 500 : 9_000 }));
    await raiseQueries(deps());

    await clear(area, 0); // the burst

    expect((await asked()).map(({ kind, open }) => [kind, open])).toEqual([
      ['burst', false],
      ['too-fast', true],
    ]);
    expect(await counts()).toMatchObject({ low: 9, extra: 1 });
    await expectSound();
  });

  test('leaves the erased alone', async () => {
    await pupils(10, (n) => ({ minute: n, browser: 'one' }));
    await ledger().erase({ person: 'S1-pupil3', serviceWorker: '' });

    await raiseQueries(deps());

    expect(await counts()).toMatchObject({ low: 9, extra: 0 });
    await expectSound();
  });
});
