import { joinCodeIn } from '../../../bot/dialogue/join-code-text';
import { claimCodes } from '../../../server/organisations/claim-codes';
import { createGroupCode, createRosterCodes } from '../../../server/organisations/create-codes';
import { importRosterCodes } from '../../../server/organisations/import-roster-codes';
import { codeId, lookupCodes } from '../../../server/organisations/lookup-codes';
import { newCode } from '../../../server/organisations/new-code';
import { native } from '../../../server/storage/collection';
import { groups } from '../../../server/storage/collections/groups';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { organisations } from '../../../server/storage/collections/organisations';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { keys } from '../reach/support/province';

let database: TestDatabase;
const now = new Date('2026-11-22T05:00:00Z');
const expires = new Date('2027-06-01T00:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  await organisations(database.db).insertMany([
    { _id: 'S1', name: 'Trường 1', kind: 'upper-secondary-school', area: '68001', populations: ['upper-secondary'] },
    { _id: 'G1', name: 'Cụm 1', kind: 'establishment-group', area: '68001', populations: ['service-worker'], establishments: 6 },
  ]);
  await groups(database.db).insertMany([
    { _id: '10A1', organisation: 'S1', area: '68001', name: 'Lớp 10A1', population: 'upper-secondary' },
  ]);
});
afterAll(() => database.close());

async function rosterCode(): Promise<string> {
  return (await createRosterCodes(database.db, keys, { group: '10A1', count: 1, expires, now }))?.[0] ?? '';
}
const idOf = (code: string) => codeId(keys, code) ?? '';
const look = async (text: string, person = 'p1', at = now) => (await lookupCodes(database.db, keys, [{ text, person }], at))[0];

