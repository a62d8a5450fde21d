import { readSheet } from 'read-excel-file/node';
import { loadTexts } from '../../../server/i18n';
import { claimCodes } from '../../../server/organisations/claim-codes';
import { codeId, lookupCodes } from '../../../server/organisations/lookup-codes';
import { decideBasis, forgetDueEntries, recordBasis, withdrawBasis } from '../../../server/rosters/bases';
import { confirm } from '../../../server/rosters/confirm';
import type { Decision } from '../../../server/rosters/decisions';
import { type DryRun, dryRun, readDryRun } from '../../../server/rosters/dry-run';
import { keptPeople } from '../../../server/rosters/kept-people';
import { columnOf, withFields } from '../../../server/rosters/mapping/map-sheet';
import { proposeMapping } from '../../../server/rosters/mapping/propose-mapping';
import { readRosterFile } from '../../../server/rosters/reading/read-roster-file';
import type { RosterFile } from '../../../server/rosters/reading/roster-file';
import { undo, undoAbandoned } from '../../../server/rosters/undo';
import { native } from '../../../server/storage/collection';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { rosterEntries } from '../../../server/storage/collections/roster-entries';
import { rosterImports } from '../../../server/storage/collections/roster-imports';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { createPlaces, keys, later, now } from './places';

const codesExpire = later(60 * 24 * 300);
const pupils = ['Nguyễn Thị Hương', 'Trần Văn Đức', 'Lê Hoàng Phước'];
const list = (names: readonly string[], birth = '05/03/2010') =>
  ['STT;Họ và tên;Ngày sinh;Lớp;SĐT', ...names.map((name, index) => `${index + 1};${name};${birth};10A1;09123456${index}0`)].join('\n');

const written = ['join-codes', 'roster-bases', 'roster-entries', 'roster-imports', 'roster-mappings', 'audit'];

