import type { Figure } from '../reach/figure';
import type { ConsoleDeps } from './console-deps';
import { findPlan, type PlanVisit } from './plan-visit';
import type { Visit } from './requests';

export type IndicatorVisit = PlanVisit & { readonly figure: Figure; readonly by: 'area' | 'organisation' };

/** An indicator at the place the address asks for, when the officer may see it. */
export async function findIndicator(deps: ConsoleDeps, visit: Visit): Promise<IndicatorVisit | 'notFound'> {
  const found = await findPlan(deps, visit);
  if (typeof found === 'string') return 'notFound';

  const figures = await deps.figures.planFigures(found.query);
  const figure = figures.find(({ indicator }) => indicator.id === visit.request.params.indicator);
  return figure === undefined ? 'notFound' : { ...found, figure, by: found.filters.by ?? 'area' };
}
