import { deriveKeys } from '../../../server/keys';
import { claimCodes } from '../../../server/organisations/claim-codes';
import { countUses } from '../../../server/organisations/count-uses';
import { changeOrganisation, closeGroup, createGroup, createOrganisation } from '../../../server/organisations/edit-places';
import { findGroups, findOrganisations } from '../../../server/organisations/find-places';
import {
  batchesOf,
  createBatch,
  groupCodesOf,
  renewGroupCode,
  withdrawBatch,
  withdrawGroupCode,
} from '../../../server/organisations/group-codes';
import { importAreas } from '../../../server/organisations/import-areas';
import { codeId, lookupCodes } from '../../../server/organisations/lookup-codes';
import { native } from '../../../server/storage/collection';
import { areas } from '../../../server/storage/collections/areas';
import { groups } from '../../../server/storage/collections/groups';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { type Organisation, organisations } from '../../../server/storage/collections/organisations';
import { probableMatches, probableMatchesWithin } from '../../../server/storage/collections/probable-matches';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('a secret for tests only, long enough', 'another secret for tests only');
const now = new Date('2026-11-22T03:00:00Z');
const lastDay = '2027-05-31';
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  for (const model of [areas, organisations, groups, joinCodes]) await model(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  for (const model of [areas, organisations, groups, joinCodes]) await model(db).collection.deleteMany({});
  await importAreas(
    db,
    'code,name,level,parent,valid_from,valid_to\n68,Tỉnh Một,province,,2025-07-01,\n68001,Xã Một,commune,68,2025-07-01,\n68002,Xã Hai,commune,68,2025-07-01,\n',
  );
});

const everything = () => ({ db: database.db, bounds: 'everything' as const, now });
const school = (name = 'Trường THPT Nguyễn Du') =>
  ({ name, kind: 'upper-secondary-school', area: '68001', populations: ['upper-secondary'] }) as const;

async function aSchool(name?: string): Promise<Organisation> {
  const made = await createOrganisation(everything(), school(name));
  if ('faults' in made) throw new Error('not made');
  return made.saved;
}

async function aClass(organisation: Organisation, name = '10A1') {
  const made = await createGroup(everything(), organisation, { name, population: 'upper-secondary' });
  if ('faults' in made) throw new Error('not made');
  return made.saved;
}

describe('organisations', () => {
  test('an organisation that moves takes its groups and codes along', async () => {
    const organisation = await aSchool();
    const group = await aClass(organisation);
    await renewGroupCode({ ...everything(), keys }, group._id, lastDay);

    await changeOrganisation(everything(), organisation, { ...school(), area: '68002' });

    expect(await groups(database.db).countDocuments({ area: '68002' })).toBe(1);
    expect(await joinCodes(database.db).countDocuments({ area: '68002' })).toBe(1);
    expect((await organisations(database.db).findById(organisation._id).lean())?.area).toBe('68002');
  });

  test.each([
    { what: 'an area nobody knows', change: { area: '99' }, fault: 'area unknownArea' },
    { what: 'service workers at a school', change: { populations: ['service-worker'] as const }, fault: 'populations serviceWorkersApart' },
  ])('$what is refused', async ({ change, fault }) => {
    const made = await createOrganisation(everything(), { ...school(), ...change });

    expect('faults' in made ? made.faults.map(({ column, message }) => `${column} ${message}`) : []).toContain(fault);
  });

  test('nobody makes one outside their bounds, or moves one there', async () => {
    const bounds = { areas: ['68001'] };
    const outside = await createOrganisation({ ...everything(), bounds }, { ...school(), area: '68002' });
    const moved = await changeOrganisation({ ...everything(), bounds }, await aSchool(), { ...school(), area: '68002' });

    expect([outside, moved].map((one) => 'faults' in one)).toEqual([true, true]);
  });

  test('who may be one person there is seen where it moves to, and no more where it was', async () => {
    const organisation = await aSchool();
    const found = { codes: ['a', 'b'], reasons: ['samePhone'], score: 'weak', state: 'open', foundAt: now } as const;
    await native(probableMatches(database.db)).insertOne({ _id: 'm', area: '68001', organisation: organisation._id, ...found });

    await changeOrganisation(everything(), organisation, { ...school(), area: '68002' });

    const seenFrom = (area: string) => probableMatchesWithin(database.db, { areas: [area] }).count({ _id: 'm' });
    expect([await seenFrom('68001'), await seenFrom('68002')]).toEqual([0, 1]);
  });
});

