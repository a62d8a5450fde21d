import fc from 'fast-check';
import mongoose from 'mongoose';
import { erasePerson } from '../../../server/people/erase';
import { getOrCreatePeople } from '../../../server/people/person';
import { evidenceFromFacts, serviceWorkerPseudonym } from '../../../server/reach/evidence';
import { createLedger } from '../../../server/reach/ledger';
import { isServiceWorkerRow, type LedgerRow, type Tally } from '../../../server/reach/model';
import { readScopes } from '../../../server/reach/scopes';
import { beginBatch } from '../../../server/reach/tally-batch';
import { addPerson, settled, type TallyRows } from '../../../server/reach/tally-rows';
import { native } from '../../../server/storage/collection';
import { chainHeads } from '../../../server/storage/collections/chain-heads';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { people } from '../../../server/storage/collections/people';
import { seals } from '../../../server/storage/collections/seals';
import { serviceWorkerRows } from '../../../server/storage/collections/service-worker-evidence';
import { tallies } from '../../../server/storage/collections/tallies';
import { tallyBatches } from '../../../server/storage/collections/tally-batches';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { counted, emptyLedger } from './support/counted';
import { buildProvince, keys, lessonBy, schools } from './support/province';

let database: TestDatabase;
const now = () => new Date('2026-11-22T05:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyLedger(database.db);
  await native(people(database.db)).deleteMany({});
});

async function total(reading: 'c' | 'luot', kind: Tally['kind'] = 'plan'): Promise<number> {
  const rows = await native(tallies(database.db)).find({ kind }).toArray();
  return rows.flatMap(({ days }) => Object.values(days)).reduce((sum, readings) => sum + Math.max(0, readings[reading] ?? 0), 0);
}

async function manyLessons(count: number): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (let n = 0; n < count; n += 1) {
    const { area, _id: organisation } = schools[n % schools.length] ?? { area: '68001', _id: 'S1' };
    rows.push(...(await lessonBy(database.db, `p${n}`, '2026-11-22T04:00:00Z', { area, organisation })));
  }
  return rows;
}

describe('appending', () => {
  test('counts a person once, however often and in whatever company the rows come', async () => {
    const ledger = createLedger(database.db, { now });
    const rows = await manyLessons(6);

    await ledger.append(rows);
    await Promise.all([ledger.append(rows), ledger.append(rows.slice(0, 5)), createLedger(database.db, { now }).append(rows)]);

    expect(await native(evidenceRows(database.db)).countDocuments({})).toBe(12);
    expect(await total('c')).toBe(6);
    expect(await total('luot')).toBe(6);
  });

  test('leaves no batch open', async () => {
    await createLedger(database.db, { now }).append(await manyLessons(3));

    expect(await native(tallyBatches(database.db)).countDocuments({})).toBe(0);
  });

  test('takes few round trips, whatever the number of rows', async () => {
    const watched = await mongoose
      .createConnection(database.uri, { monitorCommands: true, autoIndex: false, autoCreate: false })
      .asPromise();
    const ledger = createLedger(watched, { now });
    const rows = await manyLessons(40);
    await ledger.append(rows.slice(0, 2));
    const commands: string[] = [];
    watched.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName));

    await ledger.append(rows.slice(2));
    await watched.close();

    expect(commands.filter((name) => name !== 'endSessions')).toEqual(['find', 'insert', 'insert', 'update', 'delete']);
  });

  test('two processes that write of one person at once count that person once', async () => {
    const [one, two] = [createLedger(database.db, { now }), createLedger(database.db, { now })];
    const days = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
    const rows = await Promise.all(days.map((day, turn) => lessonBy(database.db, 'p1', `${day}T04:00:00Z`, {}, turn + 1)));

    await Promise.all(rows.map((batch, n) => (n % 2 === 0 ? one : two).append(batch)));
    await one.recover({ olderThanMs: 0 });
    const after = await counted(database.db);

    expect(await total('c')).toBe(1);
    expect(await total('luot')).toBe(4);
    await one.rebuild();
    expect(await counted(database.db)).toEqual(after);
  });
});

