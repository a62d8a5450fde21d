import { type CountsAt, countsAt, totalsOf } from './counts';
import type { Change, Figure, Indicator, Node } from './figure';
import { addDays, type Day, startOfYear } from './period';
import type { PlanView } from './plan-view';
import { coarse, weeklyCutOff } from './service-worker-figure';
import { isFew } from './small-groups';
import type { PlanTotals } from './tally-reader';

/** `since`: the first day of a period whose change is told as well. */
export type FiguresAt = CountsAt & { readonly reading: 'C' | 'A'; readonly since?: Day };

type Counted = { readonly view: PlanView; readonly indicator: Indicator; readonly totals: PlanTotals };
type Since = CountsAt & { readonly since: Day };

/** What a period changed at a node, from its first day to the cut-off; nothing where no period was asked for. */
export function changeSince(counted: Counted, { since, ...at }: FiguresAt): (node: Node) => Pick<Figure, 'change'> {
  if (since === undefined) return () => ({});
  const read = counted.indicator.population === 'service-worker' ? coarseChange : change;
  const changeOf = read(counted, { ...at, since });
  return (node) => ({ change: changeOf(node) });
}

/** Below the whole plan a change of few people is withheld, and so is one from or to a figure that is. */
function change({ view, indicator, totals }: Counted, at: Since): (node: Node) => Change {
  const { since, reading, cutOff } = at;
  const now = countsAt(view, indicator, totals, at);
  const before = isFresh(view, at) ? undefined : countsAt(view, indicator, totals, { reading, cutOff: addDays(since, -1) });
  return (node) => {
    if (now.isWithheld(node) || before?.isWithheld(node)) return { from: since };

    const low = now.count(node).low - (before?.count(node).low ?? 0);
    const attendances = totalsOf(totals, node.kind).sum(node.kind, node.id, 'luot', since, cutOff);
    const shown = (count: number) => node.kind === 'plan' || !isFew(Math.abs(count));
    return { from: since, ...(shown(low) ? { low } : {}), ...(shown(attendances) ? { attendances } : {}) };
  };
}

/** Service workers: the step from one weekly figure to another, of the whole plan only. */
function coarseChange({ view, indicator, totals }: Counted, at: Since): (node: Node) => Change {
  const { since, reading, cutOff } = at;
  const lowAt = (day: Day, node: Node) => coarse(countsAt(view, indicator, totals, { reading, cutOff: day }).count(node).low);
  return (node) => {
    if (node.kind !== 'plan' || cutOff < since) return { from: since };

    const [now, before] = [lowAt(cutOff, node), isFresh(view, at) ? 0 : lowAt(weeklyCutOff(addDays(since, -1)), node)];
    const attendances = coarse(totals.own.sum('plan', node.id, 'luot', since, cutOff));
    return {
      from: since,
      ...(now === undefined || before === undefined ? {} : { low: now - before }),
      ...(attendances === undefined ? {} : { attendances }),
    };
  };
}

/** Whether nobody counted before the period: a plan begins at nothing, and so does a year of reading A. */
function isFresh({ plan }: PlanView, { since, reading }: Since): boolean {
  return since <= plan.from || (reading === 'A' && since === startOfYear(since));
}
