import { join } from 'node:path';
import { importAreas, importSuccessors } from '../../../server/organisations/import-areas';
import { shipAreas } from '../../../server/organisations/ship-areas';
import { areaTree } from '../../../server/reach/area-tree';
import { rebased } from '../../../server/reach/rebased';
import { boundsOf } from '../../../server/staff/scope';
import { native } from '../../../server/storage/collection';
import { type Area, areas } from '../../../server/storage/collections/areas';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const content = join(__dirname, '../../../content');
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await areas(database.db).createIndexes();
});
afterAll(() => database.close());
beforeEach(async () => {
  await native(areas(database.db)).deleteMany({});
  await shipAreas(database.db, content);
});

const head = 'code,name,level,parent,valid_from,valid_to\n';
/** Bến Tre, Trà Vinh and Vĩnh Long became Vĩnh Long; one commune of Bến Tre was divided. */
const oldMap = `${head}83,Tỉnh Bến Tre,province,VN,2008-08-01,2025-07-01
84,Tỉnh Trà Vinh,province,VN,2008-08-01,2025-07-01
86,Tỉnh Vĩnh Long,province,VN,2008-08-01,2025-07-01
829,Thành phố Bến Tre,district,83,2008-08-01,2025-07-01
28756,Phường Phú Khương,commune,829,2008-08-01,2025-07-01
28757,Xã Chia Đôi,commune,829,2008-08-01,2025-07-01
`;
const communes = `${head}28760,Phường Phú Khương,commune,86,2025-07-01,\n28770,Xã Khác,commune,86,2025-07-01,\n29242,Phường Trà Vinh,commune,86,2025-07-01,\n`;
const successors = 'old,new\n83,86\n84,86\n86,86\n28756,28760\n28757,28760\n28757,28770\n';

async function importAll() {
  for (const text of [communes, oldMap]) expect((await importAreas(database.db, text)).errors).toEqual([]);
  const report = await importSuccessors(database.db, successors);
  expect(report).toMatchObject({ errors: [], changed: 5 });
  return areaTree(await native(areas(database.db)).find({}).toArray());
}

test('a new installation has the 34 provinces in force since July 2025, and a correction of one stays', async () => {
  await native(areas(database.db)).updateOne({ _id: '01' }, { $set: { name: 'Thủ đô Hà Nội' } });
  await shipAreas(database.db, content);

  const shipped = await native(areas(database.db)).find({ level: 'province' }).toArray();
  expect(shipped).toHaveLength(34);
  expect(new Set(shipped.map(({ validFrom }) => validFrom))).toEqual(new Set(['2025-07-01']));
  expect(shipped.find(({ _id }) => _id === '01')?.name).toBe('Thủ đô Hà Nội');
});

test('one code on two maps is two units, and the same files again change nothing', async () => {
  const tree = await importAll();
  const again = await importAreas(database.db, oldMap);
  const successorsAgain = await importSuccessors(database.db, successors);

  expect(tree.area('86')).toMatchObject({ name: 'Tỉnh Vĩnh Long', validFrom: '2025-07-01' });
  expect(tree.area('86.2008-08-01')).toMatchObject({ code: '86', validTo: '2025-07-01', successors: ['86'] });
  expect(tree.area('28756.2008-08-01')?.parent).toBe('829.2008-08-01');
  expect([again.unchanged, successorsAgain.unchanged]).toEqual([6, 5]);
});

describe('figures can be read on either map', () => {
  test.each([
    { what: 'an old commune of one successor counts there', code: '28756.2008-08-01', top: '86', chain: ['28760', '86', 'VN'] },
    { what: 'a divided one in what its parts share', code: '28757.2008-08-01', top: '86', chain: ['86', 'VN'] },
    { what: 'an old district where its province leads', code: '829.2008-08-01', top: '86', chain: ['86', 'VN'] },
    { what: 'and nowhere else', code: '829.2008-08-01', top: '01', chain: ['VN'] },
    { what: 'the country is read on today’s map', code: '28756.2008-08-01', top: 'VN', chain: ['28760', '86', 'VN'] },
    {
      what: 'a new commune counts in the old province that all its ground came from',
      code: '28760',
      top: '83.2008-08-01',
      chain: ['829.2008-08-01', '83.2008-08-01', 'VN'],
    },
    { what: 'but not where its ground is not known to come from', code: '29242', top: '84.2008-08-01', chain: ['VN'] },
    { what: 'a unit of the map itself stays where it is', code: '28760', top: '86', chain: ['28760', '86', 'VN'] },
  ])('$what', async ({ code, top, chain }) => {
    expect(rebased(await importAll(), top).chain(code)).toEqual(chain);
  });

  test('the parts of a unit are those of one map', async () => {
    const tree = await importAll();

    expect(rebased(tree, 'VN').children('VN')).toHaveLength(34);
    expect(
      rebased(tree, '83.2008-08-01')
        .children('VN')
        .map(({ code }) => code),
    ).toEqual(['83', '84', '86']);
  });

  test('links that lead in a circle lead nowhere', () => {
    const unit = (_id: string, successors: string[]): Area => ({
      _id,
      name: _id,
      level: 'commune',
      validFrom: '2000-01-01',
      validTo: '2025-07-01',
      successors,
    });

    expect(
      rebased(
        areaTree([unit('a', ['b']), unit('b', ['a']), { _id: 'c', name: 'c', level: 'commune', validFrom: '2025-07-01' }]),
        'c',
      ).chain('a'),
    ).toEqual([]);
  });
});

test('an officer of a new province sees what lies in the old units that lead there, and in no divided one that leads out', async () => {
  await importAll();
  const ofProvince = await boundsOf(database.db, { kind: 'area', id: '86' });
  const ofCommune = await boundsOf(database.db, { kind: 'area', id: '28760' });

  expect(ofProvince).toEqual({ areas: expect.arrayContaining(['28760', '83.2008-08-01', '829.2008-08-01', '28757.2008-08-01']) });
  expect(ofCommune).toEqual({ areas: ['28760', '28756.2008-08-01'] });
});

describe('faults', () => {
  test.each([
    { old: '99', to: '86', error: 'old unknownOldArea' },
    { old: '01', to: '86', error: 'old unknownOldArea' },
    { old: '83', to: '83', error: 'new unknownArea' },
  ])('what became of $old is not $to: $error', async ({ old, to, error }) => {
    await importAreas(database.db, oldMap);
    const report = await importSuccessors(database.db, `old,new\n${old},${to}\n`);

    expect(report.errors.map(({ column, message }) => `${column} ${message}`)).toEqual([error]);
  });

  test('a unit cannot end before it begins', async () => {
    const report = await importAreas(database.db, `${head}07,X,province,VN,2025-07-01,2025-07-01\n`);

    expect(report.errors.map(({ column, message }) => `${column} ${message}`)).toEqual(['valid_to endsBeforeItBegins']);
  });
});