describe('a process that stopped in the middle of a batch', () => {
  test.each([
    { stopped: 'before any evidence was there', keep: 0, added: 'none' },
    { stopped: 'with some of the evidence there', keep: 3, added: 'none' },
    { stopped: 'with all evidence there and nothing added', keep: 8, added: 'none' },
    { stopped: 'with all evidence there and some of it added', keep: 8, added: 'areas' },
    { stopped: 'with everything added', keep: 8, added: 'all' },
  ] as const)('$stopped: counting again sets it right', async ({ keep, added }) => {
    const rows = await manyLessons(4);
    const expected = await afterAppending(rows);
    await leaveOpen(rows, keep, added);

    const ledger = createLedger(database.db, { now });
    const report = await ledger.recover({ olderThanMs: 0 });
    await ledger.append(rows);

    expect(report.left).toBe(0);
    expect(await counted(database.db)).toEqual(expected);
    expect(await native(tallyBatches(database.db)).countDocuments({})).toBe(0);
  });

  test('appends go on while it is counted again', async () => {
    const rows = await manyLessons(12);
    const expected = await afterAppending(rows);
    await leaveOpen(rows.slice(0, 10), 6);

    const ledger = createLedger(database.db, { now });
    await Promise.all([ledger.recover({ olderThanMs: 0 }), ...rows.map((row) => ledger.append([row]))]);

    expect(await counted(database.db)).toEqual(expected);
    expect(await native(tallyBatches(database.db)).countDocuments({})).toBe(0);
  });

  test('a batch that failed without a stop is counted again by the next one', async () => {
    const rows = await manyLessons(4);
    const expected = await afterAppending(rows);
    const ledger = createLedger(database.db, { now });
    await ledger.append(rows.slice(0, 2));
    await native(tallies(database.db)).updateMany({ kind: 'plan', month: '2026-11' }, {
      $set: { days: { '2026-11-22': 'no number' } },
    } as never);

    await expect(ledger.append(rows.slice(2, 4))).rejects.toThrow();
    await native(tallies(database.db)).updateMany({ kind: 'plan', month: '2026-11' }, { $set: { days: {} } });
    await ledger.append(rows.slice(2));
    await ledger.recover();

    expect(await counted(database.db)).toEqual(expected);
  });

  test('a batch that may still be under way is left alone', async () => {
    const rows = await manyLessons(2);
    await leaveOpen(rows, 4);

    const report = await createLedger(database.db, { now }).recover({ olderThanMs: 60_000 });

    expect(report).toMatchObject({ changed: 0 });
    expect(report.left).toBeGreaterThan(0);
  });

  test('that only stood still adds nothing of what was counted again meanwhile', async () => {
    const rows = await manyLessons(3);
    const expected = await afterAppending(rows);
    const stored = rows.map((row, turn) => ({ ...row, person: row.person ?? '', turn, unsealed: true as const }));
    const changes: TallyRows = new Map();
    const scopes = await readScopes(database.db);
    for (const person of new Set(stored.map((row) => row.person)))
      addPerson(
        changes,
        stored.filter((row) => row.person === person),
        scopes,
        1,
      );
    const parts = { tallies: native(tallies(database.db)), batches: native(tallyBatches(database.db)), holder: 'slow', now };
    const slow = await beginBatch({ ...parts, wrote: () => undefined }, settled(changes));
    await native(evidenceRows(database.db)).insertMany(stored.flatMap((row) => (isServiceWorkerRow(row) ? [] : [row])));
    const ledger = createLedger(database.db, { now });
    await ledger.recover({ olderThanMs: 0 });

    const whole = await slow.add(settled(changes));

    expect(whole).toBe(false);
    expect(await counted(database.db)).toEqual(expected);
    await ledger.recover({ olderThanMs: 0 });
    expect(await counted(database.db)).toEqual(expected);
    expect(await native(tallyBatches(database.db)).countDocuments({})).toBe(0);
  });

  test('leaves no time in what it was counted again for', async () => {
    await leaveOpen(await manyLessons(2), 4);

    await createLedger(database.db, { now }).recover({ olderThanMs: 0 });

    const left = (await native(tallies(database.db)).find({}).toArray()).flatMap((tally) => tally.settled ?? []);
    expect(left.length).toBeGreaterThan(0);
    expect(left.every((batch) => /^[0-9a-f]{24}$/.test(batch))).toBe(true);
  });

  async function afterAppending(rows: readonly LedgerRow[]) {
    await createLedger(database.db, { now }).append(rows);
    const expected = await counted(database.db);
    await emptyLedger(database.db);
    return expected;
  }

  /** The state a stop leaves behind: the batch, some evidence, and what of it has come to the tallies. */
  async function leaveOpen(rows: readonly LedgerRow[], keep: number, added: 'none' | 'areas' | 'all' = 'none') {
    await createLedger(database.db, { now }).append(rows);
    const ids = await native(tallies(database.db)).distinct('_id');
    const batch = { _id: '0123456789abcdef01234567', holder: 'gone', at: now(), tallies: ids };
    await native(tallyBatches(database.db)).insertOne(batch);
    if (added !== 'all') await native(tallies(database.db)).deleteMany(added === 'areas' ? { kind: { $ne: 'area' } } : {});
    await native(evidenceRows(database.db)).deleteMany({ _id: { $in: rows.slice(keep).map(({ _id }) => _id) } });
  }
});

