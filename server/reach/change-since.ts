import { type CountsAt, countsAt, totalsOf } from './counts';
import type { Change, Figure, Node } from './figure';
import type { GiveOut } from './give-out';
import type { ShownCell } from './given-out';
import { addDays, type Day, startOfYear } from './period';
import type { PlanView } from './plan-view';
import { coarse, weeklyCutOff } from './service-worker-figure';
import { type Counted, shownNumbers } from './shown-numbers';
import { isFew } from './small-groups';

/** `since`: the first day of a period whose change is told as well. */
export type FiguresAt = CountsAt & { readonly reading: 'C' | 'A'; readonly since?: Day };

type Since = CountsAt & { readonly since: Day };
type ChangeOf = (node: Node) => Change;

/** What a period changed at a node, from its first day to the cut-off; nothing where no period was asked for. */
export async function changeSince(
  counted: Counted,
  { since, ...at }: FiguresAt,
  giveOut: GiveOut | undefined,
): Promise<(node: Node) => Pick<Figure, 'change'>> {
  if (since === undefined) return () => ({});
  const changeOf = await changeBy(counted, { ...at, since }, giveOut);
  return (node) => ({ change: changeOf(node) });
}

async function changeBy(counted: Counted, at: Since, giveOut: GiveOut | undefined): Promise<ChangeOf> {
  if (counted.indicator.population === 'service-worker') return coarseChange(counted, at);
  const live = change(counted, at);
  const given = giveOut === undefined ? undefined : await givenChange(counted, at, giveOut);
  return (node) => (given === undefined || node.kind === 'plan' ? live(node) : given(node));
}

/** From one state that was given out to another: subtraction tells no more than that. */
async function givenChange(counted: Counted, at: Since, giveOut: GiveOut): Promise<ChangeOf> {
  const { since, reading, cutOff } = at;
  const beforeAt = { reading, cutOff: addDays(since, -1) };
  const isFromNothing = isFresh(counted.view, at);
  const lastBefore = isFromNothing ? since : beforeAt.cutOff;
  const isOneSeries = reading === 'C' || startOfYear(lastBefore) === startOfYear(cutOff); // reading A begins anew each year
  const now = await shownNumbers(counted, { reading, cutOff }, giveOut);
  const before = isFromNothing ? () => ({ low: 0, attendances: 0 }) : await shownNumbers(counted, beforeAt, giveOut);
  return (node) => {
    const [after, earlier]: readonly (Partial<ShownCell> | undefined)[] = [now(node), before(node)];
    if (after?.low === undefined || earlier?.low === undefined || after.held || earlier.held) return { from: since };
    const few = (one: number, other: number) => isFew(Math.abs(one - other));
    const [newer, older] = [after.attendances, earlier.attendances];
    return {
      from: since,
      ...(few(after.low, earlier.low) ? {} : { low: after.low - earlier.low }),
      ...(!isOneSeries || newer === undefined || older === undefined || few(newer, older) ? {} : { attendances: newer - older }),
    };
  };
}

/** Below the whole plan a change of few people is withheld, and so is one from or to a figure that is. */
function change({ view, indicator, totals }: Counted, at: Since): ChangeOf {
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
function coarseChange({ view, indicator, totals }: Counted, at: Since): ChangeOf {
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
