import { renderToString } from 'preact-render-to-string';
import type { Figure } from '../reach/figure';
import { FigureCard } from './components/figure-card';
import { knownDenominator } from './known-denominator';
import type { View } from './view';

/** What the open overview asks for every second: the numbers, and the cards already drawn in the reader's language. */
export function figuresJson(view: View, figures: readonly Figure[]) {
  return {
    figures: figures.map((figure) => ({
      indicator: figure.indicator.id,
      suppressed: figure.suppressed,
      held: figure.held,
      low: figure.low,
      high: figure.high,
      denominator: knownDenominator(figure),
      tenthsOfPercent: figure.verdict?.tenthsOfPercent,
      met: figure.verdict?.met,
      missing: figure.verdict?.missing,
      change: figure.change,
      updatedAt: figure.updatedAt?.toISOString(),
      card: renderToString(FigureCard({ view, figure })),
    })),
  };
}
