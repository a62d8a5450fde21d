import type { FiguresAt } from './change-since';
import { type Count, countsAt } from './counts';
import type { AnyReading, Beside, Figure, Indicator, Node } from './figure';
import { judge } from './judge';
import type { PlanView } from './plan-view';
import { fewestForRate, isFew } from './small-groups';
import type { PlanTotals } from './tally-reader';

const all = ['C', 'A', 'B'] as const;

type Counted = { readonly view: PlanView; readonly indicator: Indicator; readonly totals: PlanTotals };

/** The readings that are not the headline, printed beside it; `headline` is what is shown of that, nothing where it is withheld. */
export function besideReadings(
  { view, indicator, totals }: Counted,
  { reading, cutOff }: Pick<FiguresAt, 'reading' | 'cutOff'>,
): (node: Node, headline: number | undefined) => Pick<Figure, 'beside'> {
  if (indicator.population === 'service-worker') return () => ({});
  const others = all
    .filter((one) => one !== reading)
    .map((one) => ({ one, counts: countsAt(view, indicator, totals, { reading: one, cutOff }) }));
  return (node, headline) => ({
    beside: Object.fromEntries(
      others.map(({ one, counts }): [AnyReading, Beside] => {
        const count = counts.count(node);
        const withheld = counts.isWithheld(node) || isTelling(node, headline, count);
        const beyond = node.kind === 'plan' && counts.beyond.length > 0 ? { beyond: counts.beyond } : {};
        return [one, { ...besideOf(indicator, count, withheld), ...beyond }];
      }),
    ),
  });
}

/** Below a whole plan the few by whom two readings differ would be known to those around them. */
function isTelling({ kind }: Node, headline: number | undefined, { low }: Count): boolean {
  return kind !== 'plan' && (headline === undefined || isFew(Math.abs(headline - low)));
}

function besideOf({ kind, target }: Indicator, { low, denominator }: Count, withheld: boolean): Beside {
  const of = kind === 'person_count' ? ({ status: 'none' } as const) : denominator;
  if (withheld) return { denominator: of };
  const share = of.status === 'complete' && of.people >= fewestForRate ? judge(low, of.people, target)?.tenthsOfPercent : undefined;
  return { low, denominator: of, ...(share === undefined ? {} : { tenthsOfPercent: share }) };
}
