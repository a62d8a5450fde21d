import fc from 'fast-check';
import type { Purpose } from '../../../bot/dialogue/fact';
import { planMeeting } from '../../../server/meetings/plan-meeting';
import { clearQuery, confirmMeeting, recordHeadcount, saveList } from '../../../server/meetings/record-meeting';
import { settleMeeting } from '../../../server/meetings/settle-meeting';
import { claimCodes } from '../../../server/organisations/claim-codes';
import { createRosterCodes } from '../../../server/organisations/create-codes';
import { codeId } from '../../../server/organisations/lookup-codes';
import { eraseEverything } from '../../../server/people/erase-everything';
import { paperPeopleOf } from '../../../server/people/paper-person';
import { spreadClaim } from '../../../server/people/spread-claims';
import { createFigures } from '../../../server/reach/figures';
import { createLedger } from '../../../server/reach/ledger';
import type { Tally } from '../../../server/reach/model';
import { withoutZeros } from '../../../server/reach/tally-rows';
import { native } from '../../../server/storage/collection';
import { consents } from '../../../server/storage/collections/consents';
import { denominators } from '../../../server/storage/collections/denominators';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { groups } from '../../../server/storage/collections/groups';
import { guardianSlips } from '../../../server/storage/collections/guardian-slips';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { links } from '../../../server/storage/collections/links';
import { meetingLists } from '../../../server/storage/collections/meeting-lists';
import { type Meeting, meetings } from '../../../server/storage/collections/meetings';
import { organisations } from '../../../server/storage/collections/organisations';
import { people } from '../../../server/storage/collections/people';
import { seals } from '../../../server/storage/collections/seals';
import { tallies } from '../../../server/storage/collections/tallies';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, denominator, keys, lessonBy } from '../reach/support/province';

let database: TestDatabase;
let plan: string;
let clock = new Date('2026-11-22T05:00:00Z');
const now = () => clock;
const meetingDay = new Date('2026-11-20T01:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  plan = (await buildProvince(database.db)).plan;
  for (const model of [consents, groups, joinCodes, links, meetingLists, meetings]) await model(database.db).createIndexes();
  await organisations(database.db).insertMany([
    { _id: 'F1', name: 'Nhà máy 1', kind: 'enterprise', area: '68001', populations: ['ip-worker'] },
    { _id: 'F2', name: 'Nhà máy 2', kind: 'enterprise', area: '68002', populations: ['ip-worker'] },
  ]);
  await groups(database.db).insertMany([
    { _id: 'F1-A', organisation: 'F1', area: '68001', name: 'Ca A', population: 'ip-worker' },
    { _id: 'F2-A', organisation: 'F2', area: '68002', name: 'Ca A', population: 'ip-worker' },
    { _id: 'S1-10A', organisation: 'S1', area: '68001', name: '10A', population: 'upper-secondary' },
  ]);
  await denominators(database.db).insertMany([
    denominator('organisation', 'F1', 'ip-worker', 600),
    denominator('organisation', 'F2', 'ip-worker', 600),
  ]);
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = new Date('2026-11-22T05:00:00Z');
  for (const model of [tallies, evidenceRows, seals, people, meetings, meetingLists, joinCodes, consents, guardianSlips])
    await native<Record<string, unknown>>(model(database.db) as never).deleteMany({});
});

const ledger = () => createLedger(database.db, { now });
const deps = () => ({ db: database.db, keys, ledger: ledger(), now });

async function meetingOf(
  shares: Meeting['shares'][number]['organisation'][],
  groupIds: string[],
  fields: Partial<Meeting> = {},
): Promise<Meeting> {
  const planned = await planMeeting(
    { db: database.db, bounds: 'everything', actor: 'an', now: clock },
    {
      title: 'Nói chuyện đầu ca',
      place: 'Nhà ăn',
      speaker: '',
      startsAt: meetingDay,
      minutes: 45,
      parts: ['law', 'knowledge'],
      shares: shares.map((organisation) => ({ organisation, population: organisation.startsWith('S') ? 'upper-secondary' : 'ip-worker' })),
      groups: groupIds,
      ...fields,
    },
  );
  if (planned === undefined) throw new Error('not planned');
  return planned;
}

async function codesOf(group: string, count: number): Promise<readonly string[]> {
  const made = await createRosterCodes(database.db, keys, { group, count, expires: new Date('2027-08-31'), now: clock });
  return (made ?? []).map((code) => codeId(keys, code) ?? '');
}

async function again({ _id }: Meeting): Promise<Meeting> {
  const found = await native(meetings(database.db)).findOne({ _id });
  if (found === null) throw new Error('no meeting');
  return found;
}

