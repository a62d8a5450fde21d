import { besideReadings } from './beside-readings';
import { changeSince, type FiguresAt } from './change-since';
import { type Count, type CountsAt, countsAt, totalsOf } from './counts';
import { classesAt } from './evidence-classes';
import type { Figure, Indicator, Node } from './figure';
import type { GiveOut } from './give-out';
import type { ShownCell } from './given-out';
import { judge } from './judge';
import { type Day, lastDayOf, monthsBetween } from './period';
import type { PlanView } from './plan-view';
import { rememberedPeople } from './remembered-people';
import { termOf } from './scopes';
import { weeklyCutOff } from './service-worker-figure';
import { shownNumbers } from './shown-numbers';
import { fewestForRate } from './small-groups';
import type { PlanTotals, TallyQuery } from './tally-reader';

export type TrendPoint = { readonly month: string; readonly cutOff: Day; readonly low?: number; readonly high?: number };

/** `giveOut`: below a whole plan only what other outputs do not give away by subtraction. */
export type FigureSources = { readonly read: (query: TallyQuery) => Promise<PlanTotals>; readonly giveOut: GiveOut | undefined };

/** One indicator at some nodes, small groups withheld, service workers' figures made coarse. */
export async function figuresAt(
  { read, giveOut }: FigureSources,
  view: PlanView,
  indicator: Indicator,
  at: FiguresAt,
  nodes: readonly Node[],
): Promise<readonly Figure[]> {
  const apart = indicator.population === 'service-worker';
  const day = apart ? { ...at, cutOff: weeklyCutOff(at.cutOff) } : at;
  const { reading, cutOff } = day;
  const totals = await read(queryOf(view, indicator));
  const counted = { view, indicator, totals };
  const counts = countsAt(view, indicator, totals, { reading, cutOff });
  const giving = nodes.some(({ kind }) => kind !== 'plan') ? giveOut : undefined;
  const shownOf = await shownNumbers(counted, { reading, cutOff }, giving);
  const changeOf = await changeSince(counted, day, giving);
  const besideOf = await besideReadings(counted, day, giving);

  return nodes.map((node) => {
    const count = counts.count(node);
    const tally = totalsOf(totals, node.kind);
    const shown = shownOf(node);
    const updatedAt = shown === undefined || shown.held !== undefined ? undefined : tally.newest(node.kind, node.id);
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
        ? {
            classes: classesAt(tally, node, { ...count, from: counts.from, cutOff }),
            remembered: rememberedPeople(count.low, (one) => tally.sum(node.kind, node.id, one, counts.from, cutOff)),
          }
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
export async function trendOf(
  { read, giveOut }: FigureSources,
  view: PlanView,
  indicator: Indicator,
  at: CountsAt,
  node: Node,
): Promise<readonly TrendPoint[]> {
  const apart = indicator.population === 'service-worker';
  const last = apart ? weeklyCutOff(at.cutOff) : at.cutOff;
  const totals = await read(queryOf(view, indicator));
  const giving = node.kind === 'plan' ? undefined : giveOut;
  const points: TrendPoint[] = [];
  for (const month of monthsBetween(view.plan.from, last)) {
    const cutOff = lastDayOf(month) < last ? lastDayOf(month) : last;
    const shown = (await shownNumbers({ view, indicator, totals }, { reading: at.reading, cutOff }, giving))(node);
    points.push({ month, cutOff, ...(shown === undefined ? {} : { low: shown.low, high: shown.high }) });
  }
  return points;
}

function queryOf({ plan }: PlanView, { population, populations }: Indicator): TallyQuery {
  return { plan: plan._id, population: termOf(population, populations) };
}

type Verdicts = Pick<Figure, 'verdict' | 'highVerdict' | 'countVerdict'>;

/** A number of people is asked of the whole plan; no part of it has a target of its own. */
function verdicts(
  { low, high }: Pick<ShownCell, 'low' | 'high'>,
  { denominator }: Count,
  { kind, target }: Indicator,
  node: Node,
): Verdicts {
  if (kind === 'person_count') {
    const verdict = node.kind === 'plan' ? judge(low, target.people, target) : undefined;
    return verdict === undefined ? {} : { countVerdict: { met: verdict.met, missing: verdict.missing } };
  }
  if (denominator.status === 'incomplete' || denominator.people < fewestForRate) return {};
  const verdict = judge(low, denominator.people, target);
  const highVerdict = judge(high, denominator.people, target);
  return verdict === undefined || highVerdict === undefined ? {} : { verdict, highVerdict };
}
