import type { Figure } from '../../reach/figure';
import type { TrendPoint } from '../figure-source';
import { type Filters, frameOf } from '../filters';
import { links } from '../links';
import { trendFinding } from '../trend-finding';
import type { View } from '../view';

type TrendFigureProps = {
  readonly view: View;
  readonly figure: Figure;
  readonly points: readonly TrendPoint[];
  readonly filters: Filters;
};

/** The finding, the drawing, the same numbers as a table. */
export function TrendFigure({ view, figure, points, filters }: TrendFigureProps) {
  const { t } = view;
  const finding = trendFinding(view, points);
  if (finding === undefined) return <p class="lead">{t('trend.none')}</p>;

  const drawing = (size: string, scheme: string) =>
    links.trend(figure.indicator.plan, figure.indicator.id, { node: filters.node, ...frameOf(filters) }, { size, scheme });
  const dark = '(prefers-color-scheme: dark)';
  const narrow = '(max-width: 40rem)';
  return (
    <figure class="trend">
      <figcaption>{finding}</figcaption>
      <picture>
        <source media="print" srcset={drawing('wide', 'light')} />
        <source media={`${narrow} and ${dark}`} srcset={drawing('narrow', 'dark')} />
        <source media={narrow} srcset={drawing('narrow', 'light')} />
        <source media={dark} srcset={drawing('wide', 'dark')} />
        <img src={drawing('wide', 'light')} alt={finding} width="760" height="320" />
      </picture>
      <TrendTable view={view} points={points} />
    </figure>
  );
}

function TrendTable({ view: { t, format }, points }: Pick<TrendFigureProps, 'view' | 'points'>) {
  const count = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="scroll trend-table" aria-label={t('trend.scroll')} tabIndex={0}>
      <table>
        <caption>{t('trend.tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('trend.month')}</th>
            <th scope="col" class="figure">
              {t('trend.low')}
            </th>
            <th scope="col" class="figure">
              {t('trend.change')}
            </th>
            <th scope="col" class="figure">
              {t('trend.high')}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ month, low, high }, index) => (
            <tr key={month}>
              <th scope="row">{format.month(month)}</th>
              <td class="figure">{count(low)}</td>
              <td class="figure">{change(format, low, points[index - 1]?.low, t('card.unknown'))}</td>
              <td class="figure">{count(high)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function change(format: View['format'], now: number | undefined, before: number | undefined, unknown: string): string {
  if (now === undefined || before === undefined) return unknown;
  return format.signed(now - before);
}
