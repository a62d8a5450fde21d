import { seal } from '../../../server/keys';
import { decideMatch } from '../../../server/matches/decide-match';
import { lookEverywhere, lookForMatches } from '../../../server/matches/look-for-matches';
import { readQueue, undecidedMatches } from '../../../server/matches/match-queue';
import { pairsIn } from '../../../server/matches/pairs-in';
import { claimantOf } from '../../../server/organisations/claim-codes';
import { eraseEverything } from '../../../server/people/erase-everything';
import { paperPeopleOf, paperPersonOf } from '../../../server/people/paper-person';
import { spreadClaims } from '../../../server/people/spread-claims';
import { createLedger } from '../../../server/reach/ledger';
import type { Tally } from '../../../server/reach/model';
import { withoutZeros } from '../../../server/reach/tally-rows';
import { matchHashes } from '../../../server/rosters/match-hashes';
import { native } from '../../../server/storage/collection';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { groups } from '../../../server/storage/collections/groups';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { organisations } from '../../../server/storage/collections/organisations';
import { type MatchState, probableMatches } from '../../../server/storage/collections/probable-matches';
import { rosterEntries } from '../../../server/storage/collections/roster-entries';
import { tallies } from '../../../server/storage/collections/tallies';
import { createIndexes } from '../../../server/storage/connect';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, keys, lessonBy } from '../reach/support/province';

const now = () => new Date('2026-11-22T05:00:00Z');
const huong = { name: 'Nguyễn Thị Hương', birth: '2010-03-05' } as const;
const other = { name: 'Trần Văn Đức', birth: '2010-07-01' } as const;

type Listed = { readonly name: string; readonly birth?: string; readonly phone?: string; readonly code?: string };
const hashesOf = (listed: Listed) => Object.values(matchHashes(keys, 'S1', { sheet: '', line: 1, ...listed }));

describe('pairs', () => {
  const pair = (one: Listed, two: Listed) => pairsIn([one, two].map((listed, index) => ({ _id: `${index}`, match: hashesOf(listed) })));

  test.each([
    { of: 'the same name and year of birth', two: { ...huong, birth: '2010-12-31' }, score: 'likely', reasons: ['sameNameAndBirth'] },
    { of: 'the name written without marks', two: { ...huong, name: 'NGUYEN THI HUONG' }, score: 'likely', reasons: ['sameNameAndBirth'] },
    {
      of: 'one name and phone',
      one: { phone: '1' },
      two: { name: huong.name, phone: '1' },
      score: 'strong',
      reasons: ['samePhone', 'sameName'],
    },
    { of: 'one phone and two names', one: { phone: '1' }, two: { ...other, phone: '1' }, score: 'weak', reasons: ['samePhone'] },
    {
      of: 'the same number of the office',
      one: { code: 'a1' },
      two: { ...other, code: 'A1' },
      score: 'strong',
      reasons: ['sameOfficeNumber'],
    },
    {
      of: 'the same name and year under two numbers of the office',
      one: { code: 'A1' },
      two: { ...huong, code: 'A2' },
      score: 'weak',
      reasons: ['sameNameAndBirth', 'otherOfficeNumber'],
    },
  ])('of $of are $score', ({ one = {}, two, score, reasons }) => {
    expect(pair({ ...huong, ...one }, two)).toEqual([{ codes: ['0', '1'], score, reasons }]);
  });

  test('are none of the same name in another year or without one', () => {
    expect(pair(huong, { ...huong, birth: '2011-03-05' })).toEqual([]);
    expect(pair(huong, { name: huong.name })).toEqual([]);
  });

  test('hold forty people with one phone together without comparing each with each', () => {
    const crowd = Array.from({ length: 40 }, (_, n) => ({ _id: `${100 + n}`, match: hashesOf({ name: `Em ${n}`, phone: '1' }) }));

    expect(pairsIn(crowd)).toHaveLength(39);
  });
});

