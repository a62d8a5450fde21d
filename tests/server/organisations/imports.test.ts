import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importAreas } from '../../../server/organisations/import-areas';
import { importDenominators } from '../../../server/organisations/import-denominators';
import { importGroups, importOrganisations } from '../../../server/organisations/import-organisations';
import { native } from '../../../server/storage/collection';
import { areas } from '../../../server/storage/collections/areas';
import { denominators } from '../../../server/storage/collections/denominators';
import { groups } from '../../../server/storage/collections/groups';
import { organisations } from '../../../server/storage/collections/organisations';
import { openTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  for (const rows of [native(areas(db)), native(organisations(db)), native(groups(db)), native(denominators(db))]) await rows.drop();
  await importAreas(db, areaFile);
  await importOrganisations(db, organisationFile);
});

const areaFile = 'code,name,level,parent,valid_from,valid_to\n68,Tỉnh Một,province,,2025-07-01,\n68001,Xã Một,commune,68,2025-07-01,\n';
const organisationFile =
  '\u{feff}id,name,kind,area,populations,establishments\nS1,"Trường ""A"", cơ sở 1",upper-secondary-school,68001,upper-secondary; vocational,\nG1,Cụm 1,establishment-group,68001,service-worker,5\n';
const denominatorHead = 'kind,node,population,people,as_of,issuer,document,method,approver';

const short = ({ errors }: { errors: readonly { line: number; column: string; message: string }[] }) =>
  errors.map((one) => `${one.line} ${one.column} ${one.message}`);

test('a file goes in whole, and the same file again changes nothing', async () => {
  const again = await importOrganisations(database.db, organisationFile);
  const changed = await importOrganisations(database.db, organisationFile.replace('cơ sở 1', 'cơ sở 2'));

  expect(again).toEqual({ dryRun: false, rows: 2, added: 0, changed: 0, unchanged: 2, errors: [] });
  expect(changed).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  expect(await native(organisations(database.db)).findOne({ _id: 'S1' })).toEqual({
    _id: 'S1',
    name: 'Trường "A", cơ sở 2',
    kind: 'upper-secondary-school',
    area: '68001',
    populations: ['upper-secondary', 'vocational'],
    folded: 'truong "a", co so 2',
    words: ['truong a co so 2', 'a co so 2', 'co so 2', 'so 2', '2'],
  });
});

test('a dry run says what would happen and writes nothing', async () => {
  const report = await importGroups(database.db, 'id,organisation,name,population\n10A1,S1,Lớp 10A1,upper-secondary\n', { dryRun: true });

  expect(report).toMatchObject({ dryRun: true, added: 1 });
  expect(await native(groups(database.db)).countDocuments({})).toBe(0);
});

test('with one fault nothing at all is written', async () => {
  const report = await importGroups(
    database.db,
    'id,organisation,name,population\n10A1,S1,Lớp 10A1,upper-secondary\n10A2,S9,Lớp 10A2,upper-secondary\n',
  );

  expect(short(report)).toEqual(['3 organisation unknownOrganisation']);
  expect(await native(groups(database.db)).countDocuments({})).toBe(0);
});

