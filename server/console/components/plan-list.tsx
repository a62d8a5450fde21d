import type { PlanSummary } from '../figure-source';
import { links } from '../links';
import type { View } from '../view';

type PlanListProps = { readonly view: View; readonly plans: readonly PlanSummary[]; readonly current: string };

export function PlanList({ view: { t }, plans, current }: PlanListProps) {
  return (
    <nav class="plans" aria-label={t('plans.label')}>
      <ul>
        {plans.map((plan) => (
          <li key={plan.id}>
            <a href={links.plan(plan.id)} {...(plan.id === current ? { 'aria-current': 'page' as const } : {})}>
              <strong>{plan.place}</strong>
              <span class="plan-line">{t('plans.years', { from: plan.from.slice(0, 4), to: plan.to.slice(0, 4) })}</span>
              <span class="plan-line">{[plan.issuer, plan.number].filter((part) => part !== '').join(' · ')}</span>
              <PlanMarks t={t} plan={plan} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function PlanMarks({ t, plan }: { readonly t: View['t']; readonly plan: PlanSummary }) {
  return (
    <span class="marks">
      <span class={plan.closed ? 'mark mark-closed' : 'mark mark-open'}>{plan.closed ? t('plans.closed') : t('plans.open')}</span>
      {plan.sample ? <span class="mark mark-sample">{t('plans.sample')}</span> : null}
    </span>
  );
}
