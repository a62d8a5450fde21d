import { loadTexts } from '../../../server/i18n';
import { importAreas } from '../../../server/organisations/import-areas';
import { importGroups, importOrganisations } from '../../../server/organisations/import-organisations';
import { proposeRollover } from '../../../server/organisations/rollover';
import { confirmImport, undoImport } from '../../../server/organisations/staged/apply';
import { groupHeadings, judgeGroups, neededOfGroups } from '../../../server/organisations/staged/group-table';
import { judgeOrganisations, neededOfOrganisations, organisationHeadings } from '../../../server/organisations/staged/organisation-table';
import { placeWords } from '../../../server/organisations/staged/place-words';
import { readTable } from '../../../server/organisations/staged/read-table';
import { findImport, rowsOf, stage } from '../../../server/organisations/staged/stage';
import { areas } from '../../../server/storage/collections/areas';
import { groups } from '../../../server/storage/collections/groups';
import { joinCodes } from '../../../server/storage/collections/join-codes';
import { organisations } from '../../../server/storage/collections/organisations';
import { placeImportPages, placeImports } from '../../../server/storage/collections/place-imports';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const now = new Date('2026-11-22T03:00:00Z');
const words = placeWords(loadTexts());
let database: TestDatabase;
const models = [areas, organisations, groups, joinCodes, placeImports, placeImportPages];
beforeAll(async () => {
  database = await openTestDatabase();
  for (const model of models) await model(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  for (const model of models) await model(db).collection.deleteMany({});
  await importAreas(
    db,
    'code,name,level,parent,valid_from,valid_to\n68,Tỉnh Một,province,,2025-07-01,\n68001,Xã Một,commune,68,2025-07-01,\n68002,Xã Hai,commune,68,2025-07-01,\n',
  );
  await importOrganisations(db, 'id,name,kind,area,populations\nS1,Trường THPT Một,upper-secondary-school,68001,upper-secondary\n');
});

const deps = (bounds: 'everything' | { readonly areas: readonly string[] } = 'everything') => ({ db: database.db, bounds, now });

async function organisationRows(text: string, bounds?: { readonly areas: readonly string[] }) {
  const table = await readTable(Buffer.from(text), organisationHeadings, neededOfOrganisations);
  if (!('rows' in table)) throw new Error(JSON.stringify(table));
  return judgeOrganisations(deps(bounds), words, table.rows);
}

const list = `DANH SÁCH TRƯỜNG;;\nTên trường;Loại đơn vị;Xã/phường\nTrường THPT Một;THPT;Xã Một\nTrường THPT Hai;Trường trung học phổ thông;68002\nTrường Ba;Quán;Xã Một\n`;

test('an office’s list is read under its own headings and words, and says what each row would do', async () => {
  const rows = await organisationRows(list.replaceAll(';THPT;', ';Trường trung học phổ thông;'));

  expect(rows.map(({ line, status, faults }) => [line, status, ...faults.map(({ message }) => message)])).toEqual([
    [3, 'same'],
    [4, 'new'],
    [5, 'wrong', 'notAKind'],
  ]);
});

test('what lies outside somebody’s bounds is not known to them', async () => {
  const rows = await organisationRows('Tên;Loại;Địa bàn\nTrường X;Doanh nghiệp;68002\n', { areas: ['68001'] });

  expect(rows[0]).toMatchObject({ status: 'wrong', faults: [{ message: 'unknownArea' }] });
});

test('a file without the columns names them', async () => {
  const table = await readTable(Buffer.from('Tên;Ghi chú\nX;y\n'), organisationHeadings, neededOfOrganisations);

  expect(table).toEqual({ missing: ['kind', 'area'] });
});

describe('an import', () => {
  const file =
    'Mã;Tên;Loại;Địa bàn\nS1;Trường THPT Một (mới);Trường trung học phổ thông;68001\nS2;Trường THPT Hai;Trường trung học phổ thông;68002\n';
  const staged = async () => stage(database.db, { kind: 'organisations', staff: 'a', now }, await organisationRows(file));
  const names = async () => (await organisations(database.db).find().sort({ _id: 1 }).lean()).map(({ name }) => name);

  test('writes nothing before it is confirmed, and is nobody else’s to see', async () => {
    const found = await staged();

    expect(found.counts).toEqual({ wrong: 0, new: 1, changed: 1, same: 0 });
    expect(await names()).toEqual(['Trường THPT Một']);
    expect(await findImport(database.db, 'b', found._id)).toBeUndefined();
    expect((await rowsOf(database.db, found, 'changed', 1))[0]?.before?.name).toBe('Trường THPT Một');
  });

  test('can be taken back for 7 days', async () => {
    const confirmed = await confirmImport(deps(), await staged());
    const after = await names();
    const undone = await undoImport(deps(), confirmed);

    expect(after).toEqual(['Trường THPT Một (mới)', 'Trường THPT Hai']);
    expect(await names()).toEqual(['Trường THPT Một']);
    expect([confirmed.left, undone.left, undone.state]).toEqual([0, 0, 'undone']);
  });

  test('and not after that', async () => {
    const confirmed = await confirmImport(deps(), await staged());
    const late = await undoImport({ ...deps(), now: new Date(now.getTime() + 8 * 24 * 3600 * 1000) }, confirmed);

    expect([late.state, (await names()).length]).toEqual(['confirmed', 2]);
  });

  test('leaves alone what somebody else changed meanwhile, and what is in use', async () => {
    const found = await staged();
    await organisations(database.db).updateOne({ _id: 'S1' }, { $set: { name: 'Tên khác' } });
    const confirmed = await confirmImport(deps(), found);
    await importGroups(database.db, 'id,organisation,name,population\nG,S2,10A1,upper-secondary\n');
    const undone = await undoImport(deps(), confirmed);

    expect([confirmed.left, undone.left]).toEqual([1, 2]);
    expect(await names()).toEqual(['Tên khác', 'Trường THPT Hai']);
  });

  test('twice is once', async () => {
    const found = await staged();
    await confirmImport(deps(), found);
    const again = await confirmImport(deps(), found);

    expect([again.left, (await names()).length]).toEqual([0, 2]);
  });
});

describe('groups', () => {
  test('of one school need no column for it, and its only population', async () => {
    const table = await readTable(Buffer.from('Lớp;Năm học\n10A1;2026-2027\n10A1;2026-2027\n10A2;2026\n'), groupHeadings, neededOfGroups);
    const rows = 'rows' in table ? await judgeGroups(deps(), words, table.rows, 'S1') : [];

    expect(rows.map(({ status, faults }) => [status, ...faults.map(({ message }) => message)])).toEqual([
      ['new'],
      ['wrong', 'repeated'],
      ['wrong', 'notASchoolYear'],
    ]);
    expect(rows[0]?.after).toMatchObject({ organisation: 'S1', area: '68001', term: { from: '2026-09-01', to: '2027-09-01' } });
  });
});

describe('a new school year', () => {
  async function classes() {
    const table = await readTable(
      Buffer.from('Lớp;Năm học\n10A1;2026-2027\nLớp 11A1;2026-2027\n12A1;2026-2027\nCâu lạc bộ;2026-2027\n10A1;2025-2026\n'),
      groupHeadings,
      neededOfGroups,
    );
    const rows = 'rows' in table ? await judgeGroups(deps(), words, table.rows, 'S1') : [];
    await confirmImport(deps(), await stage(database.db, { kind: 'groups', staff: 'a', now }, rows));
  }
  const school = async () => (await organisations(database.db).findById('S1').lean()) ?? Promise.reject(new Error('no school'));

  test('closes last year’s classes, moves each up a grade, lets the last go and the first begin again', async () => {
    await classes();
    const rollover = await proposeRollover(deps(), await school(), '2026-2027');

    const of = (status: string) => (rollover?.rows ?? []).filter((row) => row.status === status).map(({ name }) => name);
    expect(of('changed')).toEqual(['10A1', 'Lớp 11A1', '12A1', 'Câu lạc bộ']);
    expect(of('new')).toEqual(['11A1', '10A1', 'Lớp 12A1', 'Câu lạc bộ']);
    expect(rollover?.rows.every(({ after }) => after !== undefined)).toBe(true);
    expect(rollover?.to).toEqual({ name: '2027-2028', from: '2027-09-01', to: '2028-09-01' });
  });

  test('is proposed first, and can be taken back', async () => {
    await classes();
    const rollover = await proposeRollover(deps(), await school(), '2026-2027');
    const staged = await stage(database.db, { kind: 'rollover', staff: 'a', now }, rollover?.rows ?? []);
    const confirmed = await confirmImport(deps(), staged);
    const open = await groups(database.db).countDocuments({ closedOn: { $exists: false } });
    await undoImport(deps(), confirmed);

    expect(open).toBe(5);
    expect(await groups(database.db).countDocuments({ closedOn: { $exists: false } })).toBe(5);
    expect(await groups(database.db).countDocuments({ 'term.name': '2027-2028' })).toBe(0);
    expect(await proposeRollover(deps(), await school(), '2030-2031')).toBeUndefined();
  });
});
