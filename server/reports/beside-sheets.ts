import type { SheetData } from 'write-excel-file/node';
import { targetWords } from '../console/plans/target-words';
import { figureText } from '../entered/figure-text';
import { printable } from '../printing/write-text';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

type Cell = SheetData[number][number];
type Sheet = { readonly sheet: string; readonly data: SheetData; readonly columns: { width: number }[] };

/** Outputs and entered indicators on sheets of their own, in real numbers. */
export function besideSheets({ outputs, entered }: ReportSnapshot, { say, format }: Words, above: SheetData): Sheet[] {
  const outputRows = outputs.lines.map(({ kind, recorded, returned, total }): Cell[] => {
    return [text(say(`output.${kind}`)), number(recorded), number(returned), number(total)];
  });
  const enteredRows = entered.map(({ indicator, figure, ...line }): Cell[] => [
    text(indicator.id),
    text([indicator.about, indicator.what ?? ''].filter((part) => part !== '').join(': ')),
    text(targetWords(say, format, indicator.target)),
    number(figure?.value === undefined ? undefined : line.form === 'change' ? figure.value / 10 : figure.value),
    number(figure?.of),
    text(figure === undefined ? say('entered.none') : figureText(say, format, { ...line, figure })),
    text(figure === undefined ? '' : `${figure.agency}, ${figure.document}, ${format.day(figure.day)}`),
  ]);
  const outputHeads = ['output', 'recorded', 'returned', 'sum'];
  const enteredHeads = ['code', 'indicatorText', 'target', 'value', 'ofAll', 'result', 'source'];
  return [
    { sheet: say('sheet.outputs'), data: [...above, heads(outputHeads, say), ...outputRows], columns: widths([44, 18, 18, 18]) },
    {
      sheet: say('sheet.entered'),
      data: [...above, heads(enteredHeads, say), ...enteredRows],
      columns: widths([12, 60, 22, 12, 12, 40, 44]),
    },
  ];
}

function heads(names: readonly string[], say: Words['say']): Cell[] {
  return names.map((name) => ({ value: say(`column.${name}`), type: String, fontWeight: 'bold', backgroundColor: '#e9eeec', wrap: true }));
}

function widths(all: readonly number[]): { width: number }[] {
  return all.map((width) => ({ width }));
}

function text(value: string): Cell {
  return { value: printable(value), type: String };
}

function number(value: number | undefined): Cell {
  return value === undefined ? null : { value, type: Number };
}
