import type { Figure } from '../reach/figure';
import type { View } from './view';

export type Result = { readonly kind: 'met' | 'missing' | 'unknown' | 'hidden'; readonly words: string };

/** What became of a target, in words; never by colour or number alone. */
export function resultOf({ t, format }: Pick<View, 't' | 'format'>, figure: Figure): Result {
  const verdict = figure.verdict ?? figure.countVerdict;
  if (figure.suppressed) return { kind: 'hidden', words: t('card.suppressed') };
  if (figure.denominator.status === 'incomplete') return { kind: 'unknown', words: t('card.incomplete') };
  if (verdict === undefined) return { kind: 'unknown', words: t('card.unknown') };
  if (verdict.met) return { kind: 'met', words: t('card.met') };
  return { kind: 'missing', words: t('card.missing', { count: verdict.missing, people: format.number(verdict.missing) }) };
}
