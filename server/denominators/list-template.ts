import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Translate } from '../i18n';
import { printable } from '../printing/write-text';
import type { Register } from './register';

const heads = ['node', 'name', 'population', 'people', 'asOf', 'issuer', 'document', 'method'] as const;
const widths = [18, 42, 34, 12, 16, 28, 28, 28] as const;

/**
 * A list for an office to fill in: every place that somebody sees, those without a figure first. `say` reads denominators.json,
 * `places` the names of populations, by which the file is read again.
 */
export async function listTemplate(
  { current, missing }: Pick<Register, 'current' | 'missing'>,
  say: Translate,
  places: Translate,
): Promise<Buffer> {
  const rows = [
    ...missing.map(({ organisation, population }) => ({ node: organisation._id, name: organisation.name, population })),
    ...current.map(({ node, name, population }) => ({ node, name, population })),
  ];
  const head = heads.map((name) => ({ ...text(say(`list.column.${name}`)), fontWeight: 'bold', backgroundColor: '#e9eeec' }) as const);
  const body = rows.map(({ node, name, population }) => [text(node), text(name), text(places(`population.${population}`))]);
  const data: SheetData = [head, ...body];
  const sheet = { sheet: say('list.sheet'), data, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 };
  return writeExcelFile([sheet], { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
}

function text(value: string) {
  return { value: printable(value), type: String } as const;
}
