import type { Node } from '../reach/figure';
import type { Officer } from '../staff/officer';
import type { FigureQuery, FigureSource, NodeName, PlanSummary } from './figure-source';

/** The area an officer is limited to. */
export function scopeOf(officer: Officer): NodeName | undefined {
  return officer.area === undefined ? undefined : { kind: 'area', id: officer.area };
}

/** The plans that reach into the officer's area, those under way first. */
export async function plansFor(figures: FigureSource, officer: Officer): Promise<readonly PlanSummary[]> {
  const plans = await figures.planList();
  const tops = await Promise.all(plans.map(({ id }) => topFor(figures, officer, id)));
  const visible = plans.filter((_plan, index) => tops[index] !== undefined);
  return [...visible.filter(({ closed }) => !closed), ...visible.filter(({ closed }) => closed)];
}

/**
 * From the widest place the officer may see down to the place asked for, without the plan itself; empty for the whole plan.
 * `undefined` when the place does not exist or lies outside their area: the two are not told apart.
 */
export async function placeFor(figures: FigureSource, officer: Officer, query: FigureQuery): Promise<readonly Node[] | undefined> {
  const [path, top] = await Promise.all([figures.path(query.plan, query.node), topFor(figures, officer, query.plan)]);
  const own = path.findIndex((node) => node.kind === top?.kind && node.id === top.id);
  return own === -1 ? undefined : path.slice(own).filter(({ kind }) => kind !== 'plan');
}

/** The widest place of a plan that the officer may see: the plan itself when their area is all of it. */
async function topFor(figures: FigureSource, officer: Officer, plan: string): Promise<Node | undefined> {
  const path = await figures.path(plan, scopeOf(officer) ?? { kind: 'plan', id: plan });
  return path.at(-1);
}
