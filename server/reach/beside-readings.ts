import type { FiguresAt } from './change-since';
import { type Count, countsAt } from './counts';
import type { AnyReading, Beside, Figure, Indicator, Node } from './figure';
import type { GiveOut } from './give-out';
import { judge } from './judge';
import { type Counted, shownNumbers } from './shown-numbers';
import { fewestForRate, isFew } from './small-groups';

const all = ['C', 'A', 'B'] as const;

/** The readings that are not the headline, printed beside it; `headline` is what is shown of that, nothing where it is withheld. */
export async function besideReadings(
  counted: Counted,
  { reading, cutOff }: Pick<FiguresAt, 'reading' | 'cutOff'>,
  giveOut: GiveOut | undefined,
): Promise<(node: Node, headline: number | undefined) => Pick<Figure, 'beside'>> {
  const { view, indicator, totals } = counted;
  if (indicator.population === 'service-worker') return () => ({});
  const readings = all.filter((one) => one !== reading).map((one) => ({ reading: one, cutOff }));
  const others = await Promise.all(
    readings.map(async (at) => {
      return { at, counts: countsAt(view, indicator, totals, at), shown: await shownNumbers(counted, at, giveOut) };
    }),
  );
  return (node, headline) => ({
    beside: Object.fromEntries(
      others.map(({ at, counts, shown }): [AnyReading, Beside] => {
        const count = counts.count(node);
        const told = shown(node);
        const withheld = told === undefined || told.held !== undefined || isTelling(node, headline, count);
        const beyond = node.kind === 'plan' && counts.beyond.length > 0 ? { beyond: counts.beyond } : {};
        return [at.reading, { ...besideOf(indicator, count, withheld), ...beyond }];
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
