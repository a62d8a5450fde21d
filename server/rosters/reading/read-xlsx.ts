import { posix } from 'node:path';
import { Readable } from 'node:stream';
import readWorkbook, { InvalidInputError, InvalidSpreadsheetError } from 'read-excel-file/node';
import { examineSheet, readXml } from './examine-sheet';
import { type Cell, limits, Refused, type RosterFile } from './roster-file';
import { storedArchive } from './stored-archive';
import { unpack } from './unpack';

const emptySheet = Buffer.from('<worksheet><sheetData/></worksheet>');

/** The visible sheets of a workbook. What is hidden is taken out before the library sees it. */
export async function readXlsx(bytes: Buffer): Promise<RosterFile> {
  const parts = new Map(await unpack(bytes));
  const listed = listSheets(parts);
  for (const { path, name, visible } of listed) {
    const xml = parts.get(path);
    if (xml === undefined) continue;
    if (visible) await examineSheet(name, xml);
    else parts.set(path, emptySheet);
  }
  const archive = storedArchive([...parts].map(([path, part]) => ({ path, bytes: part })));
  parts.clear();

  const sheets = await parse(archive);
  return {
    hidden: sheets.flatMap(({ sheet }, index) => (listed[index]?.visible === false ? [sheet] : [])),
    sheets: sheets.flatMap(({ sheet, data }, index) => (listed[index]?.visible === false ? [] : [{ name: sheet, rows: toRows(data) }])),
  };
}

async function parse(archive: readonly Buffer[]) {
  try {
    return await readWorkbook(Readable.from(archive), { trim: false });
  } catch (error) {
    const isBroken = error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError || error instanceof TypeError;
    throw isBroken ? new Refused('brokenFile', {}, { cause: error }) : error;
  }
}

function toRows(data: readonly (readonly unknown[])[] | undefined): RosterFile['sheets'][number]['rows'] {
  return (data ?? []).flatMap((values, index) => {
    const cells = values.map(toCell);
    return cells.some((cell) => cell !== undefined) ? [{ line: index + 1, cells }] : [];
  });
}

function toCell(value: unknown): Cell {
  if (typeof value === 'number' || value instanceof Date) return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

type Listed = { readonly path: string; readonly name: string; readonly visible: boolean };

/** In the workbook's order, as the library answers them. */
function listSheets(parts: ReadonlyMap<string, Buffer>): readonly Listed[] {
  const paths = new Map(
    elements(parts, 'xl/_rels/workbook.xml.rels', 'Relationship').map((one) => [attribute(one, 'Id'), attribute(one, 'Target')]),
  );
  return elements(parts, 'xl/workbook.xml', 'sheet').map((element) => {
    const target = paths.get(attribute(element, '(?:\\w+:)?id')) ?? '';
    const state = attribute(element, 'state');
    return {
      path: target.startsWith('/') ? target.slice(1) : posix.join('xl', target),
      name: attribute(element, 'name') ?? '',
      visible: state === undefined || state === 'visible',
    };
  });
}

function elements(parts: ReadonlyMap<string, Buffer>, path: string, name: string): readonly string[] {
  const part = parts.get(path);
  if (part === undefined) throw new Refused('notExcel');
  const found = readXml(part).match(new RegExp(`<(?:\\w+:)?${name}\\s[^<>]*>`, 'g')) ?? [];
  if (found.length > limits.parts) throw new Refused('tooManyParts', { most: `${limits.parts}` });
  return found;
}

function attribute(element: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(element)?.[1];
}
