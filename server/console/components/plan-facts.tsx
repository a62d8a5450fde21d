import type { Node } from '../../reach/figure';
import type { FigureQuery, PlanSummary } from '../figure-source';
import { links } from '../links';
import type { PlanPeriod } from '../plan-periods';
import type { View } from '../view';

type PlanFactsProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly period: PlanPeriod | undefined;
  readonly path: readonly Node[];
};

/** The frame every number stands in: which document, which period, which reading, where. */
export function PlanFacts({ view: { t, format }, plan, query, period, path }: PlanFactsProps) {
  const where = path.length === 0 ? t('plan.wholePlan') : path.map((node) => node.name).join(' › ');
  return (
    <dl class="plan-facts">
      <div>
        <dt>{t('plan.issuer')}</dt>
        <dd>{plan.issuer}</dd>
      </div>
      <div>
        <dt>{t('plan.number')}</dt>
        <dd>{plan.number === '' ? t('card.unknown') : plan.number}</dd>
      </div>
      <div>
        <dt>
          <a class="term" href={links.definitions('period')}>
            {t('plan.period')}
          </a>
        </dt>
        <dd>{t('plan.dayRange', { from: format.day(plan.from), to: format.day(plan.to) })}</dd>
      </div>
      {period === undefined ? null : (
        <div>
          <dt>
            <a class="term" href={links.definitions('change')}>
              {t('filter.period')}
            </a>
          </dt>
          <dd>{t(`period.${period.kind}`, { year: period.year })}</dd>
        </div>
      )}
      <div>
        <dt>
          <a class="term" href={links.definitions('period')}>
            {t('plan.cutOff')}
          </a>
        </dt>
        <dd>{format.day(query.cutOff)}</dd>
      </div>
      <div>
        <dt>
          <a class="term" href={links.definitions('reading')}>
            {t('plan.reading')}
          </a>
        </dt>
        <dd>{t(`reading.${query.reading}`)}</dd>
      </div>
      <div>
        <dt>{t('plan.scope')}</dt>
        <dd>{where}</dd>
      </div>
    </dl>
  );
}