describe('rebuilding', () => {
  test('gives the same rows as appending did, whatever was appended in whatever order', async () => {
    const step = fc.record({
      person: fc.constantFrom('a', 'b', 'c'),
      day: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 11 }),
      school: fc.integer({ min: 0, max: 3 }),
      identified: fc.boolean(),
      recalled: fc.constantFrom(undefined, undefined, undefined, 'asked' as const, 'answered' as const, 'right' as const),
    });
    const ledger = createLedger(database.db, { now });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), async (batches) => {
        await emptyLedger(database.db);
        let turn = 0;
        for (const batch of batches) {
          const rows: LedgerRow[] = [];
          for (const { person, day, month, school, identified, recalled } of batch) {
            turn += 1;
            const { area, _id: organisation } = schools[school] ?? { area: '68001', _id: 'S1' };
            const at = `2026-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}T04:00:00Z`;
            const where = { area, organisation, identifiedBy: identified ? 'roster-code' : 'none' } as const;
            rows.push(...(await lessonBy(database.db, person, at, where, turn, recalled)));
          }
          await ledger.append(rows);
        }
        const incremental = await counted(database.db);

        const report = await ledger.rebuild();

        expect(report.changed).toBe(0);
        await native(tallies(database.db)).deleteMany({});
        await ledger.rebuild();
        expect(await counted(database.db)).toEqual(incremental);
      }),
      { numRuns: 10 },
    );
  });

  test('takes out what does not belong there', async () => {
    const ledger = createLedger(database.db, { now });
    await ledger.append(await manyLessons(3));
    const right = await counted(database.db);
    await native(tallies(database.db)).updateMany({}, { $inc: { 'days.2026-11-22.c': 40, 'days.2026-11-23.c': 1 } });

    await ledger.rebuild();

    expect(await counted(database.db)).toEqual(right);
  });
});

describe('erasing a person', () => {
  test('leaves every tally, keeps the chain of seals whole, and leaves no name or key', async () => {
    const ledger = createLedger(database.db, { now });
    const rows = await manyLessons(3);
    await ledger.append(rows);
    await ledger.sealPending();

    await erasePerson(database.db, keys, ledger, 'p1', now());

    expect(await total('c')).toBe(2);
    expect(await ledger.verify()).toMatchObject({ broken: [] });
    expect(await native(evidenceRows(database.db)).countDocuments({ person: 'p1' })).toBe(0);
    expect(await native(people(database.db)).findOne({ _id: 'p1' })).toEqual({
      _id: 'p1',
      key: null,
      createdAt: expect.any(Date),
      erasedAt: now(),
    });
    const left = await native(evidenceRows(database.db)).findOne({ erased: true });
    expect(Object.keys(left ?? {}).sort()).toEqual([
      '_id',
      'class',
      'erased',
      'person',
      'population',
      'rung',
      'sealNumber',
      'sealed',
      'turn',
    ]);
    const after = await counted(database.db);
    expect((await ledger.rebuild()).changed).toBe(0);
    expect(await counted(database.db)).toEqual(after);
  });

  test('twice is once, and their rows cannot come back', async () => {
    const ledger = createLedger(database.db, { now });
    const rows = await manyLessons(2);
    await ledger.append(rows);

    await erasePerson(database.db, keys, ledger, 'p1', now());
    await erasePerson(database.db, keys, ledger, 'p1', now());
    await ledger.append(rows);
    expect(await total('c')).toBe(1);

    await ledger.recover();
    expect(await total('c')).toBe(1);
    expect(await native(tallyBatches(database.db)).countDocuments({})).toBe(0);
  });
});

