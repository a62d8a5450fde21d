import { deflateRawSync } from 'node:zlib';
import { storedArchive } from '../../server/rosters/reading/stored-archive';

export type WorkbookCell = string | number | { readonly day: string } | { readonly formula: string } | undefined;
export type WorkbookSheet = {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
  readonly merged?: readonly string[];
  readonly state?: 'hidden' | 'veryHidden';
};
export type WorkbookPart = { readonly path: string; readonly bytes: Buffer };

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A workbook as Excel writes it: shared strings, days as serial numbers under a date format, merged cells, hidden sheets. */
export function workbook(sheets: readonly WorkbookSheet[], more: readonly WorkbookPart[] = []): Buffer {
  return Buffer.concat(storedArchive([...workbookParts(sheets), ...more]));
}

export function workbookParts(sheets: readonly WorkbookSheet[]): readonly WorkbookPart[] {
  const strings: string[] = [];
  const written = sheets.map((sheet, index) => part(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, strings)));
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
  );
  const related = sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  return [
    part('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    part('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${listed.join('')}</sheets></workbook>`),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${[
        ...related,
        relation('rId900', 'sharedStrings', 'sharedStrings.xml'),
        relation('rId901', 'styles', 'styles.xml'),
      ].join('')}</Relationships>`,
    ),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    part(
      'xl/sharedStrings.xml',
      `<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
    ),
    ...written,
  ];
}

/** Zeros packed as tightly as they can be. */
export function packedZeros(path: string, megabytes: number): Buffer {
  const plain = Buffer.alloc(megabytes * 1024 * 1024);
  const packed = deflateRawSync(plain, { level: 9 });
  const archive = Buffer.concat(storedArchive([{ path, bytes: packed }]));
  for (const [header, method, size] of [
    ['504b0304', 8, 22],
    ['504b0102', 10, 24],
  ] as const) {
    const at = archive.indexOf(Buffer.from(header, 'hex'));
    archive.writeUInt16LE(8, at + method);
    archive.writeUInt32LE(plain.length, at + size);
  }
  return archive;
}

function sheetXml({ rows, merged = [] }: WorkbookSheet, strings: string[]): string {
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellXml(`${columnName(column)}${row + 1}`, cell, strings)).join('');
    return written === '' ? '' : `<row r="${row + 1}">${written}</row>`;
  });
  const merges = merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  return `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`;
}

function cellXml(at: string, cell: WorkbookCell, strings: string[]): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  if ('formula' in cell) return `<c r="${at}"><f>${escapeXml(cell.formula)}</f><v>1</v></c>`;
  return `<c r="${at}" s="1"><v>${(Date.parse(cell.day) - Date.UTC(1899, 11, 30)) / 86_400_000}</v></c>`;
}

function relation(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;
}

function part(path: string, xml: string): WorkbookPart {
  return { path, bytes: Buffer.from(head + xml) };
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