let saves = 0;
async function tick(meeting: Meeting, group: string, present: readonly string[], by = 'an', complete = true) {
  saves += 1;
  return saveList(deps(), { meeting: await again(meeting), by }, { group, present, complete, key: `save${saves}` });
}

async function headcount(meeting: Meeting, people: number, split: readonly (number | undefined)[] = []) {
  await recordHeadcount(deps(), { meeting: await again(meeting), by: 'an' }, people, split);
}

async function confirm(meeting: Meeting, by = 'binh') {
  return confirmMeeting(deps(), { meeting: await again(meeting), by });
}

async function figure(node: { kind: 'organisation' | 'area' | 'plan'; id: string }) {
  const figures = createFigures(database.db, { now });
  const all = await figures.planFigures({ plan, node });
  const one = all.find(({ indicator }) => indicator.populations.includes('ip-worker'));
  if (one === undefined || one.suppressed) return undefined;
  return { low: one.low, high: one.high };
}

/** Low and high of a node straight from the tallies, small groups included. */
async function counts(node: string): Promise<{ low: number; extra: number; heads: number; luot: number }> {
  const rows = await native(tallies(database.db)).find({ node }).toArray();
  const sum = (reading: string) =>
    rows
      .flatMap(({ days }) => Object.entries(days))
      .filter(([day]) => day <= '2026-11-22')
      .reduce((total, [, readings]) => total + (Object.entries(readings).find(([name]) => name === reading)?.[1] ?? 0), 0);
  return { low: sum('c'), extra: sum('c-extra'), heads: sum('heads'), luot: sum('luot') };
}

async function counted(): Promise<Readonly<Record<string, Tally['days']>>> {
  const rows = await native(tallies(database.db)).find({}).sort({ _id: 1 }).toArray();
  const days = rows.map(({ _id, days }) => [_id, withoutZeros(days)] as const);
  return Object.fromEntries(days.filter(([, changes]) => Object.keys(changes).length > 0));
}

async function expectSound() {
  const before = await counted();
  expect((await ledger().rebuild()).changed).toBe(0);
  await native(tallies(database.db)).deleteMany({});
  await ledger().rebuild();
  expect(await counted()).toEqual(before);
  await ledger().sealPending();
  expect(await ledger().verify(keys)).toMatchObject({ broken: [], altered: [] });
}

describe('a list by row', () => {
  test('counts nobody until somebody else confirms it, and then exactly those who were ticked', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const codes = await codesOf('F1-A', 20);
    await headcount(meeting, 15);
    await tick(meeting, 'F1-A', codes.slice(0, 12));

    expect(await counts('F1')).toEqual({ low: 0, extra: 0, heads: 15, luot: 0 });
    expect(await confirm(meeting, 'an')).toBe('own-work');
    expect(await counts('F1')).toMatchObject({ low: 0 });

    expect(await confirm(meeting)).toBe('confirmed');
    expect(await counts('F1')).toEqual({ low: 12, extra: 0, heads: 3, luot: 12 });
    await expectSound();
  });

  test('is not ready while rows were left out and nobody said that they were absent', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const codes = await codesOf('F1-A', 5);
    await headcount(meeting, 3);
    await tick(meeting, 'F1-A', codes.slice(0, 3), 'an', false);

    expect(await confirm(meeting)).toBe('incomplete');
    const [list] = await native(meetingLists(database.db)).find({}).toArray();
    expect(list?.absent).toEqual([]);
  });

  test('the same save twice is one', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const [one = '', two = ''] = await codesOf('F1-A', 2);
    const save = (present: readonly string[]) =>
      saveList(deps(), { meeting, by: 'an' }, { group: 'F1-A', present, complete: true, key: 'same' });

    expect(await save([one])).toBe('saved');
    expect(await save([two])).toBe('again');
    const [list] = await native(meetingLists(database.db)).find({}).toArray();
    expect(list?.present.map(({ code }) => code)).toEqual([one]);
  });

  test('what is taken back is taken back at once, what is added waits for the second person', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const codes = await codesOf('F1-A', 20);
    await headcount(meeting, 15);
    await tick(meeting, 'F1-A', codes.slice(0, 12));
    await confirm(meeting);

    await tick(meeting, 'F1-A', codes.slice(2, 14));
    expect(await counts('F1')).toEqual({ low: 10, extra: 0, heads: 5, luot: 10 });
    await confirm(meeting);
    expect(await counts('F1')).toEqual({ low: 12, extra: 0, heads: 3, luot: 12 });
    await tick(meeting, 'F1-A', codes.slice(0, 14));
    await confirm(meeting);
    expect(await counts('F1')).toEqual({ low: 14, extra: 0, heads: 1, luot: 14 });
    await expectSound();
  });

  test('keeps no row of another class and none of a meeting it does not belong to', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const own = await codesOf('F1-A', 2);
    const foreign = await codesOf('F2-A', 2);

    await tick(meeting, 'F1-A', [...own, ...foreign]);
    expect(await tick(meeting, 'F2-A', foreign)).toBe('unknown');
    const found = await native(meetingLists(database.db)).find({}).toArray();
    expect(found.flatMap(({ present }) => present.map(({ code }) => code)).sort()).toEqual([...own].sort());
  });
});

