import type { Figure } from '../../reach/figure';
import type { PlanSummary } from '../figure-source';
import type { Filters } from '../filters';
import { nodeText } from '../links';
import type { View } from '../view';
import { plansLinks } from './links';

type Props = { readonly view: View; readonly plan: PlanSummary; readonly figure: Figure; readonly filters: Filters };

/** To what closes the gap of a target that is not met, and to the same people under other plans. */
export function GapLink({ view, plan, figure, filters: { node, reading, cutOff, period } }: Props) {
  const say = view.words('plans');
  const { id, population } = figure.indicator;
  const query = { node: node === undefined ? undefined : nodeText(node), reading, cutOff, period };
  return (
    <p class="gap-links">
      {population === 'service-worker' ? null : <a href={plansLinks.gap(plan.id, id, query)}>{say('gap.link')}</a>}{' '}
      <a href={plansLinks.compare({ population })}>{say('compare.link')}</a>
    </p>
  );
}
