import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import { repairText } from './repair-text';
import { limits, type Refusal, Refused, type RosterFile, type Sheet } from './roster-file';

export type ReadRoster = { readonly file: RosterFile } | { readonly refused: Refusal };

/**
 * An office's file as rows of cells in NFC Unicode, or the reason why it is not read. What the file is, its first bytes say;
 * its name is never believed.
 */
export async function readRosterFile(bytes: Buffer): Promise<ReadRoster> {
  try {
    if (bytes.length === 0) throw new Refused('empty');
    if (bytes.length > limits.fileBytes) throw new Refused('tooLarge', { megabytes: `${limits.fileBytes / 1024 / 1024}` });

    const file = await (isZip(bytes) ? readXlsx(bytes) : readCsv(refuseOthers(bytes)));
    refuseGiants(file.sheets);
    if (file.sheets.every(({ rows }) => rows.length === 0)) throw new Refused(file.hidden.length > 0 ? 'onlyHiddenSheets' : 'empty');
    return { file: { ...file, sheets: await Promise.all(file.sheets.map(repairText)) } };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: { reason: error.reason, values: error.values } };
  }
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).toString('latin1') === 'PK';
}

const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');
const markup = /^\s*<(!doctype|html|head|table|\?xml)/i;

/** What offices send under the name of a table and is none; the rest is tried as text. */
function refuseOthers(bytes: Buffer): Buffer {
  if (bytes.subarray(0, ole.length).equals(ole)) throw new Refused(bytes.includes(encryptedPackage) ? 'passwordProtected' : 'oldExcel');
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') throw new Refused('pdf');
  if (
    markup.test(
      bytes
        .subarray(0, 200)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
    )
  )
    throw new Refused('webPage');
  return bytes;
}

function refuseGiants(sheets: readonly Sheet[]): void {
  const rows = sheets.reduce((total, sheet) => total + sheet.rows.length, 0);
  if (rows > limits.rows) throw new Refused('tooManyRows', { most: `${limits.rows}` });
  for (const { name, rows } of sheets) {
    for (const { line, cells } of rows) {
      if (cells.length > limits.columns) throw new Refused('tooManyColumns', { sheet: name, line: `${line}`, most: `${limits.columns}` });
      if (cells.some((cell) => typeof cell === 'string' && cell.length > limits.cellLetters)) {
        throw new Refused('giantCell', { sheet: name, line: `${line}`, most: `${limits.cellLetters}` });
      }
    }
  }
}