describe('one person on paper and in chat', () => {
  async function confirmedRow() {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const [code = ''] = await codesOf('F1-A', 1);
    await headcount(meeting, 1);
    await tick(meeting, 'F1-A', [code]);
    await confirm(meeting);
    return { meeting, code };
  }

  const worker = { population: 'ip-worker', organisation: 'F1', area: '68001', group: 'F1-A' } as const;

  test('who claims their code later is the person the row stood for', async () => {
    const { meeting, code } = await confirmedRow();
    await claimCodes(database.db, keys, [{ code, person: 'lan' }]);
    await spreadClaim(deps(), { code, person: 'lan', at: now() });
    await ledger().append(await lessonBy(database.db, 'lan', '2026-11-21T04:00:00Z', { ...worker, code }));
    await settleMeeting(deps(), meeting._id);

    expect(await counts('F1')).toEqual({ low: 1, extra: 0, heads: 0, luot: 2 });
    await expectSound();
  });

  test('who claimed it before is ticked as the person they are', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const [code = ''] = await codesOf('F1-A', 1);
    await claimCodes(database.db, keys, [{ code, person: 'lan' }]);
    await ledger().append(await lessonBy(database.db, 'lan', '2026-11-19T04:00:00Z', { ...worker, code }));
    await headcount(meeting, 1);
    await tick(meeting, 'F1-A', [code]);
    await confirm(meeting);

    expect(await counts('F1')).toEqual({ low: 1, extra: 0, heads: 0, luot: 2 });
    expect(await native(people(database.db)).countDocuments({})).toBe(1);
  });

  test('a correction finds the row wherever it has moved to', async () => {
    const { meeting, code } = await confirmedRow();
    await claimCodes(database.db, keys, [{ code, person: 'lan' }]);
    await spreadClaim(deps(), { code, person: 'lan', at: now() });

    await tick(meeting, 'F1-A', []);

    expect(await counts('F1')).toEqual({ low: 0, extra: 0, heads: 1, luot: 0 });
    await expectSound();
  });

  test('a row written while its code was being claimed follows it', async () => {
    const { meeting, code } = await confirmedRow();
    await claimCodes(database.db, keys, [{ code, person: 'lan' }]);
    await settleMeeting(deps(), meeting._id);
    await spreadClaim(deps(), { code, person: 'lan', at: now() });

    expect(await counts('F1')).toMatchObject({ low: 1, luot: 1 });
    await expectSound();
  });

  test('erased in chat, nothing of them is left on paper either', async () => {
    const { meeting, code } = await confirmedRow();
    await claimCodes(database.db, keys, [{ code, person: 'lan' }]);
    await spreadClaim(deps(), { code, person: 'lan', at: now() });

    for (const name of ['lan', ...(await paperPeopleOf(database.db, keys, ['lan']))])
      await eraseEverything(database.db, keys, ledger(), name, now());
    await settleMeeting(deps(), meeting._id);

    expect(await counts('F1')).toMatchObject({ low: 0, luot: 0 });
    await expectSound();
  });

  test('who said no in chat is not counted from paper', async () => {
    const meeting = await meetingOf(['F1'], ['F1-A']);
    const [code = ''] = await codesOf('F1-A', 1);
    await claimCodes(database.db, keys, [{ code, person: 'lan' }]);
    const no = { person: 'lan', purpose: 'be-counted' as const, given: false, textVersion: '1', language: 'vi', actor: 'learner' as const };
    await native(consents(database.db)).insertOne({ _id: 'c1', ...no, channel: 'web', at: clock });
    await headcount(meeting, 1);
    await tick(meeting, 'F1-A', [code]);
    await confirm(meeting);

    expect(await counts('F1')).toEqual({ low: 0, extra: 0, heads: 1, luot: 0 });
  });

  test('a pupil counts while a guardian’s slip agrees to it, and not by one that agrees to learning only', async () => {
    const meeting = await meetingOf(['S1'], ['S1-10A']);
    const [code = ''] = await codesOf('S1-10A', 1);
    await headcount(meeting, 1);
    await tick(meeting, 'S1-10A', [code]);
    await confirm(meeting);
    expect(await counts('S1')).toMatchObject({ low: 0, heads: 1 });

    const place = { code, organisation: 'S1', group: 'S1-10A', area: '68001' };
    const paper = { formVersion: 'guardian-1', signedOn: '2026-11-01', holder: 'Văn phòng trường', recordedBy: 'an' };
    const steps: readonly (readonly [readonly Purpose[], number])[] = [
      [['learn'], 0],
      [['learn', 'be-counted'], 1],
      [[], 0],
    ];
    for (const [later, [purposes, low]] of steps.entries()) {
      const slip = { _id: `s${later}`, ...place, ...paper, purposes, recordedAt: new Date(clock.getTime() + later) };
      await native(guardianSlips(database.db)).insertOne(slip);
      await settleMeeting(deps(), meeting._id);
      expect([purposes, (await counts('S1')).low]).toEqual([purposes, low]);
    }
    await expectSound();
  });
});

