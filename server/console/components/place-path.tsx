import type { Figure, Node } from '../../reach/figure';
import type { PlanSummary } from '../figure-source';
import { type Filters, frameOf } from '../filters';
import { links } from '../links';
import type { View } from '../view';

type PlacePathProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly figure: Figure;
  readonly filters: Filters;
  readonly path: readonly Node[];
};

/** From the plan over the areas down to here; each step keeps the period and the reading. */
export function PlacePath({ view: { t }, plan, figure, filters, path }: PlacePathProps) {
  const frame = frameOf(filters);
  const above = path.slice(0, -1);
  const here = path.at(-1);
  const scope = path[0];
  const toHere = (node?: Node) => links.indicator(plan.id, figure.indicator.id, { ...(node ? { node } : {}), ...frame, by: filters.by });
  return (
    <nav class="path" aria-label={t('indicator.breadcrumb')}>
      <ol>
        <li>
          <a href={links.plan(plan.id, frame)}>
            {plan.place} {t('plans.years', { from: plan.from.slice(0, 4), to: plan.to.slice(0, 4) })}
          </a>
        </li>
        <li>
          {scope === undefined ? <span aria-current="page">{t('plan.wholePlan')}</span> : <a href={toHere()}>{figure.indicator.id}</a>}
        </li>
        {above.map((node) => (
          <li key={node.id}>
            <a href={toHere(node)}>{node.name}</a>
          </li>
        ))}
        {here === undefined ? null : (
          <li>
            <span aria-current="page">{here.name}</span>
          </li>
        )}
      </ol>
    </nav>
  );
}
