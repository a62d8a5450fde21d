import type { Figure, Node } from '../../reach/figure';
import { may } from '../../staff/roles';
import { type AreaColumn, AreaMatrix } from '../components/area-matrix';
import { FigureCard } from '../components/figure-card';
import { FilterForm } from '../components/filter-form';
import { Layout } from '../components/layout';
import { LiveFigures } from '../components/live-figures';
import { PlanFacts } from '../components/plan-facts';
import { PlanList, PlanMarks } from '../components/plan-list';
import { BarLegend } from '../components/progress-bar';
import type { FigureQuery, PlanSummary } from '../figure-source';
import { type Filters, frameOf } from '../filters';
import { links } from '../links';
import type { PlanPeriod } from '../plan-periods';
import { PlanTabs } from '../plans/plan-tabs';
import type { View } from '../view';

export type PlanPageProps = {
  readonly view: View;
  readonly plans: readonly PlanSummary[];
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly period: PlanPeriod | undefined;
  readonly filters: Filters;
  readonly path: readonly Node[];
  readonly figures: readonly Figure[];
  readonly areas: readonly AreaColumn[];
  readonly lastDay: string;
};

/** A plan at a glance: every computed target with what was reached. */
export function PlanPage({ view, plans, plan, query, period, filters, path, figures, areas, lastDay }: PlanPageProps) {
  const { t } = view;
  return (
    <Layout view={view} title={plan.title} script="live.js" styles={['plans.css']}>
      <div class="with-rail">
        <PlanList view={view} plans={plans} current={plan.id} />
        <div class="content">
          <PlanMarks t={t} plan={plan} />
          <h1>{plan.title}</h1>
          {plan.sample ? <p class="lead">{t('plan.sampleNote')}</p> : null}
          {plan.closed ? <p class="lead">{t('plan.closedNote')}</p> : null}
          <PlanTabs view={view} plan={plan} />
          <PlanFacts view={view} plan={plan} query={query} period={period} path={path} />
          <details class="fold">
            <summary>{t('filter.title')}</summary>
            <FilterForm
              view={view}
              plan={plan}
              query={query}
              period={period}
              filters={filters}
              lastDay={lastDay}
              action={(kept) => links.plan(plan.id, kept)}
            />
          </details>
          <PlanCards view={view} plan={plan} query={query} filters={filters} figures={figures} />
          <AreaMatrix view={view} columns={areas} filters={filters} />
          {view.member === undefined || !may(view.member, 'export-figures') ? null : (
            <p class="export">
              <a class="button" href={links.planExport(plan.id, filters)} download>
                {t('plan.exportJson')}
              </a>
              <span>{t('plan.exportJsonNote')}</span>
            </p>
          )}
        </div>
      </div>
    </Layout>
  );
}

type PlanCardsProps = Pick<PlanPageProps, 'view' | 'plan' | 'query' | 'filters' | 'figures'>;

function PlanCards({ view, plan, query, filters, figures }: PlanCardsProps) {
  const { t } = view;
  return (
    <section aria-labelledby="indicators">
      <div class="section-head">
        <h2 id="indicators">{t('plan.indicators')}</h2>
        <BarLegend view={view} />
      </div>
      {figures.length === 0 ? <p>{t('plan.noIndicators')}</p> : null}
      <LiveFigures view={view} plan={plan} query={query} filters={filters} class="cards" liveText={t('plan.live')}>
        {figures.map((figure) => (
          <FigureCard
            key={figure.indicator.id}
            view={view}
            figure={figure}
            href={links.indicator(plan.id, figure.indicator.id, { node: filters.node, ...frameOf(filters) })}
          />
        ))}
      </LiveFigures>
    </section>
  );
}
