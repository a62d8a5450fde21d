import type { Figure, Node } from '../../reach/figure';
import { type AreaColumn, AreaMatrix } from '../components/area-matrix';
import { FigureCard } from '../components/figure-card';
import { FilterForm } from '../components/filter-form';
import { Layout } from '../components/layout';
import { PlanFacts } from '../components/plan-facts';
import { PlanList, PlanMarks } from '../components/plan-list';
import { BarLegend } from '../components/progress-bar';
import type { FigureQuery, PlanSummary } from '../figure-source';
import type { Filters } from '../filters';
import { links } from '../links';
import type { View } from '../view';

export type PlanPageProps = {
  readonly view: View;
  readonly plans: readonly PlanSummary[];
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly filters: Filters;
  readonly path: readonly Node[];
  readonly figures: readonly Figure[];
  readonly areas: readonly AreaColumn[];
  readonly lastDay: string;
};

/** A plan at a glance: every computed target with what was reached. */
export function PlanPage({ view, plans, plan, query, filters, path, figures, areas, lastDay }: PlanPageProps) {
  const { t } = view;
  return (
    <Layout view={view} title={plan.title} script="live.js">
      <div class="with-rail">
        <PlanList view={view} plans={plans} current={plan.id} />
        <div class="content">
          <PlanMarks t={t} plan={plan} />
          <h1>{plan.title}</h1>
          {plan.sample ? <p class="lead">{t('plan.sampleNote')}</p> : null}
          {plan.closed ? <p class="lead">{t('plan.closedNote')}</p> : null}
          <PlanFacts view={view} plan={plan} query={query} path={path} />
          <details class="fold">
            <summary>{t('filter.title')}</summary>
            <FilterForm
              view={view}
              plan={plan}
              query={query}
              filters={filters}
              lastDay={lastDay}
              action={(kept) => links.plan(plan.id, kept)}
            />
          </details>
          <PlanCards view={view} plan={plan} filters={filters} figures={figures} />
          <AreaMatrix view={view} columns={areas} filters={filters} />
        </div>
      </div>
    </Layout>
  );
}

type PlanCardsProps = Pick<PlanPageProps, 'view' | 'plan' | 'filters' | 'figures'>;

function PlanCards({ view, plan, filters, figures }: PlanCardsProps) {
  const { t } = view;
  const { node, cutOff, reading } = filters;
  return (
    <section aria-labelledby="indicators">
      <div class="section-head">
        <h2 id="indicators">{t('plan.indicators')}</h2>
        <BarLegend view={view} />
      </div>
      {figures.length === 0 ? <p>{t('plan.noIndicators')}</p> : null}
      <div
        class="cards"
        data-figures={plan.closed ? undefined : links.planFigures(plan.id, filters)}
        data-live-text={t('plan.live')}
        data-lost-text={t('plan.liveLost')}
      >
        {figures.map((figure) => (
          <FigureCard
            key={figure.indicator.id}
            view={view}
            figure={figure}
            href={links.indicator(plan.id, figure.indicator.id, { node, cutOff, reading })}
          />
        ))}
      </div>
    </section>
  );
}
