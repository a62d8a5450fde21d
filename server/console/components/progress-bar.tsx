import type { Figure } from '../../reach/figure';
import type { View } from '../view';

/**
 * Official figure solid, the highest possible hatched behind it, the target as a line across.
 * Drawn with attributes only: the page's policy allows no inline styles. Colour is never the only sign.
 */
export function ProgressBar({ view, figure, small = false }: { readonly view: View; readonly figure: Figure; readonly small?: boolean }) {
  const { verdict, highVerdict, indicator } = figure;
  if (verdict === undefined) return null;

  const label = barLabel(view, figure);
  const target = `${Math.min(100, indicator.target.basisPoints / 100)}%`;
  const pattern = `hatch-${indicator.id}-${figure.node.kind}-${figure.node.id}`.replace(/[^\w-]/g, '_');
  return (
    <svg class={small ? 'bar bar-small' : 'bar'} role="img" aria-label={label} width="100%" height={small ? 14 : 30}>
      <defs>
        <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="bar-high" width="6" height="6" />
          <rect class="bar-hatch" width="2" height="6" />
        </pattern>
      </defs>
      <rect class="bar-track" y={small ? 3 : 6} width="100%" height={small ? 8 : 18} rx="3" />
      {highVerdict === undefined ? null : (
        <rect fill={`url(#${pattern})`} y={small ? 3 : 6} width={width(highVerdict.tenthsOfPercent)} height={small ? 8 : 18} rx="3" />
      )}
      <rect
        class={verdict.met ? 'bar-low bar-met' : 'bar-low'}
        y={small ? 3 : 6}
        width={width(verdict.tenthsOfPercent)}
        height={small ? 8 : 18}
        rx="3"
      />
      <line class="bar-target" x1={target} x2={target} y1="0" y2="100%" />
    </svg>
  );
}

export function BarLegend({ view: { t } }: { readonly view: View }) {
  return (
    <ul class="legend">
      <li class="legend-low">{t('bar.legendLow')}</li>
      <li class="legend-high">{t('bar.legendHigh')}</li>
      <li class="legend-target">{t('bar.legendTarget')}</li>
    </ul>
  );
}

function barLabel({ t, format }: View, { verdict, highVerdict, indicator }: Figure): string {
  const share = format.share(verdict?.tenthsOfPercent ?? 0);
  const target = indicator.target.written;
  if (highVerdict === undefined) return t('bar.labelNoHigh', { share, target });
  return t('bar.label', { share, target, high: format.share(highVerdict.tenthsOfPercent) });
}

function width(tenthsOfPercent: number): string {
  return `${Math.min(1000, tenthsOfPercent) / 10}%`;
}
