import type { Node } from '../reach/figure';
import type { StaffMember } from '../staff/staff-member';
import type { FigureQuery, FigureSource, NodeName, PlanSummary } from './figure-source';

/** The place that somebody's scope is, `undefined` for the whole plan. Figures go down to organisations: a group has none. */
export function scopeOf({ scope }: StaffMember): NodeName | undefined {
  if (scope.kind === 'everything') return undefined;
  return { kind: scope.kind === 'area' ? 'area' : 'organisation', id: scope.id };
}

/** The plans that reach into the officer's area, those under way first. */
export async function plansFor(figures: FigureSource, member: StaffMember): Promise<readonly PlanSummary[]> {
  const plans = await figures.planList();
  const tops = await Promise.all(plans.map(({ id }) => topFor(figures, member, id)));
  const visible = plans.filter((_plan, index) => tops[index] !== undefined);
  return [...visible.filter(({ closed }) => !closed), ...visible.filter(({ closed }) => closed)];
}

/**
 * From the widest place the member may see down to the place asked for, without the plan itself; empty for the whole plan.
 * `undefined` when the place does not exist or lies outside their area: the two are not told apart.
 */
export async function placeFor(figures: FigureSource, member: StaffMember, query: FigureQuery): Promise<readonly Node[] | undefined> {
  const [path, top] = await Promise.all([figures.path(query.plan, query.node), topFor(figures, member, query.plan)]);
  const own = path.findIndex((node) => node.kind === top?.kind && node.id === top.id);
  return own === -1 ? undefined : path.slice(own).filter(({ kind }) => kind !== 'plan');
}

/** The widest place of a plan that the member may see: the plan itself when their area is all of it. */
async function topFor(figures: FigureSource, member: StaffMember, plan: string): Promise<Node | undefined> {
  const path = await figures.path(plan, scopeOf(member) ?? { kind: 'plan', id: plan });
  return path.at(-1);
}
