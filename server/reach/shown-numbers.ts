import { type CountsAt, countsAt, keyOf, totalsOf } from './counts';
import type { Indicator, Node } from './figure';
import type { GiveOut } from './give-out';
import type { ShownCell, TableCell } from './given-out';
import type { PlanView } from './plan-view';
import { termOf } from './scopes';
import { coarsely } from './service-worker-figure';
import { isFew } from './small-groups';
import type { PlanTotals } from './tally-reader';

export type Counted = { readonly view: PlanView; readonly indicator: Indicator; readonly totals: PlanTotals };

/** What may be said of a node; nothing where that is withheld. */
export type ShownNumbers = (node: Node) => ShownCell | undefined;

/**
 * The whole plan as it is. Below it, with `giveOut`, only what no other output gives away by subtraction; without it, for figures that
 * nobody lays beside those of another day, small groups are withheld and nothing else.
 */
export async function shownNumbers(counted: Counted, at: CountsAt, giveOut: GiveOut | undefined): Promise<ShownNumbers> {
  const { view, indicator, totals } = counted;
  const counts = countsAt(view, indicator, totals, at);
  const numbersOf = (node: Node) => {
    const tally = totalsOf(totals, node.kind);
    const { low, high } = counts.count(node);
    const attendances = tally.sum(node.kind, node.id, 'luot', counts.from, at.cutOff);
    const understood = at.reading === 'C' ? tally.sum(node.kind, node.id, 'understood', counts.from, at.cutOff) : undefined;
    return { low, high, attendances, understood: understood === undefined ? undefined : Math.min(understood, low) };
  };
  if (indicator.population === 'service-worker') return (node) => (node.kind === 'plan' ? coarsely(numbersOf(node)) : undefined);
  if (giveOut === undefined) {
    return (node) => {
      if (node.kind === 'plan') return wholeOf(numbersOf(node));
      return counts.isWithheld(node) ? undefined : withoutFewUnderstood(numbersOf(node));
    };
  }
  const cells = counts.cells().map((cell) => ({ ...cell, ...numbersOf(cell.node) }));
  const series = [termOf(indicator.population, indicator.populations), at.reading, counts.from].join(' ');
  const given = await giveOut(series, cells, at.cutOff);
  return (node) => (node.kind === 'plan' ? wholeOf(numbersOf(node)) : given.get(keyOf(node)));
}

type Counts = Pick<TableCell, 'low' | 'high' | 'attendances' | 'understood'>;

function wholeOf({ understood, ...counts }: Counts): ShownCell {
  return understood === undefined ? counts : { ...counts, understood };
}

/** Who understood, and who did not, is a small group of its own. */
function withoutFewUnderstood({ understood, ...counts }: Counts): ShownCell {
  const few = understood === undefined || isFew(understood) || isFew(counts.low - understood);
  return few ? counts : { ...counts, understood };
}
