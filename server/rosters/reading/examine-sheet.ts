import { setImmediate } from 'node:timers/promises';
import { limits, Refused } from './roster-file';

const perStep = 256 * 1024;

/** A cell's opening tag; what closes itself holds a format only. A formula may be written with any prefix. */
const cellTag =
  /<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Z]{1,4})(\d{1,8})["'][^<>]*?(\/?)>|<(?:\w+:)?row\s(?:[^<>]*?\s)?r=["'](\d+)["']|<((?:\w+:)?f)[\s/>]/g;

/**
 * Refuses a sheet with formulas, or with cells so far out that the rows up to them would fill the memory. A formula's value
 * is what some program computed some time ago, so nobody can say whose row it is.
 */
export async function examineSheet(sheet: string, xml: Buffer): Promise<void> {
  const text = readXml(xml);
  let cell = 'A1';
  let nextPause = perStep;
  for (const match of text.matchAll(cellTag)) {
    const [, column, row, closed, rowNumber, formula] = match;
    if (formula !== undefined) throw new Refused('formulas', { sheet, cell });
    if (rowNumber !== undefined && Number(rowNumber) > limits.excelRows) throw new Refused('brokenFile');
    if (column !== undefined && row !== undefined && closed === '') {
      cell = `${column}${row}`;
      if (Number(row) > limits.rows) throw new Refused('tooManyRows', { most: `${limits.rows}` });
      if (columnNumber(column) > limits.columns) throw new Refused('tooManyColumns', { sheet, line: row, most: `${limits.columns}` });
    }
    if (match.index > nextPause) {
      nextPause = match.index + perStep;
      await setImmediate();
    }
  }
}

/** A part as text; a document that declares entities or another encoding is made to hurt. */
export function readXml(xml: Buffer): string {
  const text = decode(xml);
  if (/<!(DOCTYPE|ENTITY)/i.test(text.slice(0, 4_096))) throw new Refused('brokenFile');
  return text;
}

function decode(xml: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(xml);
  } catch (error) {
    throw new Refused('brokenFile', {}, { cause: error });
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
