import { besideReadings } from './beside-readings';
import { changeSince, type FiguresAt } from './change-since';
import { type Count, type CountsAt, countsAt, totalsOf } from './counts';
import { classesAt } from './evidence-classes';
import type { Figure, Indicator, Node } from './figure';
import { judge } from './judge';
import { type Day, lastDayOf, monthsBetween } from './period';
import type { PlanView } from './plan-view';
import { termOf } from './scopes';
import { coarse, weeklyCutOff } from './service-worker-figure';
import { fewestForRate, isFew } from './small-groups';
import type { PlanTotals, TallyQuery } from './tally-reader';

export type TrendPoint = { readonly month: string; readonly cutOff: Day; readonly low?: number; readonly high?: number };

type Read = (query: TallyQuery) => Promise<PlanTotals>;
type Shown = { readonly low: number; readonly high: number; readonly attendances?: number; readonly understood?: number };

/** One indicator at some nodes, small groups withheld, service workers' figures made coarse. */
export async function figuresAt(
  read: Read,
  view: PlanView,
  indicator: Indicator,
  at: FiguresAt,
  nodes: readonly Node[],
): Promise<readonly Figure[]> {
  const apart = indicator.population === 'service-worker';
  const day = apart ? { ...at, cutOff: weeklyCutOff(at.cutOff) } : at;
  const { reading, cutOff } = day;
  const totals = await read(queryOf(view, indicator));
  const counts = countsAt(view, indicator, totals, { reading, cutOff });
  const changeOf = changeSince({ view, indicator, totals }, day);
  const besideOf = besideReadings({ view, indicator, totals }, day);

  return nodes.map((node) => {
    const count = counts.count(node);
    const tally = totalsOf(totals, node.kind);
    const luot = tally.sum(node.kind, node.id, 'luot', counts.from, cutOff);
    const understood = reading === 'C' ? tally.sum(node.kind, node.id, 'understood', counts.from, cutOff) : undefined;
    const whole = { ...count, attendances: luot, ...(understood === undefined ? {} : { understood: Math.min(understood, count.low) }) };
    const shown = apart ? coarsely(node, whole) : counts.isWithheld(node) ? undefined : withoutFewUnderstood(node, whole);
    const updatedAt = tally.newest(node.kind, node.id);
    const denominator = indicator.kind === 'person_count' ? ({ status: 'none' } as const) : count.denominator;
    const common = {
      indicator,
      node,
      reading,
      from: counts.from,
      cutOff,
      ...(updatedAt === undefined ? {} : { updatedAt }),
      denominator,
      ...(node.kind === 'plan' && reading === 'C' && !apart
        ? { classes: classesAt(tally, node, { ...count, from: counts.from, cutOff }) }
        : {}),
      ...(node.kind === 'plan' && counts.beyond.length > 0 ? { beyond: counts.beyond } : {}),
      ...changeOf(node),
      ...besideOf(node, shown?.low),
    };
    return shown === undefined
      ? { ...common, suppressed: true }
      : { ...common, suppressed: false, ...shown, ...verdicts(shown, count, indicator, node) };
  });
}

/** The state at the end of each month, each month with its own small groups withheld. */
export async function trendOf(read: Read, view: PlanView, indicator: Indicator, at: CountsAt, node: Node): Promise<readonly TrendPoint[]> {
  const apart = indicator.population === 'service-worker';
  const last = apart ? weeklyCutOff(at.cutOff) : at.cutOff;
  const totals = await read(queryOf(view, indicator));
  return monthsBetween(view.plan.from, last).map((month) => {
    const cutOff = lastDayOf(month) < last ? lastDayOf(month) : last;
    const counts = countsAt(view, indicator, totals, { reading: at.reading, cutOff });
    const { low, high } = counts.count(node);
    const shown = apart ? coarsely(node, { low, high }) : counts.isWithheld(node) ? undefined : { low, high };
    return { month, cutOff, ...shown };
  });
}

function queryOf({ plan }: PlanView, { population, populations }: Indicator): TallyQuery {
  return { plan: plan._id, population: termOf(population, populations) };
}

/** Only the whole plan, rounded; nowhere below it. */
export function coarsely({ kind }: Node, { low, high, attendances, understood }: Shown): Shown | undefined {
  const [fewer, more] = [coarse(low), coarse(high)];
  if (kind !== 'plan' || fewer === undefined || more === undefined) return undefined;
  const rounded = { attendances: coarse(attendances ?? 0), understood: coarse(understood ?? 0) };
  return {
    low: fewer,
    high: more,
    ...(rounded.attendances === undefined ? {} : { attendances: rounded.attendances }),
    ...(rounded.understood === undefined ? {} : { understood: rounded.understood }),
  };
}

/** Who understood, and who did not, is a small group of its own. */
function withoutFewUnderstood({ kind }: Node, { low, high, attendances, understood }: Shown): Shown {
  const common = { low, high, ...(attendances === undefined ? {} : { attendances }) };
  const few = understood === undefined || (kind !== 'plan' && (isFew(understood) || isFew(low - understood)));
  return few ? common : { ...common, understood };
}

type Verdicts = Pick<Figure, 'verdict' | 'highVerdict' | 'countVerdict'>;

/** A number of people is asked of the whole plan; no part of it has a target of its own. */
function verdicts({ low, high }: Shown, { denominator }: Count, { kind, target }: Indicator, node: Node): Verdicts {
  if (kind === 'person_count') {
    const verdict = node.kind === 'plan' ? judge(low, target.people, target) : undefined;
    return verdict === undefined ? {} : { countVerdict: { met: verdict.met, missing: verdict.missing } };
  }
  if (denominator.status === 'incomplete' || denominator.people < fewestForRate) return {};
  const verdict = judge(low, denominator.people, target);
  const highVerdict = judge(high, denominator.people, target);
  return verdict === undefined || highVerdict === undefined ? {} : { verdict, highVerdict };
}
