import type { Translate } from '../i18n';
import type { EnteredFigure } from '../storage/collections/entered-figures';
import type { EnteredLine } from './entered-lines';

type Numbers = { number(value: number): string; signed(value: number): string; share(tenths: number): string };

type Told = Pick<EnteredFigure, 'value' | 'of' | 'result'>;
type Shown = Pick<EnteredLine, 'form'> & { readonly figure?: Told; readonly verdict?: EnteredLine['verdict'] | undefined };

/** One figure in words: "45 / 60, 75,0 %", "+3,5 %", "12". `say` reads a file with the keys under `figure`. */
export function figureText(say: Translate, format: Numbers, { form, figure, verdict }: Shown): string {
  if (figure === undefined) return '–';
  const { value, of, result } = figure;
  const told = result === '' ? '' : `. ${result}`;
  if (form === 'words' || value === undefined) return result;
  if (form === 'change') return `${value > 0 ? '+' : ''}${format.share(value)}${told}`;
  if (form === 'number' || of === undefined) return `${format.number(value)}${told}`;
  const share = format.share(Math.floor((value * 1_000) / of));
  const parts = `${format.number(value)} / ${format.number(of)} (${share})`;
  if (verdict === undefined) return `${parts}${told}`;
  return `${parts}; ${say(verdict.met ? 'figure.met' : 'figure.missed')}${told}`;
}