describe('the list', () => {
  test('is read page by page in the order of names, without a row twice or left out', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => ({
      _id: `G${index}`,
      organisation: 'S',
      area: '68001',
      name: `Lớp ${index % 7}`,
      population: 'upper-secondary' as const,
      folded: `lop ${index % 7}`,
    }));
    await native(groups(database.db)).insertMany(rows);

    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: Awaited<ReturnType<typeof findGroups>> = await findGroups(database.db, 'everything', after === '' ? {} : { after });
      seen.push(...page.rows.map(({ folded, _id }) => `${folded} ${_id}`));
      after = page.next;
    }

    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
    expect(seen).toEqual([...seen].sort());
  });

  test.each([
    { text: 'nguyen d', found: ['Trường THPT Nguyễn Du'] },
    { text: 'Hùng', found: ['Trường THPT Hùng Vương'] },
    { text: 'thpt', found: ['Trường THPT Hùng Vương', 'Trường THPT Nguyễn Du'] },
    { text: 'uong', found: [] },
    { text: '$ne', found: [] },
  ])('finds organisations by the beginning of a word: $text', async ({ text, found }) => {
    await aSchool();
    await aSchool('Trường THPT Hùng Vương');

    expect((await findOrganisations(database.db, 'everything', { text })).rows.map(({ name }) => name)).toEqual(found);
  });

  test('shows nothing of another area, and closed groups only where asked', async () => {
    const organisation = await aSchool();
    const group = await aClass(organisation);
    await closeGroup(everything(), group._id, '2026-12-01');

    expect((await findOrganisations(database.db, { areas: ['68002'] }, {})).rows).toEqual([]);
    expect((await findGroups(database.db, 'everything', {})).rows).toEqual([]);
    expect((await findGroups(database.db, 'everything', { closed: true })).rows).toHaveLength(1);
  });
});

describe('the code of a group', () => {
  async function aCode() {
    const organisation = await aSchool();
    const group = await aClass(organisation);
    const code = await renewGroupCode({ ...everything(), keys }, group._id, lastDay);
    return { group: group._id, code: code ?? '' };
  }
  const found = async (text: string) => (await lookupCodes(database.db, keys, [{ text, person: 'p' }], now))[0]?.found;

  test('can be shown again, and a new one ends it', async () => {
    const { group, code } = await aCode();
    const renewed = await renewGroupCode({ ...everything(), keys }, group, lastDay);

    const codes = await groupCodesOf(database.db, keys, 'everything', group, now);
    expect(codes.filter(({ open }) => open).map((one) => one.code)).toEqual([renewed]);
    expect([await found(code), await found(renewed ?? '')]).toEqual(['withdrawn', 'yes']);
    expect(code).toMatch(/^[A-Z0-9]{6}$/);
  });

  test('opens to nobody once it is withdrawn, and only its own group can withdraw it', async () => {
    const { group, code } = await aCode();
    const id = codeId(keys, code) ?? '';

    expect(await withdrawGroupCode({ ...everything(), bounds: { groups: ['other'] } }, group, id)).toBe(false);
    expect(await withdrawGroupCode(everything(), group, id)).toBe(true);
    expect(await found(code)).toBe('withdrawn');
  });

  test('counts its uses on its own row', async () => {
    const { group, code } = await aCode();
    const id = codeId(keys, code) ?? '';
    await countUses(database.db, [id, id, 'no such code']);

    expect((await groupCodesOf(database.db, keys, 'everything', group, now))[0]?.uses).toBe(2);
  });
});

describe('single-use codes', () => {
  test('of a batch are counted by state and numbered on from those before; the open ones can be taken back', async () => {
    const group = await aClass(await aSchool());
    const place = { group: group._id };
    const first = await createBatch({ ...everything(), keys }, place, { count: 3, lastDay });
    const second = await createBatch({ ...everything(), keys, now: new Date(now.getTime() + 1000) }, place, { count: 2, lastDay });
    await claimCodes(database.db, keys, [{ code: codeId(keys, first?.[0]?.code ?? '') ?? '', person: 'p1' }]);
    const [, oldest] = await batchesOf(database.db, 'everything', place);

    expect(second?.map(({ number }) => number)).toEqual([4, 5]);
    expect(await withdrawBatch(everything(), place, oldest?.id ?? '')).toBe(2);
    expect((await batchesOf(database.db, 'everything', place)).map(({ made, claimed, withdrawn }) => [made, claimed, withdrawn])).toEqual([
      [2, 0, 0],
      [3, 1, 2],
    ]);
    expect(await native(joinCodes(database.db)).countDocuments({ shown: { $exists: true } })).toBe(0);
  });

  test('of service workers tell nobody how many are in use', async () => {
    const made = await createOrganisation(everything(), {
      name: 'Cụm 1',
      kind: 'establishment-group',
      area: '68001',
      populations: ['service-worker'],
      establishments: 5,
    });
    const organisation = 'saved' in made ? made.saved._id : '';
    const cards = await createBatch({ ...everything(), keys }, { organisation }, { count: 2, lastDay });
    await claimCodes(database.db, keys, [{ code: codeId(keys, cards?.[0]?.code ?? '') ?? '', person: 'p1' }]);

    expect(await batchesOf(database.db, 'everything', { organisation })).toEqual([
      expect.not.objectContaining({ claimed: expect.anything() }),
    ]);
  });
});