describe('headcounts', () => {
  test('12 meetings of 150 nobody is named at, 350 identified of 600: 58.3 % to 100 %', async () => {
    const rows = [];
    for (let n = 0; n < 350; n += 1)
      rows.push(
        ...(await lessonBy(database.db, `w${n}`, '2026-11-10T04:00:00Z', { population: 'ip-worker', organisation: 'F1', area: '68001' })),
      );
    await ledger().append(rows);
    for (let n = 0; n < 12; n += 1) {
      const meeting = await meetingOf(['F1'], [], { startsAt: new Date(Date.UTC(2026, n % 11, 5, 1)) });
      await headcount(meeting, 150);
    }

    expect(await figure({ kind: 'organisation', id: 'F1' })).toEqual({ low: 350, high: 600 });
    expect(Math.floor((350 * 1000) / 600) / 10).toBe(58.3);
    await expectSound();
  });

  test('a shared meeting is one, its split sums to its headcount, and who is not split stands with the area', async () => {
    const meeting = await meetingOf(['F1', 'F2'], []);
    await headcount(meeting, 200);
    expect([await counts('F1'), await counts('F2'), await counts('68')].map(({ heads }) => heads)).toEqual([0, 0, 0]);
    expect((await counts(plan)).heads).toBe(200);

    await headcount(meeting, 200, [150, 50]);
    expect([await counts('F1'), await counts('F2'), await counts('68001')].map(({ heads }) => heads)).toEqual([150, 50, 150]);
    expect((await counts(plan)).heads).toBe(200);

    await headcount(meeting, 120, [100, 20]);
    expect((await counts(plan)).heads).toBe(120);
    await expectSound();
  });

  test('service workers have no meeting', async () => {
    await organisations(database.db).create({
      _id: 'G1',
      name: 'Nhóm 1',
      kind: 'establishment-group',
      area: '68001',
      populations: ['service-worker'],
      establishments: 6,
    });
    const planned = planMeeting(
      { db: database.db, bounds: 'everything', actor: 'an', now: clock },
      {
        title: 'x',
        place: 'y',
        speaker: '',
        startsAt: meetingDay,
        minutes: 30,
        parts: ['law'],
        shares: [{ organisation: 'G1', population: 'service-worker' }],
        groups: [],
      },
    );

    expect(await planned).toBeUndefined();
  });
});

