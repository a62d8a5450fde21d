import { targetWords } from '../console/plans/target-words';
import { figureText } from '../entered/figure-text';
import type { DocumentTable, NamedBlock } from './document';
import { asBeginning } from './indicator-blocks';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

/** What was done, as a table, with the sentences about units' returns and the budget that agree with it. */
export function outputBlocks({ outputs: { lines, budget, returns } }: ReportSnapshot, { say, format }: Words): readonly NamedBlock[] {
  if (lines.length === 0) return [{ id: 'outputs.none', block: { kind: 'paragraph', text: say('outputs.none') } }];
  const table: DocumentTable = {
    kind: 'table',
    caption: say('table.outputs'),
    columns: [
      { head: say('column.number'), share: 6, align: 'center' },
      { head: say('column.output'), share: 40 },
      { head: say('column.recorded'), share: 18, align: 'right' },
      { head: say('column.returned'), share: 18, align: 'right' },
      { head: say('column.sum'), share: 18, align: 'right' },
    ],
    rows: lines.map(({ kind, recorded, returned, total }, index) => [
      String(index + 1),
      say(`output.${kind}`),
      ...[recorded, returned, total].map((value) => format.number(value)),
    ]),
    notes: [say('table.outputsNote')],
  };
  const spent = lines.find(({ kind }) => kind === 'spent')?.total ?? 0;
  const money = budget.map(({ item, amount }) => say('outputs.budgetLine', { item, amount: format.number(amount) })).join('; ');
  const counts = { asked: format.number(returns.asked), sent: format.number(returns.sent), accepted: format.number(returns.accepted) };
  return [
    { id: 'table.outputs', block: table },
    paragraph('outputs.returns', returns.asked === 0 ? say('outputs.notAsked') : say('outputs.returns', counts)),
    ...(money === '' ? [] : [paragraph('outputs.budget', say('outputs.budget', { spent: format.number(spent), lines: money }))]),
  ];
}

/** Indicators that are not counted from the ledger, each with its figure and the document it comes from. */
export function enteredBlocks({ entered }: ReportSnapshot, { say, format }: Words): readonly NamedBlock[] {
  const table: DocumentTable = {
    kind: 'table',
    caption: say('table.entered'),
    columns: [
      { head: say('column.number'), share: 6, align: 'center' },
      { head: say('column.indicatorText'), share: 34 },
      { head: say('column.target'), share: 15, align: 'center' },
      { head: say('column.result'), share: 22 },
      { head: say('column.source'), share: 23 },
    ],
    rows: entered.map(({ indicator, figure, ...line }, index) => [
      String(index + 1),
      [asBeginning(indicator.about), ...(indicator.what === undefined ? [] : [indicator.what])].join(': '),
      targetWords(say, format, indicator.target),
      figure === undefined ? say('entered.none') : figureText(say, format, { ...line, figure }),
      figure === undefined ? '–' : `${figure.agency}, ${figure.document}, ${format.day(figure.day)}`,
    ]),
  };
  return [{ id: 'table.entered', block: table }];
}

function paragraph(id: string, text: string): NamedBlock {
  return { id, block: { kind: 'paragraph', text } };
}
