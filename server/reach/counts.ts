import type { Population } from '../../courses/model';
import type { Organisation } from '../storage/collections/organisations';
import { type Denominators, denominatorsAt, denominatorsFrom } from './denominators';
import { everEnrolled } from './ever-enrolled';
import type { AnyReading, Beyond, Denominator, Indicator, Node } from './figure';
import type { Reading } from './model';
import { type Day, startOfYear } from './period';
import type { PlanView } from './plan-view';
import { rememberedOf } from './remembered-of';
import { type Cell, withheldCells } from './small-groups';
import type { PlanTotals } from './tally-reader';
import type { TallyTotals } from './tally-totals';

export type CountsAt = { readonly reading: AnyReading; readonly cutOff: Day };
export type Count = { readonly low: number; readonly high: number; readonly denominator: Denominator };

export type PlaceCell = Cell & { readonly node: Node };

/** Every count of one indicator at one day, before and after small groups are withheld. */
export type Counts = {
  readonly from: Day;
  readonly count: (node: Node) => Count;
  readonly isWithheld: (node: Node) => boolean;
  /** Every place of the plan, with those it adds up to. */
  readonly cells: () => readonly PlaceCell[];
  /** Where more people were counted than there are: a query each. */
  readonly beyond: readonly Beyond[];
};

const tallied: Readonly<Record<AnyReading, { readonly low: Reading; readonly more: readonly Reading[] }>> = {
  C: { low: 'c', more: ['c-extra', 'heads'] },
  A: { low: 'a', more: ['a-extra', 'a-heads'] },
  B: { low: 'b', more: [] },
};

/** Two readings at the ends of ten years' months. */
const mostDays = 250;

/** Counted once for as long as the tallies and settings are the same: a screen asks for the same counts several times. */
export function countsAt(view: PlanView, indicator: Indicator, totals: PlanTotals, at: CountsAt): Counts {
  const known = knownCounts(totals, `${indicator.id} ${at.reading}${at.cutOff}`);
  if (known.view !== view || known.counts === undefined) {
    known.view = view;
    known.counts = countAll(view, indicator, totals, at);
  }
  return known.counts;
}

type Known = { view?: PlanView; counts?: Counts };
const knownCounts = rememberedOf((_totals: PlanTotals, _key): Known => ({}), mostDays);

/**
 * low: at most D in each organisation. high: with those who count only there, at most D in each organisation as well.
 * An area has what was counted there once each, less what its organisations have beyond their own denominators.
 */
function countAll(view: PlanView, indicator: Indicator, totals: PlanTotals, { reading, cutOff }: CountsAt): Counts {
  const from = reading === 'A' && startOfYear(cutOff) > view.plan.from ? startOfYear(cutOff) : view.plan.from;
  const denominators = denominatorsOf(view, `${reading}${cutOff}`);
  const sums = tallied[reading];
  const tally = ({ kind, id }: Pick<Node, 'kind' | 'id'>) => {
    const people = (one: Reading) => Math.max(0, totalsOf(totals, kind).sum(kind, id, one, from, cutOff));
    const low = people(sums.low);
    return { low, high: sums.more.reduce((high, one) => high + people(one), low) };
  };

  const excesses = excessesOf(view, indicator.populations, denominators, (id) => tally({ kind: 'organisation', id }));
  const excess = byArea(view, excesses);
  const count = (node: Node): Count => {
    const denominator = denominatorOf(view, node, indicator.populations, denominators);
    const { low, high } = tally(node);
    const over = excess.get(node.kind === 'plan' ? view.plan.area : node.kind === 'area' ? node.id : '') ?? { low: 0, high: 0 };
    const most = denominator.status === 'complete' ? denominator.people : Number.POSITIVE_INFINITY;
    return { low: Math.min(most, low - over.low), high: Math.min(most, high - over.high), denominator };
  };

  const cells = () => cellsOf(view, indicator.populations, count);
  let withheld: ReadonlySet<string> | undefined;
  const isWithheld = (node: Node) => {
    if (node.kind === 'plan') return false;
    withheld ??= withheldCells(cells());
    return withheld.has(keyOf(node));
  };
  const over = excesses.map(({ organisation, people }) => ({ organisation: organisation._id, people }));
  return { from, count, isWithheld, cells, beyond: over };
}