describe('queries', () => {
  const officer = { bounds: 'everything' as const, reason: 'đã xem ảnh danh sách' };

  async function ticked(count: number, people: number, fields: Partial<Meeting> = {}) {
    const meeting = await meetingOf(['F1'], ['F1-A'], fields);
    const codes = await codesOf('F1-A', count);
    await headcount(meeting, people);
    await tick(meeting, 'F1-A', codes);
    await confirm(meeting);
    return again(meeting);
  }

  async function clear(meeting: Meeting, by: string, bounds: Parameters<typeof clearQuery>[2]['bounds'] = 'everything') {
    const fact = meeting.queries[0]?.fact ?? '';
    return clearQuery(deps(), { meeting, by }, { ...officer, bounds, fact });
  }

  test('entered more than 30 days after the meeting stays out of low until somebody outside clears it', async () => {
    const meeting = await ticked(12, 12, { startsAt: new Date('2026-10-22T04:00:00Z') });

    expect(meeting.queries.map(({ kind }) => kind)).toEqual(['late']);
    expect(await counts('F1')).toEqual({ low: 0, extra: 12, heads: 0, luot: 0 });
    expect(await clear(meeting, 'an')).toBe(false);
    expect(await clear(meeting, 'binh')).toBe(false);
    expect(await clear(meeting, 'can-bo', { organisations: ['F1'] })).toBe(false);
    expect(await clear(meeting, 'can-bo', { areas: ['68', '68001'] })).toBe(true);
    expect(await counts('F1')).toEqual({ low: 12, extra: 0, heads: 0, luot: 12 });
    await expectSound();
  });

  test('30 days to the hour is not late', async () => {
    const meeting = await ticked(12, 12, { startsAt: new Date('2026-10-23T05:00:00Z') });

    expect(meeting.queries).toEqual([]);
    expect((await counts('F1')).low).toBe(12);
  });

  test('more named than signed for', async () => {
    const meeting = await ticked(12, 11);

    expect(meeting.queries.map(({ kind, fact }) => [kind, fact])).toEqual([['over-headcount', '12>11']]);
    expect(await counts('F1')).toEqual({ low: 0, extra: 12, heads: 0, luot: 0 });
    await headcount(meeting, 12);
    expect((await counts('F1')).low).toBe(0); // what was raised stays until it is cleared
    expect(await clear(await again(meeting), 'can-bo')).toBe(true);
    expect((await counts('F1')).low).toBe(12);
  });

  test('the same headcount in two months running', async () => {
    const first = await meetingOf(['F1'], [], { startsAt: new Date('2026-10-20T01:00:00Z') });
    await headcount(first, 150);
    const meeting = await ticked(12, 150);

    expect(meeting.queries.map(({ kind }) => kind)).toEqual(['same-headcount']);
    expect(await counts('F1')).toMatchObject({ low: 0, extra: 12 });
  });
});

describe('whatever happens at meetings', () => {
  const act = fc.oneof(
    fc.record({ what: fc.constant('tick' as const), meeting: fc.nat(1), rows: fc.subarray([0, 1, 2, 3]) }),
    fc.record({ what: fc.constant('confirm' as const), meeting: fc.nat(1) }),
    fc.record({ what: fc.constant('headcount' as const), meeting: fc.nat(1), people: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ what: fc.constant('claim' as const), row: fc.nat(3), person: fc.nat(1) }),
    fc.record({ what: fc.constant('lesson' as const), person: fc.nat(1), day: fc.integer({ min: 10, max: 20 }) }),
    fc.record({ what: fc.constant('clear' as const), meeting: fc.nat(1) }),
  );

  test('what was added up as it came is what counting again gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 12 }), async (acts) => {
        for (const model of [tallies, evidenceRows, seals, people, meetings, meetingLists, joinCodes])
          await native<Record<string, unknown>>(model(database.db) as never).deleteMany({});
        const codes = await codesOf('F1-A', 4);
        const both = [await meetingOf(['F1'], ['F1-A'], { minutes: 20 }), await meetingOf(['F1'], ['F1-A'], { minutes: 15 })];
        let turn = 0;
        for (const one of acts) {
          turn += 1;
          const meeting = both['meeting' in one ? one.meeting : 0] ?? both[0];
          if (meeting === undefined) continue;
          if (one.what === 'tick')
            await tick(
              meeting,
              'F1-A',
              one.rows.map((row) => codes[row] ?? ''),
            );
          if (one.what === 'confirm') await confirm(meeting);
          if (one.what === 'headcount') await headcount(meeting, one.people);
          if (one.what === 'claim') await claimAs(codes[one.row] ?? '', `p${one.person}`);
          if (one.what === 'lesson') {
            const where = { population: 'ip-worker', organisation: 'F1', area: '68001', identifiedBy: 'account' } as const;
            await ledger().append(await lessonBy(database.db, `p${one.person}`, `2026-11-${one.day}T04:00:00Z`, where, turn));
          }
          if (one.what === 'clear') {
            const { queries } = await again(meeting);
            await clearQuery(
              deps(),
              { meeting: await again(meeting), by: 'can-bo' },
              { bounds: 'everything', reason: '', fact: queries[0]?.fact ?? '' },
            );
          }
        }
        for (const meeting of both) await settleMeeting(deps(), meeting._id);
        await expectSound();
      }),
      { numRuns: 8 },
    );
  });

  async function claimAs(code: string, person: string) {
    const [result] = await claimCodes(database.db, keys, [{ code, person }]);
    if (result === 'claimed') await spreadClaim(deps(), { code, person, at: now() });
  }
});
