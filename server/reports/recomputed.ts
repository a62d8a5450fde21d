import { beyond } from '../reach/counts';
import { classesOf } from '../reach/evidence-classes';
import type { Beside, Figure } from '../reach/figure';
import type { NodeKind, Reading } from '../reach/model';
import { rememberedPeople } from '../reach/remembered-people';
import { coarsely } from '../reach/service-worker-figure';
import type { TallyTotals } from '../reach/tally-totals';
import type { ReportBase } from '../storage/collections/report-bases';

export const comparedFigures = [
  'low',
  'high',
  'attendances',
  'understood',
  'E1',
  'E2',
  'E3',
  'E4',
  'B',
  'asked',
  'answered',
  'right',
] as const;
export type Compared = { readonly [Name in (typeof comparedFigures)[number]]?: number };

const tallied = { C: ['c', 'c-extra', 'heads'], A: ['a', 'a-extra', 'a-heads'] } as const satisfies Record<'C' | 'A', readonly Reading[]>;

/**
 * The figure of a whole plan once more, from the rows of its day and what people erased since had added to it. Denominators are
 * those of the report: what is known today of the same day is another report's.
 */
export function recomputed(
  figure: Figure,
  totals: TallyTotals,
  { erased, parts }: Pick<ReportBase, 'erased' | 'parts'>,
  part: number,
): Compared {
  const { from, cutOff, reading, node, denominator, beyond: over = [], indicator, beside } = figure;
  const numbers = parts[part]?.beyond ?? [];
  const added = erasedIn(erased, part);
  const sum = (kind: NodeKind, id: string, place: string, one: Reading) =>
    Math.max(0, totals.sum(kind, id, one, from, cutOff) + added(place, one));
  const tally = (kind: NodeKind, id: string, place: string) => {
    const [low, extra, heads] = tallied[reading].map((one) => sum(kind, id, place, one));
    return { low: low ?? 0, high: (low ?? 0) + (extra ?? 0) + (heads ?? 0) };
  };

  const whole = tally('plan', node.id, 'plan');
  const excess = over.map(({ organisation, people }) =>
    beyond(tally('organisation', organisation, `${numbers.indexOf(organisation)}`), people),
  );
  const most = denominator.status === 'complete' ? denominator.people : Number.POSITIVE_INFINITY;
  const low = Math.min(most, whole.low - excess.reduce((total, one) => total + one.low, 0));
  const high = Math.min(most, whole.high - excess.reduce((total, one) => total + one.high, 0));
  const attendances = totals.sum('plan', node.id, 'luot', from, cutOff) + added('plan', 'luot');
  const understood = totals.sum('plan', node.id, 'understood', from, cutOff) + added('plan', 'understood');
  const counts = { low, high, attendances, ...(reading === 'C' ? { understood: Math.min(understood, low) } : {}) };
  if (indicator.population === 'service-worker') return coarsely(counts) ?? {};
  const [list, heads] = [sum('plan', node.id, 'plan', 'list'), sum('plan', node.id, 'plan', 'heads')];
  const ever = (kind: NodeKind, id: string, place: string) => sum(kind, id, place, 'b');
  const B = beside?.B?.low === undefined ? {} : { B: everReached(beside.B, ever, { node, numbers }) };
  const recalled = figure.remembered === undefined ? {} : rememberedPeople(low, (one) => sum('plan', node.id, 'plan', one));
  return { ...counts, ...B, ...recalled, ...(reading === 'C' ? classesOf({ low, high }, { understood, list, heads }) : {}) };
}

type Places = { readonly node: Figure['node']; readonly numbers: readonly string[] };

function everReached(
  { denominator, beyond: over = [] }: Beside,
  ever: (kind: NodeKind, id: string, place: string) => number,
  { node, numbers }: Places,
): number {
  const excess = over.map(({ organisation, people }) =>
    Math.max(0, ever('organisation', organisation, `${numbers.indexOf(organisation)}`) - people),
  );
  const most = denominator.status === 'complete' ? denominator.people : Number.POSITIVE_INFINITY;
  return Math.min(most, ever('plan', node.id, 'plan') - excess.reduce((total, one) => total + one, 0));
}

/** The sums of all quarters and classes at one place. */
function erasedIn(erased: ReportBase['erased'], part: number): (place: string, reading: Reading) => number {
  const entries = Object.entries(erased);
  return (place, reading) =>
    entries.reduce((total, [key, counts]) => total + (key.startsWith(`${part}/${place}/`) ? (counts[reading] ?? 0) : 0), 0);
}
