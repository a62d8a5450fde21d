import type { ByClass, Node } from './figure';
import type { Day } from './period';
import type { TallyTotals } from './tally-totals';

type Counted = { readonly low: number; readonly high: number; readonly from: Day; readonly cutOff: Day };

export function classesAt(totals: TallyTotals, { kind, id }: Pick<Node, 'kind' | 'id'>, { low, high, from, cutOff }: Counted): ByClass {
  const [understood, list, heads] = (['understood', 'list', 'heads'] as const).map((one) => totals.sum(kind, id, one, from, cutOff));
  return classesOf({ low, high }, { understood: understood ?? 0, list: list ?? 0, heads: heads ?? 0 });
}

/** Of people beyond a denominator it is not known on what they rest: the classes are filled up to the low figure, E4 and E2 first. */
export function classesOf(
  { low, high }: Pick<Counted, 'low' | 'high'>,
  { understood, list, heads }: Readonly<Record<'understood' | 'list' | 'heads', number>>,
): ByClass {
  const E4 = Math.min(low, Math.max(0, understood));
  const E2 = Math.min(low - E4, Math.max(0, list));
  return { E1: Math.min(high - low, Math.max(0, heads)), E2, E3: low - E4 - E2, E4 };
}
