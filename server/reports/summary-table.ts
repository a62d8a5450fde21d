import type { DocumentTable } from './document';
import { asBeginning, figureCells } from './indicator-blocks';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

/** Every counted indicator of the plan in one table. */
export function summaryTable({ indicators, plan }: ReportSnapshot, words: Words): DocumentTable {
  const { say } = words;
  return {
    kind: 'table',
    caption: say('table.summary'),
    columns: [
      { head: say('column.number'), share: 6, align: 'center' },
      { head: say('column.indicator'), share: 30 },
      { head: say('column.target'), share: 13, align: 'center' },
      { head: say('column.denominator'), share: 13, align: 'right' },
      { head: say('column.people'), share: 13, align: 'right' },
      { head: say('column.share'), share: 11, align: 'right' },
      { head: say('column.attendances'), share: 14, align: 'right' },
    ],
    rows: indicators.map(({ total }, index) => {
      const { term, target } = total.indicator;
      return [String(index + 1), asBeginning(term), target.written, ...figureCells(total, words)];
    }),
    notes: [say(`table.reading.${plan.reading}`), say('table.truncated')],
  };
}
