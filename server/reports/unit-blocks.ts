import type { UnitFigure } from '../reach/indicators/unit-coverage';
import type { NamedBlock } from './document';
import { asBeginning, asWithin } from './indicator-blocks';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

/** Indicators about communes: n of N, never a bare share, with the rule each of them is judged by. */
export function unitBlocks({ units, indicators }: ReportSnapshot, words: Words): readonly NamedBlock[] {
  const { say } = words;
  return units.flatMap((figure, index): readonly NamedBlock[] => {
    const { id, unit, what, target } = figure;
    const term = `${asBeginning(unit)} ${what}`;
    const heading = say('indicator.heading', { number: indicators.length + index + 1, term, target: asWithin(target.written) });
    return [
      { id: `unit.${id}.heading`, block: { kind: 'heading', level: 2, text: heading } },
      { id: `unit.${id}.text`, block: { kind: 'paragraph', text: stateOf(figure, words) } },
    ];
  });
}

function stateOf({ covered, units, verdict, rule, from, cutOff, target }: UnitFigure, { say, format }: Words): string {
  const counts = { covered: format.number(covered), units: format.number(units), from: format.day(from), cutOff: format.day(cutOff) };
  const values = { ...counts, target: asWithin(target.written), missing: format.number(verdict?.missing ?? 0) };
  const state = verdict === undefined ? 'none' : verdict.met ? 'met' : 'missing';
  return `${say(`unit.${state}`, values)} ${say(`unit.rule.${rule}`)}`;
}
