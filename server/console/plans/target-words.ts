import type { Translate } from '../../i18n';
import type { LineTarget, PlanLine } from '../../plans/plan-lines';
import type { Format } from '../format';

/** A target with its operator as the plan wrote it: a bare number stays bare. */
export function targetWords(say: Translate, format: Format, target: LineTarget): string {
  switch (target.kind) {
    case 'share':
      return say(`target.share.${target.wording}`, { number: percent(format, target.percent) });
    case 'number':
      return say(`target.number.${target.wording}`, { number: format.number(target.count) });
    case 'each_period':
      return say(`target.eachPeriod.${target.wording}`, { number: format.number(target.count) });
    case 'range':
      return say('target.range', { from: format.number(target.from), to: percent(format, target.to) });
    case 'none':
      return say('target.none');
  }
}

const known: ReadonlySet<string> = new Set(['monthly', 'quarterly', 'yearly']);

/** The file's own word where it is none of ours. */
export function frequencyWords(say: Translate, { frequency }: PlanLine): string | undefined {
  return frequency !== undefined && known.has(frequency) ? say(`frequency.${frequency}`) : frequency;
}

/** As in the document: no decimal that it does not have. */
export function percent(format: Format, value: number): string {
  return Number.isInteger(value) ? `${format.number(value)}\u00A0%` : format.share(Math.trunc(value * 10));
}
