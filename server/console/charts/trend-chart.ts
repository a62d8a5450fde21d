import type { EChartsOption } from 'echarts';
import type { TrendPoint } from '../figure-source';
import type { View } from '../view';
import { palettes, type Scheme } from './palettes';

export type TrendLook = { readonly scheme: Scheme; readonly size: 'wide' | 'narrow' };

const sizes = { wide: { width: 760, height: 320 }, narrow: { width: 340, height: 260 } } as const;

/** The drawing as SVG text. `needed` is how many people just meet the target, drawn as a line across. */
export function drawTrend(view: Pick<View, 't' | 'format'>, points: readonly TrendPoint[], look: TrendLook, needed?: number): string {
  // Loaded with the first drawing: a start need not wait for a megabyte of code. By `require`, because `import()` would take the build of 600 files.
  const { init }: typeof import('echarts') = require('echarts');
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...sizes[look.size] });
  try {
    chart.setOption(trendOption(view, points, look, needed));
    return chart.renderToSVGString();
  } finally {
    chart.dispose(); // its timer would keep the process alive
  }
}

function trendOption(
  { t, format }: Pick<View, 't' | 'format'>,
  points: readonly TrendPoint[],
  look: TrendLook,
  needed?: number,
): EChartsOption {
  const colours = palettes[look.scheme];
  const text = { color: colours.text, fontSize: 13, fontFamily: 'system-ui, Roboto, Arial, sans-serif' };
  const highest = Math.max(0, needed ?? 0, ...points.flatMap(({ low, high }) => [low ?? 0, high ?? 0]));
  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 22, textStyle: text, data: [t('trend.low'), t('trend.high')] },
    xAxis: {
      type: 'category',
      boundaryGap: false,
      data: points.map(({ month }) => format.month(month)),
      axisLabel: { ...text, interval: labelled(points.length, look), alignMaxLabel: 'right' },
      axisLine: { lineStyle: { color: colours.axis } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(highest === 0 ? { max: 1 } : {}),
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...text, formatter: (value: number) => format.number(value) },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    series: [highSeries(t('trend.high'), points, colours.high), lowSeries({ t, format }, points, colours, needed)],
  };
}

/** Counted back from the last month, which always has its name. */
function labelled(months: number, { size }: TrendLook): (index: number) => boolean {
  const step = Math.ceil(months / (size === 'wide' ? 8 : 3));
  return (index) => (months - 1 - index) % step === 0;
}

function highSeries(name: string, points: readonly TrendPoint[], colour: string) {
  return {
    name,
    type: 'line' as const,
    silent: true,
    symbol: 'none',
    data: points.map(({ high }) => high ?? null),
    color: colour,
    lineStyle: { type: 'dashed' as const, width: 2 },
  };
}

type Colours = (typeof palettes)[Scheme];

function lowSeries({ t, format }: Pick<View, 't' | 'format'>, points: readonly TrendPoint[], colours: Colours, needed?: number) {
  const line = {
    name: t('trend.low'),
    type: 'line' as const,
    silent: true,
    symbol: 'circle',
    symbolSize: points.length > 24 ? 0 : 7,
    data: points.map(({ low }) => low ?? null),
    color: colours.low,
    lineStyle: { width: 3 },
    areaStyle: { opacity: 0.12 },
  };
  if (needed === undefined) return line;
  return {
    ...line,
    markLine: {
      silent: true,
      symbol: 'none',
      data: [{ yAxis: needed }],
      lineStyle: { color: colours.target, type: 'solid' as const, width: 2 },
      label: {
        position: 'insideStartTop' as const,
        color: colours.target,
        fontSize: 13,
        formatter: t('trend.needed', { people: format.number(needed) }),
      },
    },
  };
}
