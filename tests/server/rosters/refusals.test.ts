import { loadTexts } from '../../../server/i18n';
import { readRosterFile } from '../../../server/rosters/reading/read-roster-file';
import { storedArchive } from '../../../server/rosters/reading/stored-archive';
import { packedZeros, workbook, workbookParts } from '../../support/workbook';

const rows = [
  ['STT', 'Họ và tên'],
  [1, 'Nguyễn Văn An'],
] as const;
const sheet = { name: 'Sheet1', rows };
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const empty = Buffer.alloc(1);

function withSheet(xml: string): Buffer {
  const parts = workbookParts([sheet]).map((part) =>
    part.path === 'xl/worksheets/sheet1.xml' ? { ...part, bytes: Buffer.from(xml) } : part,
  );
  return Buffer.concat(storedArchive(parts));
}

describe('a file that is not read', () => {
  const say = loadTexts()('vi', 'rosters');

  test.each([
    { file: 'an empty one', bytes: Buffer.alloc(0), reason: 'empty' },
    { file: 'a workbook without a row', bytes: workbook([{ name: 'Sheet1', rows: [] }]), reason: 'empty' },
    { file: 'one of 21 MB', bytes: Buffer.alloc(21 * 1024 * 1024, 'a'), reason: 'tooLarge' },
    { file: 'an Excel file of before 2007', bytes: Buffer.concat([ole, Buffer.alloc(600)]), reason: 'oldExcel' },
    {
      file: 'a workbook with a password',
      bytes: Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      reason: 'passwordProtected',
    },
    { file: 'a PDF', bytes: Buffer.from('%PDF-1.7\n1 0 obj'), reason: 'pdf' },
    {
      file: 'a web page under the name of a workbook',
      bytes: Buffer.from('\ufeff<html><table><tr><td>1</td></tr></table>'),
      reason: 'webPage',
    },
    { file: 'some other zip', bytes: Buffer.concat(storedArchive([{ path: 'word/document.xml', bytes: empty }])), reason: 'notExcel' },
    { file: 'a picture', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452000000ff', 'hex'), reason: 'notText' },
    { file: 'a workbook that was cut short', bytes: workbook([sheet]).subarray(0, 900), reason: 'brokenFile' },
    { file: 'a workbook with macros', bytes: workbook([sheet], [{ path: 'xl/vbaProject.bin', bytes: empty }]), reason: 'macros' },
    {
      file: 'a workbook that reads another one',
      bytes: workbook([sheet], [{ path: 'xl/externalLinks/externalLink1.xml', bytes: empty }]),
      reason: 'externalLinks',
    },
    {
      file: 'a workbook that reads a database',
      bytes: workbook([sheet], [{ path: 'xl/connections.xml', bytes: empty }]),
      reason: 'externalLinks',
    },
    { file: 'zeros packed a thousandfold', bytes: packedZeros('xl/worksheets/sheet1.xml', 50), reason: 'zipBomb' },
    {
      file: 'a workbook of 600 parts',
      bytes: workbook(
        [sheet],
        Array.from({ length: 600 }, (_, index) => ({ path: `xl/media/${index}.png`, bytes: empty })),
      ),
      reason: 'tooManyParts',
    },
    {
      file: 'a workbook with a formula',
      bytes: workbook([{ ...sheet, rows: [...rows, [{ formula: 'A2+1' }, 'Bình']] }]),
      reason: 'formulas',
    },
    {
      file: 'a formula under a prefix of its own',
      bytes: withSheet(
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1</x:f><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      ),
      reason: 'formulas',
    },
    { file: 'a CSV with a formula', bytes: Buffer.from('STT,Họ và tên\n1,=HYPERLINK("x")\n'), reason: 'formulas' },
    { file: 'a cell of 5,000 letters', bytes: workbook([{ ...sheet, rows: [...rows, [2, 'a'.repeat(5_000)]] }]), reason: 'giantCell' },
    {
      file: 'a cell in column ZZ',
      bytes: workbook([{ ...sheet, rows: [...rows, [...new Array<undefined>(701), 'x']] }]),
      reason: 'tooManyColumns',
    },
    {
      file: 'a cell in the last row that there is',
      bytes: withSheet('<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'),
      reason: 'tooManyRows',
    },
    {
      file: 'a row beyond the last that there is',
      bytes: withSheet('<worksheet><sheetData><row r="99999999"></row></sheetData></worksheet>'),
      reason: 'brokenFile',
    },
    { file: 'a CSV of 60,001 rows', bytes: Buffer.from('1,An\n'.repeat(60_001)), reason: 'tooManyRows' },
    {
      file: 'entities that multiply',
      bytes: withSheet('<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet><sheetData/></worksheet>'),
      reason: 'brokenFile',
    },
    {
      file: 'a list on a hidden sheet',
      bytes: workbook([
        { name: 'a', rows: [] },
        { ...sheet, name: 'b', state: 'hidden' },
      ]),
      reason: 'onlyHiddenSheets',
    },
  ])('$file: $reason', async ({ bytes, reason }) => {
    const read = await readRosterFile(bytes);

    expect(read).toEqual({ refused: { reason, values: expect.any(Object) } });
    if ('refused' in read) expect(say(`refused.${reason}`, read.refused.values)).not.toMatch(/refused\.|\{\{/);
  });

  it('shows a reader that goes by local headers nothing that was not examined', async () => {
    const hidden = storedArchive([{ path: 'xl/worksheets/sheet1.xml', bytes: Buffer.from('<worksheet>unseen</worksheet>') }])[0] ?? empty;
    const file = Buffer.concat([hidden, Buffer.from('<worksheet>unseen</worksheet>'), workbook([sheet])]);

    const read = await readRosterFile(file);

    expect(JSON.stringify(read)).not.toContain('unseen');
  });
});