describe('a roster', () => {
  const say = loadTexts()('vi', 'rosters');
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await createPlaces(database.db);
  });
  beforeEach(() => Promise.all(written.map((name) => database.db.collection(name).deleteMany({}))));
  afterAll(() => database.close());
  const deps = () => ({ db: database.db, keys, say });

  async function read(bytes: Buffer | string): Promise<RosterFile> {
    const result = await readRosterFile(Buffer.from(bytes));
    if ('refused' in result) throw new Error(result.refused.reason);
    return result.file;
  }

  async function tryRun(bytes: Buffer | string, more: { readonly basis?: string; readonly organisation?: string } = {}) {
    const { organisation = 'hoa-binh', ...basis } = more;
    const file = await read(bytes);
    const mappings = await proposeMapping(deps(), organisation, file);
    return dryRun(deps(), { place: { organisation }, actor: 'secretary', file, mappings, ...basis, now });
  }

  async function run(bytes: Buffer | string, more: { readonly basis?: string } = {}): Promise<DryRun> {
    const result = await tryRun(bytes, more);
    if ('notTried' in result) throw new Error(result.notTried);
    return result;
  }

  async function take(
    bytes: Buffer | string,
    more: { readonly basis?: string; readonly decisions?: ReadonlyMap<string, Decision>; readonly at?: Date } = {},
  ) {
    const { decisions = new Map(), at = now, ...basis } = more;
    const { id } = await run(bytes, basis);
    const result = await confirm(deps(), { id, actor: 'secretary', decisions, codesExpire, now: at });
    if ('notConfirmed' in result) throw new Error(result.notConfirmed);
    return { id, ...result.confirmed };
  }

  const codesIn = async (workbook: Buffer) => (await readSheet(workbook)).slice(1).map((row) => String(row[5] ?? ''));
  const statuses = ({ rows }: DryRun) => rows.map(({ status, reason }) => `${status} ${reason}`);

  async function approvedBasis(keeps: readonly ('name' | 'phone')[], keepUntil = '2027-05-31'): Promise<string> {
    const form = {
      organisation: 'hoa-binh',
      document: '12/QĐ-THPT',
      signer: 'Hiệu trưởng',
      purpose: 'Báo học sinh chưa học',
      notice: 'Họp phụ huynh 05/9',
    };
    const basis = (await recordBasis(deps(), { ...form, keeps, keepUntil }, { actor: 'secretary', now })) ?? '';
    await decideBasis(deps(), basis, 'approved', { actor: 'data officer', now });
    return basis;
  }

  it('writes nothing before it is confirmed, and keeps what waits sealed', async () => {
    const { id, counts } = await run(list(pupils));

    expect(counts).toEqual({ new: 3, matched: 0, probable: 0, broken: 0, skipped: 0 });
    expect(await joinCodes(database.db).countDocuments({})).toBe(0);
    expect(await rosterEntries(database.db).countDocuments({})).toBe(0);
    const stored = await rosterImports(database.db).findOne({ _id: id }).lean();
    expect(JSON.stringify(stored)).not.toContain('Hương');
    expect(stored?.staged?.toString('latin1')).not.toContain('Hương');
  });

  it('gives everybody a code that opens their class, on a list that goes back to the office', async () => {
    const { list: workbook, made } = await take(list(pupils));

    const rows = await readSheet(workbook);
    expect(made).toBe(3);
    expect(rows[0]).toEqual(['STT', 'Họ và tên', 'Ngày sinh', 'Nhóm', 'Mã số', 'Mã tham gia', 'Ghi chú']);
    expect(rows.slice(1).map((row) => row[1])).toEqual(pupils);
    const [first = ''] = await codesIn(workbook);
    const [found] = await lookupCodes(database.db, keys, [{ text: first, person: 'p1' }], now);
    expect(found).toMatchObject({ found: 'yes', groupName: '10A1', singleUse: true });
  });

  it('leaves nothing of a name, a phone or a day of birth behind', async () => {
    await take(list(pupils));

    const left = await everything();
    for (const word of ['Hương', 'Huong', 'Đức', '2010', '091234', '91234560']) expect(left).not.toContain(word);
    expect(await rosterEntries(database.db).findOne({}).lean()).not.toHaveProperty('match');
  });

  it('brought again as the list that went back, makes codes for newcomers only', async () => {
    const { list: workbook } = await take(list(pupils));
    const codes = await codesIn(workbook);
    const again = [
      'STT;Họ và tên;Lớp;Mã tham gia',
      ...pupils.map((name, index) => `${index + 1};${name};10A1;${codes[index]}`),
      '4;Võ Thị Mới;10A1;',
    ];

    const second = await take(again.join('\n'));

    expect(second).toMatchObject({ made: 1, listedAgain: 3, leftOut: 0 });
    expect((await codesIn(second.list)).slice(0, 3)).toEqual(codes);
    const [entry] = await native(rosterEntries(database.db))
      .find({ _id: codeId(keys, codes[0] ?? '') ?? '' })
      .toArray();
    expect(entry?.listings).toHaveLength(2);
  });

  it('brought again without its codes, makes no second ones unless a person says so row by row', async () => {
    await take(list(pupils));

    const again = await run(list(pupils));
    const { made, leftOut } = await take(list(pupils), { decisions: new Map([['3@', 'new']]) });

    expect(statuses(again)).toEqual(Array(3).fill('probable groupHasCodes'));
    expect({ made, leftOut }).toEqual({ made: 1, leftOut: 2 });
  });

  it('of service workers is never tried', async () => {
    expect(await tryRun(list(pupils), { organisation: 'cum-1' })).toEqual({ notTried: 'noPlace' });
  });

  it('whose basis nobody but its author has approved is not tried', async () => {
    const form = {
      organisation: 'hoa-binh',
      document: 'd',
      signer: 's',
      purpose: 'p',
      notice: 'n',
      keeps: ['name' as const],
      keepUntil: '2027-05-31',
    };
    const basis = (await recordBasis(deps(), form, { actor: 'secretary', now })) ?? '';

    expect(await decideBasis(deps(), basis, 'approved', { actor: 'secretary', now })).toBe(false);
    expect(await tryRun(list(pupils), { basis })).toEqual({ notTried: 'basisNotStanding' });
  });

  it('with a basis keeps names sealed and tells people apart by them', async () => {
    const basis = await approvedBasis(['name', 'phone']);
    await take(list(pupils), { basis });

    const again = await run(
      [
        'STT;Họ và tên;Ngày sinh;Lớp;SĐT',
        `1;${pupils[0]};05/03/2010;10A1;0912345600`,
        `2;${pupils[1]};2010;10A1;`,
        '3;Bùi Ánh;;10A1;0912345620',
        '4;Võ Mới;;10A1;',
      ].join('\n'),
      { basis },
    );

    expect(statuses(again)).toEqual(['matched byPhoneAndName', 'probable sameNameAndBirth', 'probable samePhone', 'new notYetListed']);
    expect(await everything()).not.toMatch(/Hương|0912345600/);
    const kept = await keptPeople(deps(), { organisation: 'hoa-binh', group: '10A1' });
    expect(kept.map(({ name }) => name).sort()).toEqual([...pupils].sort());
  });

  it('forgets names on the day after the last that their basis allows, and at once when it is withdrawn', async () => {
    const names = async () => (await keptPeople(deps(), { organisation: 'hoa-binh', group: '10A1' })).flatMap(({ name }) => name ?? []);
    await take(list(pupils), { basis: await approvedBasis(['name'], '2026-12-31') });

    expect(await forgetDueEntries(database.db, new Date('2026-12-31T10:00:00Z'))).toBe(0);
    expect(await forgetDueEntries(database.db, new Date('2026-12-31T17:00:00Z'))).toBe(3);
    expect(await names()).toEqual([]);

    const basis = await approvedBasis(['name']);
    await take(list(['Cao Thị Yến']), { basis, decisions: new Map([['2@', 'new']]) });
    expect(await names()).toEqual(['Cao Thị Yến']);
    await withdrawBasis(deps(), basis, { actor: 'data officer', now });
    expect(await names()).toEqual([]);
  });

  it('can be undone for seven days; a code in use stays with whoever uses it', async () => {
    const { id, list: workbook } = await take(list(pupils));
    const [first = '', second = ''] = await codesIn(workbook);
    await claimCodes(database.db, keys, [{ code: codeId(keys, first) ?? '', person: 'p1' }]);

    expect(await undo(deps(), id, { actor: 'secretary', now: later(60 * 24 * 7 + 1) })).toBeUndefined();
    expect(await undo(deps(), id, { actor: 'secretary', now: later(60 * 24 * 6) })).toEqual({ withdrawn: 2, inUse: 1 });

    const [own, other] = await lookupCodes(
      database.db,
      keys,
      [
        { text: first, person: 'p1' },
        { text: second, person: 'p2' },
      ],
      now,
    );
    expect(own?.found).toBe('yes');
    expect(other?.found).toBe('withdrawn');
    expect(await undo(deps(), id, { actor: 'secretary', now })).toBeUndefined();
  });

  it('can be brought again after it was undone', async () => {
    const { id } = await take(list(pupils));
    await undo(deps(), id, { actor: 'secretary', now });

    expect(statuses(await run(list(pupils)))).toEqual(Array(3).fill('new notYetListed'));
  });

  it('is confirmed once: not twice, not beside another of its organisation, not after a day', async () => {
    const [one, other] = [await run(list(pupils)), await run(list(['Cao Thị Yến']))];
    const ask = (id: string, at = now) => confirm(deps(), { id, actor: 'secretary', decisions: new Map(), codesExpire, now: at });

    const both = await Promise.all([ask(one.id), ask(one.id)]);

    expect(both.filter((result) => 'confirmed' in result)).toHaveLength(1);
    expect(await ask(one.id)).toEqual({ notConfirmed: 'gone' });
    expect(await ask(other.id)).toEqual({ notConfirmed: 'changed' });
    expect(await ask(other.id, later(60 * 24 + 1))).toEqual({ notConfirmed: 'gone' });
    expect(await joinCodes(database.db).countDocuments({})).toBe(3);
    expect((await readDryRun(deps(), other.id, now))?.counts.probable).toBe(1);
  });

  it('that a crash left half confirmed is undone, codes drawn just before included', async () => {
    const { id } = await take(list(pupils));
    await rosterImports(database.db).updateOne({ _id: id }, { $set: { state: 'confirming' } });
    const [orphan] = await rosterEntries(database.db).find({}).lean();
    await rosterEntries(database.db).deleteOne({ _id: orphan?._id ?? '' });

    expect(await undoAbandoned(deps(), later(5))).toBe(0);
    expect(await undoAbandoned(deps(), later(11))).toBe(1);
    expect(await joinCodes(database.db).countDocuments({ withdrawnAt: { $exists: false } })).toBe(0);
  });

  it('remembers for its organisation which column held what', async () => {
    const odd = 'STT;Người học;Lớp\n1;Nguyễn Thị Hương;10A1';
    const file = await read(odd);
    const [guess] = await proposeMapping(deps(), 'hoa-binh', file);
    expect(guess === undefined ? 'none' : columnOf(guess, 'fullName')).toBeUndefined();

    const corrected = guess === undefined ? [] : [withFields(guess, new Map([[1, 'fullName' as const]]))];
    const tried = await dryRun(deps(), { place: { organisation: 'hoa-binh' }, actor: 'secretary', file, mappings: corrected, now });
    await confirm(deps(), { id: 'id' in tried ? tried.id : '', actor: 'secretary', decisions: new Map(), codesExpire, now });

    const [again] = await proposeMapping(deps(), 'hoa-binh', await read('STT;Người học;Lớp\n1;Trần Văn Đức;10A1'));
    const [elsewhere] = await proposeMapping(deps(), 'sao-mai', file);
    expect(again === undefined ? undefined : columnOf(again, 'fullName')).toBe(1);
    expect(elsewhere === undefined ? undefined : columnOf(elsewhere, 'fullName')).toBeUndefined();
  });

  /** Every stored byte, as far as letters can be read in it. */
  async function everything(): Promise<string> {
    const found: string[] = [];
    for (const name of written) {
      for await (const row of database.db.collection(name).find({})) {
        const bytes = Object.values(row).flatMap((value) => (value?._bsontype === 'Binary' ? [value.buffer.toString('latin1')] : []));
        const { stagedAt: _at, ...rest } = row;
        found.push(JSON.stringify(rest), ...bytes);
      }
    }
    return found.join('\n');
  }
});
