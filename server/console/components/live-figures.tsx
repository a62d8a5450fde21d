import type { ComponentChildren } from 'preact';
import type { FigureQuery, PlanSummary } from '../figure-source';
import type { Filters } from '../filters';
import { links } from '../links';
import type { View } from '../view';

type LiveFiguresProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly filters: Filters;
  readonly liveText: string;
  readonly class?: string;
  readonly children: ComponentChildren;
};

/**
 * What `islands/live.ts` keeps current: the whole of a plan under way. Below it one more is a person whom those around know,
 * so that no page may show the moment (`docs/design/reach.md` §6).
 */
export function LiveFigures({ view: { t }, plan, query, filters, liveText, class: name, children }: LiveFiguresProps) {
  const live = !plan.closed && query.node.kind === 'plan';
  return (
    <div
      class={name}
      data-figures={live ? links.planFigures(plan.id, filters) : undefined}
      data-live-text={liveText}
      data-lost-text={t('plan.liveLost')}
    >
      {children}
    </div>
  );
}