describe('service workers', () => {
  const card = { population: 'service-worker' as const, area: '68001', group: 'G1', identifiedBy: 'roster-code' as const };

  async function lesson(person: string) {
    const found = (await getOrCreatePeople(database.db, keys, [person], now())).get(person);
    if (found === undefined) throw new Error('no person');
    const done = {
      kind: 'met' as const,
      at: now().getTime(),
      lesson: 'k',
      version: 'v',
      attempt: 2,
      parts: ['law', 'knowledge'] as const,
      sources: [],
      startedAt: 0,
    };
    return evidenceFromFacts({
      conversation: person,
      turn: 1,
      facts: [done],
      channel: 'web',
      person: found,
      membership: card,
      counted: true,
      ageBand: '18-plus',
      keys,
    });
  }

  test('are in a ledger of their own, and counted at the end of the month', async () => {
    const ledger = createLedger(database.db, { now });
    await ledger.append(await lesson('w1'));

    expect(await native(evidenceRows(database.db)).countDocuments({})).toBe(0);
    const [row] = await native(serviceWorkerRows(database.db)).find({}).toArray();
    expect(Object.keys(row ?? {}).sort()).toEqual([
      '_id',
      'area',
      'class',
      'establishmentGroup',
      'month',
      'person',
      'population',
      'rung',
      'sealed',
      'turn',
      'unsealed',
    ]);
    const days = (await native(tallies(database.db)).find({ kind: 'plan' }).toArray()).flatMap((tally) => Object.keys(tally.days));
    expect(days.filter((day) => day.startsWith('2026'))).toEqual(['2026-11-30']);
  });

  test('are erased with the person', async () => {
    const ledger = createLedger(database.db, { now });
    await ledger.append(await lesson('w1'));
    const key = (await getOrCreatePeople(database.db, keys, ['w1'], now())).get('w1')?.key ?? Buffer.alloc(0);

    await erasePerson(database.db, keys, ledger, 'w1', now());

    expect(await native(serviceWorkerRows(database.db)).countDocuments({ person: serviceWorkerPseudonym(keys, key) })).toBe(0);
    expect(Object.keys(await counted(database.db))).toEqual([]);
  });
});

describe('seals', () => {
  test('cover every row once and notice a changed or missing one', async () => {
    const ledger = createLedger(database.db, { now });
    await ledger.append(await manyLessons(2));
    expect(await ledger.sealPending()).toBe(4);
    expect(await ledger.sealPending()).toBe(0);
    await ledger.append(await lessonBy(database.db, 'p9', '2026-11-22T04:00:00Z'));
    await ledger.sealPending();
    const before = await ledger.verify();

    const [row] = await native(evidenceRows(database.db)).find({ person: 'p0' }).toArray();
    await native(evidenceRows(database.db)).updateOne({ _id: row?._id ?? '' }, { $set: { sealed: Buffer.from('something else') } });

    expect(before).toMatchObject({ broken: [] });
    expect((await ledger.verify()).broken.length).toBeGreaterThan(0);
  });

  test.each([
    { what: 'the last seal is gone', cut: async () => void (await dropSeal(2)), found: ['evidence:rows', 'evidence:head'] },
    {
      what: 'the last seal is gone with its rows',
      cut: async () => void (await native(evidenceRows(database.db)).deleteMany({ _id: { $in: [...(await dropSeal(2))] } })),
      found: ['evidence:head'],
    },
    {
      what: 'every seal is gone',
      cut: async () => void (await native(seals(database.db)).deleteMany({})),
      found: ['evidence:rows', 'evidence:head'],
    },
    {
      what: 'the signed head was removed',
      cut: async () => void (await native(chainHeads(database.db)).deleteMany({})),
      found: ['evidence:head'],
    },
    {
      what: 'a row was put under an old seal',
      cut: async () => {
        const like = await native(evidenceRows(database.db)).findOne({ sealNumber: 1 });
        if (like !== null) await native(evidenceRows(database.db)).insertOne({ ...like, _id: 'forged', person: 'forged', turn: 1 });
      },
      found: ['evidence:rows'],
    },
  ])('show that $what, however much is sealed afterwards', async ({ cut, found }) => {
    await native(chainHeads(database.db)).deleteMany({});
    const ledger = createLedger(database.db, { now, headKey: keys.of('seal-head') });
    for (const one of await manyLessons(2)) {
      await ledger.append([one]);
      await ledger.sealPending();
      if ((await native(seals(database.db)).countDocuments({})) === 2) break;
    }
    const before = await ledger.verify(keys);

    await cut();
    const atOnce = await ledger.verify(keys);
    await ledger.append(await lessonBy(database.db, 'later', '2026-11-22T04:00:00Z'));
    await ledger.sealPending();

    expect(before.broken).toEqual([]);
    expect(atOnce.broken).toEqual(found);
    expect((await ledger.verify(keys)).broken.length).toBeGreaterThan(0);
  });

  /** The rows that it covered. */
  async function dropSeal(number: number): Promise<readonly string[]> {
    const seal = await native(seals(database.db)).findOneAndDelete({ ledger: 'evidence', number });
    return seal?.rows ?? [];
  }

  test('show a row that no longer says what it said', async () => {
    const ledger = createLedger(database.db, { now });
    await ledger.append(await manyLessons(3));
    const before = await ledger.verify(keys);

    await native(evidenceRows(database.db)).updateOne({ person: 'p1', turn: 1 }, { $set: { area: '68002' } });

    expect(before).toMatchObject({ checked: 6, altered: [] });
    expect((await ledger.verify(keys)).altered).toHaveLength(1);
  });
});