describe('codes', () => {
  test('are never kept, only what opens when they are shown', async () => {
    const made = (await createRosterCodes(database.db, keys, { group: '10A1', count: 50, expires, now })) ?? [];
    const kept = await native(joinCodes(database.db)).find({}).toArray();

    expect(new Set(made).size).toBe(50);
    for (const code of made) {
      expect(joinCodeIn(code)).toBe(code);
      expect(JSON.stringify(kept)).not.toContain(code);
    }
  });

  test('open the group they were made for, however they are typed', async () => {
    const code = await rosterCode();
    const opened = {
      found: 'yes',
      membership: {
        population: 'upper-secondary',
        area: '68001',
        organisation: 'S1',
        group: '10A1',
        code: idOf(code),
        identifiedBy: 'roster-code',
      },
      groupName: 'Lớp 10A1',
      organisationName: 'Trường 1',
      singleUse: true,
    };

    expect(await look(code)).toEqual(opened);
    expect(await look(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toEqual(opened);
  });

  test('of a group are for everybody and identify nobody', async () => {
    const code = (await createGroupCode(database.db, keys, { group: '10A1', expires, now })) ?? '';

    expect(await look(code)).toMatchObject({ found: 'yes', singleUse: false, membership: { identifiedBy: 'none' } });
    expect(
      await claimCodes(
        database.db,
        keys,
        ['a', 'b'].map((person) => ({ code: idOf(code), person })),
      ),
    ).toEqual(['claimed', 'claimed']);
  });

  test.each([
    { what: 'one that was never made', change: undefined, found: 'unknown' },
    { what: 'one whose day is over', change: { expiresAt: new Date('2026-11-22T04:59:59Z') }, found: 'expired' },
    { what: 'one that was withdrawn', change: { withdrawnAt: now }, found: 'withdrawn' },
    { what: 'one that somebody else has', change: { claimedBy: 'p2' }, found: 'used' },
  ])('$what is $found', async ({ change, found }) => {
    const code = await rosterCode();
    if (change === undefined) await native(joinCodes(database.db)).deleteOne({ _id: idOf(code) });
    else await native(joinCodes(database.db)).updateOne({ _id: idOf(code) }, { $set: change });

    expect(await look(code)).toEqual({ found });
  });

  test.each(['', 'xin chào', '{"$ne":1}', 'A'.repeat(5_000)])('text that is no code is unknown: %s', async (text) => {
    expect(await look(text)).toEqual({ found: 'unknown' });
  });

  test('many are looked up in the order asked', async () => {
    const [one, two] = [await rosterCode(), await rosterCode()];
    const found = await lookupCodes(
      database.db,
      keys,
      [one, 'ZZZZ', two, one].map((text) => ({ text, person: 'p1' })),
      now,
    );

    expect(found.map((each) => (each.found === 'yes' ? each.membership.code : each.found))).toEqual([
      idOf(one),
      'unknown',
      idOf(two),
      idOf(one),
    ]);
  });
});

describe('a new code', () => {
  test.each([
    { kind: 'group', length: 6 },
    { kind: 'roster', length: 8 },
    { kind: 'card', length: 8 },
  ] as const)('of a $kind has $length characters and is found in a sentence', ({ kind, length }) => {
    for (let n = 0; n < 300; n += 1) {
      const code = newCode(kind);

      expect(code).toHaveLength(length);
      expect(joinCodeIn(`mã của em là ${code} ạ`)).toBe(code);
    }
  });
});

describe('claiming', () => {
  test('gives a single-use code to one person, for good', async () => {
    const code = await rosterCode();

    expect(await claimOne(idOf(code), 'p1')).toBe('claimed');
    expect(await claimOne(idOf(code), 'p1')).toBe('claimed');
    expect(await claimOne(idOf(code), 'p2')).toBe('used');
    expect(await look(code, 'p1')).toMatchObject({ found: 'yes' });
    expect(await look(code, 'p2')).toEqual({ found: 'used' });
  });

  test('at once by many gives it to exactly one', async () => {
    const code = idOf(await rosterCode());
    const people = Array.from({ length: 12 }, (_, n) => `p${n}`);

    const results = await Promise.all(people.map((person) => claimOne(code, person)));

    expect(results.filter((result) => result === 'claimed')).toHaveLength(1);
  });

  test('what does not exist is unknown', async () => {
    expect(await claimOne('none', 'p1')).toBe('unknown');
  });
});

describe('a service worker’s card', () => {
  test('names commune and establishment group, no organisation, and its holder under the other key domain', async () => {
    const [card] = (await createRosterCodes(database.db, keys, { group: 'G1', count: 1, expires, now })) ?? [];
    await claimOne(idOf(card ?? ''), 'p1');

    expect(await look(card ?? '')).toMatchObject({
      found: 'yes',
      singleUse: true,
      groupName: 'Cụm 1',
      membership: { population: 'service-worker', area: '68001', group: 'G1' },
    });
    expect(await look(card ?? '')).not.toHaveProperty('membership.organisation');
    expect(await look(card ?? '', 'p2')).toEqual({ found: 'used' });
    const kept = await native(joinCodes(database.db)).findOne({ _id: idOf(card ?? '') });
    expect(kept?.claimedBy).not.toContain('p1');
  });

  test('is single-use only', async () => {
    expect(await createGroupCode(database.db, keys, { group: 'G1', expires, now })).toBeUndefined();
  });
});

describe('a roster file', () => {
  test('makes the codes each group needs', async () => {
    const report = await importRosterCodes(database.db, keys, 'group,count,expires\n10A1,3,2027-05-31\nG1,2,2027-05-31\n', { now });

    expect(report).toMatchObject({ rows: 2, added: 5, errors: [] });
    expect(report.codes.map(({ group }) => group)).toEqual(['10A1', '10A1', '10A1', 'G1', 'G1']);
    const [first] = report.codes;
    expect(await look(first?.code ?? '', 'p1', new Date('2027-05-31T16:59:00Z'))).toMatchObject({ found: 'yes' });
    expect(await look(first?.code ?? '', 'p1', new Date('2027-05-31T17:00:00Z'))).toEqual({ found: 'expired' });
  });

  test('with one fault makes none, and a dry run makes none', async () => {
    const before = await native(joinCodes(database.db)).countDocuments({});

    const faulty = await importRosterCodes(database.db, keys, 'group,count,expires\n10A1,3,2027-05-31\nnone,0,soon\n', { now });
    const dry = await importRosterCodes(database.db, keys, 'group,count,expires\n10A1,3,2027-05-31\n', { now, dryRun: true });

    expect(faulty.errors.map(({ line, column, message }) => `${line} ${column} ${message}`)).toEqual([
      '3 count notACount',
      '3 expires notADay',
    ]);
    expect(dry).toMatchObject({ added: 3, codes: [] });
    expect(await native(joinCodes(database.db)).countDocuments({})).toBe(before);
  });
});

async function claimOne(code: string, person: string) {
  return (await claimCodes(database.db, keys, [{ code, person }]))[0];
}
