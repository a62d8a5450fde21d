import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Translate } from '../i18n';
import { monthsBetween, startOfYear } from '../reach/period';

const columns = ['asOf', 'direct', 'agency', 'seasonal'] as const;
const width = 26;

/** The months of this year up to now, to be filled in; `say` reads `workforce.json`. Its headings are those by which it is read again. */
export async function workforceTemplate(today: string, say: Translate): Promise<Buffer> {
  const head = columns.map(
    (name) => ({ value: say(`column.${name}`), type: String, fontWeight: 'bold', backgroundColor: '#e9eeec' }) as const,
  );
  const months = monthsBetween(startOfYear(today), today).map((month) => {
    const [year, number] = month.split('-');
    return [{ value: `${number}/${year}`, type: String } as const];
  });
  const data: SheetData = [head, ...months];
  const sheet = { sheet: say('sheet'), data, columns: columns.map(() => ({ width })), stickyRowsCount: 1 };
  return writeExcelFile([sheet], { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
}
