import type { Figure, Node } from '../../reach/figure';
import { AreaTiles } from '../components/area-tiles';
import { BesideReadings } from '../components/beside-readings';
import { BreakdownTable } from '../components/breakdown-table';
import { FigureCard } from '../components/figure-card';
import { FilterForm } from '../components/filter-form';
import { Layout } from '../components/layout';
import { LiveFigures } from '../components/live-figures';
import { PlacePath } from '../components/place-path';
import { PlanFacts } from '../components/plan-facts';
import { type PeriodFigure, PreviousPeriod } from '../components/previous-period';
import { BarLegend } from '../components/progress-bar';
import { TrendFigure } from '../components/trend-figure';
import type { FigureQuery, PlanSummary, TrendPoint } from '../figure-source';
import type { Filters } from '../filters';
import { links } from '../links';
import type { PlanPeriod } from '../plan-periods';
import { GapLink } from '../plans/gap-link';
import type { View } from '../view';

export type IndicatorPageProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly period: PlanPeriod | undefined;
  readonly filters: Filters;
  readonly path: readonly Node[];
  readonly figure: Figure;
  readonly points: readonly TrendPoint[];
  readonly rows: readonly Figure[];
  readonly by: 'area' | 'organisation';
  readonly lastDay: string;
  readonly before: PeriodFigure | undefined;
};

/** One target: where it stands, how it got there, and where people are still missing. */
export function IndicatorPage(props: IndicatorPageProps) {
  const { view, plan, query, period, filters, path, figure, points, lastDay, before } = props;
  const { t } = view;
  const address = (kept: Filters) => links.indicator(plan.id, figure.indicator.id, kept);
  return (
    <Layout view={view} title={figure.indicator.term} script="live.js" styles={['plans.css', 'tiles.css']}>
      <PlacePath view={view} plan={plan} figure={figure} filters={filters} path={path} />
      <h1 class="term-title">{figure.indicator.term}</h1>
      <div class="print-only">
        <PlanFacts view={view} plan={plan} query={query} period={period} path={path} />
      </div>
      <div class="indicator">
        <div class="indicator-side">
          <LiveFigures view={view} plan={plan} query={query} filters={filters} liveText={t('indicator.live')}>
            <FigureCard view={view} figure={figure} place={path.at(-1)?.name ?? t('plan.wholePlan')} />
          </LiveFigures>
          <BarLegend view={view} />
          <GapLink view={view} plan={plan} figure={figure} filters={filters} />
          <FilterForm view={view} plan={plan} query={query} period={period} filters={filters} lastDay={lastDay} action={address} />
        </div>
        <section aria-labelledby="trend">
          <h2 id="trend">{t('indicator.trend')}</h2>
          <TrendFigure view={view} figure={figure} points={points} filters={filters} />
        </section>
      </div>
      {period === undefined || before === undefined ? null : <PreviousPeriod view={view} now={{ period, figure }} before={before} />}
      <BesideReadings view={view} figure={figure} />
      <Breakdown {...props} />
    </Layout>
  );
}

function Breakdown({ view, figure, rows, by, filters, path }: IndicatorPageProps) {
  const { t } = view;
  const whole = path.at(-1)?.kind === 'organisation' || figure.indicator.population === 'service-worker';
  if (whole) return null; // nothing below it is shown

  const { plan, id } = figure.indicator;
  return (
    <section aria-labelledby="breakdown" class="breakdown-part">
      <div class="section-head">
        <h2 id="breakdown">{t('indicator.breakdown')}</h2>
        <ByLinks view={view} figure={figure} by={by} filters={filters} />
      </div>
      {by === 'area' ? <AreaTiles view={view} rows={rows} filters={filters} /> : null}
      <BreakdownTable view={view} rows={rows} by={by} total={figure} filters={filters} />
      <p class="export">
        <a class="button" href={links.export(plan, id, { ...filters, by })} download>
          {t('indicator.export')}
        </a>
        <span>
          {t('indicator.rows', { count: rows.length })}. {t('indicator.exportNote')}
        </span>
      </p>
    </section>
  );
}

function ByLinks({ view: { t }, figure, by, filters }: Pick<IndicatorPageProps, 'view' | 'figure' | 'by' | 'filters'>) {
  const { plan, id } = figure.indicator;
  const choices = [
    { value: 'area', text: t('indicator.byArea') },
    { value: 'organisation', text: t('indicator.byOrganisation') },
  ] as const;
  return (
    <nav class="tabs" aria-label={t('indicator.byLabel')}>
      {choices.map(({ value, text }) => (
        <a
          key={value}
          href={`${links.indicator(plan, id, { ...filters, by: value })}#breakdown`}
          {...(value === by ? { 'aria-current': 'true' as const } : {})}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