/** Of how many people: those who are there, or everybody there ever was. */
const denominatorsOf = rememberedOf(({ denominators, inPlan, tree, plan }: PlanView, key): Denominators => {
  const [reading, cutOff] = [key.slice(0, 1), key.slice(1)];
  if (reading !== 'B') return denominatorsAt(denominators, inPlan, tree, cutOff);
  return denominatorsFrom(everEnrolled(denominators, plan.from, cutOff), inPlan, tree, cutOff);
}, mostDays);

export function totalsOf(totals: PlanTotals, kind: Node['kind']): TallyTotals {
  return kind === 'plan' ? totals.own : totals.below;
}

export type LowHigh = { readonly low: number; readonly high: number };

type Excess = { readonly organisation: Organisation; readonly people: number; readonly over: LowHigh };

/** How far organisations go beyond their denominators. */
function excessesOf(
  view: PlanView,
  populations: readonly Population[],
  denominators: Denominators,
  tally: (id: string) => LowHigh,
): readonly Excess[] {
  return organisationsWith(view, populations).flatMap((organisation) => {
    const { status, people } = denominators.ofOrganisation(organisation, populations);
    if (status === 'incomplete') return [];
    const over = beyond(tally(organisation._id), people);
    return over.high === 0 ? [] : [{ organisation, people, over }];
  });
}

export function beyond({ low, high }: LowHigh, people: number): LowHigh {
  return { low: Math.max(0, low - people), high: Math.max(0, high - people) };
}

function byArea({ tree }: PlanView, excesses: readonly Excess[]): ReadonlyMap<string, LowHigh> {
  const sums = new Map<string, LowHigh>();
  for (const { organisation, over } of excesses) {
    for (const area of tree.chain(organisation.area)) {
      const known = sums.get(area) ?? { low: 0, high: 0 };
      sums.set(area, { low: known.low + over.low, high: known.high + over.high });
    }
  }
  return sums;
}

function denominatorOf(view: PlanView, node: Node, populations: readonly Population[], denominators: Denominators): Denominator {
  if (node.kind === 'plan') return denominators.ofArea(view.plan.area, populations, true);
  if (node.kind === 'area') return denominators.ofArea(node.id, populations, false);
  const organisation = view.inPlan.find(({ _id }) => _id === node.id);
  return organisation === undefined
    ? { status: 'incomplete', people: 0, missing: [node.name] }
    : denominators.ofOrganisation(organisation, populations);
}

export function organisationsWith(view: PlanView, populations: readonly Population[]): readonly Organisation[] {
  return view.inPlan.filter((organisation) => organisation.populations.some((population) => populations.includes(population)));
}

function cellsOf(view: PlanView, populations: readonly Population[], count: (node: Node) => Count): readonly PlaceCell[] {
  const nodes = organisationsWith(view, populations).map(({ _id, name, area }) => ({
    node: { kind: 'organisation' as const, id: _id, name },
    area,
  }));
  const cells = [cellOf(view.root, undefined, count)];
  const add = (area: string, parent: Node) => {
    for (const child of view.tree.children(area)) {
      const node: Node = { kind: 'area', id: child._id, name: child.name };
      cells.push(cellOf(node, keyOf(parent), count));
      add(child._id, node);
    }
  };
  add(view.plan.area, view.root);
  for (const { node, area } of nodes)
    cells.push(cellOf(node, area === view.plan.area ? keyOf(view.root) : keyOf({ kind: 'area', id: area }), count));
  return cells;
}

function cellOf(node: Node, parent: string | undefined, count: (node: Node) => Count): PlaceCell {
  const { low, high, denominator } = count(node);
  return { id: keyOf(node), node, parent, low, high, people: denominator.status === 'complete' ? denominator.people : undefined };
}

export function keyOf({ kind, id }: Pick<Node, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