describe('matches', () => {
  let database: TestDatabase;
  const db = () => database.db;
  beforeAll(async () => {
    database = await openTestDatabase();
    await createIndexes(db());
    await buildProvince(db());
    const school = { organisation: 'S1', area: '68001', population: 'upper-secondary' } as const;
    await native(groups(db())).insertMany([
      { _id: '10A', name: '10A', ...school },
      { _id: '10B', name: '10B', ...school },
    ]);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    for (const name of ['tallies', 'tally-batches', 'evidence', 'people', 'join-codes', 'roster-entries', 'probable-matches'])
      await db().collection(name).deleteMany({});
  });
  const ledger = () => createLedger(db(), { now });
  const deps = () => ({ db: db(), keys, ledger: ledger(), now });

  async function list(code: string, group: string, listed: Listed): Promise<void> {
    const place = { area: '68001', organisation: 'S1', group };
    const about = { tail: code.slice(-2), kind: 'roster', population: 'upper-secondary', createdAt: now(), expiresAt: now() } as const;
    await native(joinCodes(db())).insertOne({ _id: code, number: 7, ...place, ...about });
    const sealed = seal(keys.of('roster-person'), Buffer.from(JSON.stringify({ name: listed.name })));
    const listings = [{ import: 'i1', at: now() }];
    const entry = { _id: code, ...place, import: 'i1', listings, basis: 'b1', sealed, match: hashesOf(listed) };
    await native(rosterEntries(db())).insertOne(entry);
  }

  const paper = (code: string) => paperPersonOf(keys, code);
  const learn = async (person: string, turn: number) =>
    ledger().append(await lessonBy(db(), person, `2026-11-0${turn}T04:00:00Z`, {}, turn));
  const claim = (code: string, person: string) =>
    native(joinCodes(db())).updateOne({ _id: code }, { $set: { claimedBy: claimantOf(keys, { kind: 'roster' }, person) } });

  async function counted(): Promise<Readonly<Record<string, Tally['days']>>> {
    const rows = await native(tallies(db())).find({}).sort({ _id: 1 }).toArray();
    const days = rows.map(({ _id, days }) => [_id, withoutZeros(days)] as const);
    return Object.fromEntries(days.filter(([, changes]) => Object.keys(changes).length > 0));
  }

  async function lowAndHigh(): Promise<readonly [number, number]> {
    const rows = await native(tallies(db())).find({ kind: 'plan' }).toArray();
    const at = rows.flatMap(({ days }) => Object.entries(days)).filter(([day]) => day <= '2026-11-22');
    const sum = (reading: 'c' | 'c-extra') => at.reduce((total, [, counts]) => total + (counts[reading] ?? 0), 0);
    return [sum('c'), sum('c') + sum('c-extra')];
  }

  const decide = async (state: MatchState) => {
    const [match] = await native(probableMatches(db())).find({}).toArray();
    return decideMatch(deps(), match?._id ?? '', { bounds: 'everything', by: 'officer', state });
  };

  async function twoOfOne(): Promise<void> {
    await list('code-a', '10A', huong);
    await list('code-b', '10B', { ...huong, birth: '2010-03-06' });
    await list('code-c', '10B', other);
    for (const [turn, code] of ['code-a', 'code-b', 'code-c'].entries()) await learn(paper(code), turn + 1);
  }

  test('are found once, and from then on two codes of one person count once in low and twice in high', async () => {
    await twoOfOne();
    expect(await lowAndHigh()).toEqual([3, 3]);

    expect(await lookForMatches(deps(), 'S1')).toBe(1);
    expect(await lookEverywhere(deps())).toBe(0);

    expect(await lowAndHigh()).toEqual([2, 3]);
    expect(await undecidedMatches(db(), 'everything')).toEqual({ count: 1, more: false });
    const incremental = await counted();
    expect((await ledger().rebuild()).changed).toBe(0);
    expect(await counted()).toEqual(incremental);
    expect(await ledger().verify(keys)).toMatchObject({ broken: [], altered: [] });
  });

  test('hold a person who begins to count only later, whichever code they come with', async () => {
    await list('code-a', '10A', huong);
    await list('code-b', '10B', huong);
    await lookForMatches(deps(), 'S1');
    await learn(paper('code-a'), 1);
    await claim('code-b', 'chat-person');
    const membership = {
      population: 'upper-secondary',
      area: '68001',
      organisation: 'S1',
      identifiedBy: 'roster-code',
      code: 'code-b',
    } as const;
    const turn = { facts: [{ kind: 'joined', membership, at: now().getTime() }], person: 'chat-person', at: now() };
    await spreadClaims(deps(), [{ turn }] as never);

    await learn('chat-person', 2);

    expect(await lowAndHigh()).toEqual([1, 2]);
    const rows = await native(evidenceRows(db())).countDocuments({});
    await lookForMatches(deps(), 'S1');
    expect(await native(evidenceRows(db())).countDocuments({})).toBe(rows);
  });

  test.each([
    { state: 'same', figure: [2, 2] },
    { state: 'different', figure: [3, 3] },
    { state: 'left', figure: [2, 3] },
  ] as const)('said to be $state count as $figure, and taken back as before, to the row', async ({ state, figure }) => {
    await twoOfOne();
    await lookForMatches(deps(), 'S1');
    const before = await counted();

    await decide(state);
    expect(await lowAndHigh()).toEqual(figure);
    await lookForMatches(deps(), 'S1');
    expect(await lowAndHigh()).toEqual(figure);
    expect((await ledger().rebuild()).changed).toBe(0);

    await decide('open');
    expect(await counted()).toEqual(before);
  });

  test('that a stop left half said are finished by the night', async () => {
    await twoOfOne();
    await lookForMatches(deps(), 'S1');
    await native(probableMatches(db())).updateMany({}, { $set: { state: 'same' } });

    await lookEverywhere(deps());

    expect(await lowAndHigh()).toEqual([2, 2]);
  });

  test('both of whose codes one account holds are no match any more', async () => {
    await twoOfOne();
    await lookForMatches(deps(), 'S1');
    for (const code of ['code-a', 'code-b']) await claim(code, 'both');

    await lookForMatches(deps(), 'S1');

    expect(await native(probableMatches(db())).countDocuments({})).toBe(0);
  });

  test('of a code taken back unused go, those of one that counts stay', async () => {
    await twoOfOne();
    await list('code-d', '10A', huong);
    await lookForMatches(deps(), 'S1');
    expect(await native(probableMatches(db())).countDocuments({})).toBe(3);
    await native(joinCodes(db())).updateMany({ _id: { $in: ['code-b', 'code-d'] } }, { $set: { withdrawnAt: now() } });

    await lookForMatches(deps(), 'S1');

    const left = await native(probableMatches(db())).find({}).toArray();
    expect(left.map(({ codes }) => codes)).toEqual([['code-a', 'code-b']]);
    expect(await lowAndHigh()).toEqual([2, 3]);
  });

  test('outlive the names they were found by, and keep nothing of them', async () => {
    await twoOfOne();
    await lookForMatches(deps(), 'S1');
    const stored = JSON.stringify(await native(probableMatches(db())).find({}).toArray());
    await native(rosterEntries(db())).updateMany({}, { $unset: { sealed: '', match: '' } });

    await lookEverywhere(deps());

    expect(await lowAndHigh()).toEqual([2, 3]);
    const { matches } = await readQueue(deps(), 'everything', { state: 'open' });
    expect(matches[0]?.sides.map(({ name, line, group }) => [name, line, group])).toEqual([
      [undefined, 7, '10A'],
      [undefined, 7, '10B'],
    ]);
    for (const hash of hashesOf(huong)) expect(stored).not.toContain(hash.slice(hash.indexOf(':') + 1));
  });

  test('are erased with either of the two; what staff say is theirs on paper goes with the account, and no other account does', async () => {
    await twoOfOne();
    await list('code-d', '10A', huong);
    await claim('code-a', 'account');
    await claim('code-d', 'other-account');
    await lookForMatches(deps(), 'S1');
    for (const { _id } of await native(probableMatches(db())).find({}).toArray())
      await decideMatch(deps(), _id, { bounds: 'everything', by: 'officer', state: 'same' });

    const names = [...(await paperPeopleOf(db(), keys, ['account'])), 'account'];
    expect([...names].sort()).toEqual(['account', paper('code-a'), paper('code-b')].sort());
    for (const name of names) await eraseEverything(db(), keys, ledger(), name, now());

    expect(await native(probableMatches(db())).countDocuments({})).toBe(0);
    expect((await native(rosterEntries(db())).distinct('_id')).sort()).toEqual(['code-c', 'code-d']);
    expect(await lowAndHigh()).toEqual([1, 1]);
    expect((await ledger().rebuild()).changed).toBe(0);
  });

  test('are never looked for where service workers are', async () => {
    await twoOfOne();
    await native(organisations(db())).updateOne({ _id: 'S1' }, { $set: { populations: ['service-worker'] } });

    expect(await lookEverywhere(deps())).toBe(0);

    await native(organisations(db())).updateOne({ _id: 'S1' }, { $set: { populations: ['upper-secondary'] } });
    expect(await native(probableMatches(db())).countDocuments({})).toBe(0);
  });

  test('and the names in them are seen within the bounds of their organisation or area, and within no group', async () => {
    await twoOfOne();
    await lookForMatches(deps(), 'S1');
    const seen = async (bounds: Parameters<typeof readQueue>[1]) => (await readQueue(deps(), bounds, { state: 'open' })).matches.length;

    expect(await Promise.all([seen('everything'), seen({ areas: ['68001'] }), seen({ organisations: ['S1'] })])).toEqual([1, 1, 1]);
    expect(await Promise.all([seen({ areas: ['68002'] }), seen({ organisations: ['S2'] }), seen({ groups: ['10A', '10B'] })])).toEqual([
      0, 0, 0,
    ]);
    const [match] = await native(probableMatches(db())).find({}).toArray();
    const foreign = { bounds: { organisations: ['S2'] }, by: 'other', state: 'same' } as const;
    expect(await decideMatch(deps(), match?._id ?? '', foreign)).toBeUndefined();
    expect(await lowAndHigh()).toEqual([2, 3]);
  });
});