describe('faults are named with line and column', () => {
  test.each([
    {
      what: 'no heading',
      file: 'a,b\n1,2\n',
      errors: ['1 id missingColumn', '1 organisation missingColumn', '1 name missingColumn', '1 population missingColumn'],
    },
    {
      what: 'an empty file',
      file: '',
      errors: ['1 id missingColumn', '1 organisation missingColumn', '1 name missingColumn', '1 population missingColumn'],
    },
    { what: 'a line with too many columns', file: 'id,organisation,name,population\nA,S1,x,upper-secondary,more\n', errors: ['2  notCsv'] },
    { what: 'an open quotation mark', file: 'id,organisation,name,population\nA,S1,"x,upper-secondary\n', errors: ['2  notCsv'] },
    {
      what: 'empty and strange values',
      file: 'id,organisation,name,population\n,S1,,upper-secondary\n"{""$ne"":1}",S1,x,everyone\n',
      errors: ['2 id required', '2 name required', '3 id notACode', '3 population notAPopulation'],
    },
    {
      what: 'the same id twice',
      file: 'id,organisation,name,population\nA,S1,x,upper-secondary\nA,S1,y,upper-secondary\n',
      errors: ['3 id repeated'],
    },
    {
      what: 'a population the organisation has not',
      file: 'id,organisation,name,population\nA,S1,x,ip-worker\n',
      errors: ['2 population notInOrganisation'],
    },
    {
      what: 'a group of service workers',
      file: 'id,organisation,name,population\nA,G1,x,service-worker\n',
      errors: ['2 population serviceWorkersApart'],
    },
  ])('groups: $what', async ({ file, errors }) => {
    expect(short(await importGroups(database.db, file))).toEqual(errors);
  });

  test.each([
    {
      what: 'an unknown parent',
      file: 'code,name,level,parent,valid_from,valid_to\n70001,X,commune,70,2025-07-01,\n',
      errors: ['2 parent unknownArea'],
    },
    {
      what: 'its own parent',
      file: 'code,name,level,parent,valid_from,valid_to\n70,X,province,70,2025-07-01,\n',
      errors: ['2 parent unknownArea'],
    },
    {
      what: 'days and levels that are none',
      file: 'code,name,level,parent,valid_from,valid_to\n70,X,village,,2025-02-30,soon\n',
      errors: ['2 level notALevel', '2 valid_from notADay', '2 valid_to notADay'],
    },
  ])('areas: $what', async ({ file, errors }) => {
    expect(short(await importAreas(database.db, file))).toEqual(errors);
  });

  test.each([
    {
      what: 'a single establishment',
      row: 'G2,Quán,establishment-group,68001,service-worker,1',
      errors: ['2 establishments tooFewEstablishments'],
    },
    {
      what: 'service workers at an enterprise',
      row: 'E1,Xưởng,enterprise,68001,service-worker,9',
      errors: ['2 populations serviceWorkersApart'],
    },
    {
      what: 'other people in an establishment group',
      row: 'G2,Cụm,establishment-group,68001,service-worker;ip-worker,9',
      errors: ['2 populations serviceWorkersApart'],
    },
    { what: 'an unknown area and kind', row: 'E1,Xưởng,factory,99,ip-worker,', errors: ['2 kind notAKind'] },
  ])('organisations: $what', async ({ row, errors }) => {
    expect(short(await importOrganisations(database.db, `id,name,kind,area,populations,establishments\n${row}\n`))).toEqual(errors);
  });

  test.each([
    { row: 'organisation,S1,upper-secondary,120,2026-09-15,Sở,12/BC,đếm,Sở Y tế', errors: [] },
    { row: 'organisation,S1,upper-secondary,-1,2026-09-15,Sở,12/BC,đếm,Sở Y tế', errors: ['2 people notANumber'] },
    { row: 'organisation,S1,ip-worker,1,2026-09-15,Sở,12/BC,đếm,Sở Y tế', errors: ['2 population notInOrganisation'] },
    { row: 'area,99,ip-worker,1,2026-09-15,Sở,,đếm,Sở Y tế', errors: ['2 document required'] },
    { row: 'area,99,ip-worker,1,2026-09-15,Sở,1,đếm,Sở Y tế', errors: ['2 node unknownArea'] },
  ])('denominators: $row', async ({ row, errors }) => {
    expect(short(await importDenominators(database.db, `${denominatorHead}\n${row}\n`))).toEqual(errors);
  });
});

test('every fault has words in both languages', () => {
  const source = ['columns', 'csv-rows', 'import-areas', 'import-denominators', 'import-organisations', 'import-roster-codes'];
  const code = source.map((name) => readFileSync(join(__dirname, `../../../server/organisations/${name}.ts`), 'utf8')).join('\n');
  const used = [...code.matchAll(/'((?:not|unknown|missing|required|repeated|tooLong|tooFew|serviceWorkers)\w*)'/g)].map(([, key]) => key);
  for (const language of ['vi', 'en']) {
    const words = JSON.parse(readFileSync(join(__dirname, `../../../content/locales/${language}/imports.json`), 'utf8'));

    expect(used.filter((key) => key !== undefined && words[key] === undefined)).toEqual([]);
  }
});
