import type { IndicatorLine, PlanFile } from '../reach/plan-file';

/** What an indicator asks for, as the document wrote it; words are put to it where it is shown. */
export type LineTarget =
  | { readonly kind: 'share'; readonly wording: Wording; readonly percent: number }
  | { readonly kind: 'number'; readonly wording: Wording; readonly count: number }
  | { readonly kind: 'each_period'; readonly wording: Wording; readonly count: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'none' };
export type Wording = 'at_least' | 'over' | 'bare';

/** One indicator of a plan, whatever its kind, in the same few words. */
export type PlanLine = {
  readonly id: string;
  readonly line?: number;
  readonly scope: IndicatorLine['scope'];
  readonly kind: IndicatorLine['kind'];
  readonly about: string; // people, units, cases: whom or what it counts
  readonly what?: string; // what is to be done with them
  readonly frequency?: string;
  readonly target: LineTarget;
  readonly due?: string; // last day
  readonly assumed: boolean;
  readonly owners: IndicatorLine['owners'];
};

/** Every indicator of a plan in the plan's order, none left out. */
export function planLines({ indicators }: Pick<PlanFile, 'indicators'>): readonly PlanLine[] {
  return indicators.map((indicator) => {
    const { id, line, scope, kind, due, assumed = false, owners } = indicator;
    const what = 'what' in indicator ? indicator.what : undefined;
    const frequency = 'frequency' in indicator ? (indicator.frequency ?? undefined) : undefined;
    return {
      id,
      ...(line === undefined ? {} : { line }),
      scope,
      kind,
      about: aboutOf(indicator),
      ...(what === undefined || kind === 'qualitative' ? {} : { what }),
      ...(frequency === undefined ? {} : { frequency }),
      target: targetOf(indicator),
      ...(due == null ? {} : { due: `${due}-12-31` }),
      assumed,
      owners,
    };
  });
}

function aboutOf(indicator: IndicatorLine): string {
  if (indicator.kind === 'qualitative') return indicator.what;
  if (indicator.kind === 'person_coverage' || indicator.kind === 'person_count')
    return indicator.term ?? indicator.institutions?.join(', ') ?? indicator.population;
  return indicator.unit;
}

function targetOf(indicator: IndicatorLine): LineTarget {
  switch (indicator.kind) {
    case 'person_coverage':
    case 'unit_coverage':
    case 'case_coverage':
      return { kind: 'share', wording: wordingOf(indicator.op, indicator.op_written), percent: indicator.target_pct };
    case 'person_count':
      return { kind: 'number', wording: wordingOf(indicator.op, indicator.op_written), count: indicator.target_count };
    case 'count':
      return { kind: 'number', wording: wordingOf(indicator.op), count: indicator.target_count };
    case 'periodic_publication':
      return indicator.target_count_per_period === undefined
        ? { kind: 'none' }
        : { kind: 'each_period', wording: wordingOf(indicator.op ?? '>='), count: indicator.target_count_per_period };
    case 'change_range': {
      const [from, to] = indicator.target_range_pct;
      return { kind: 'range', from, to };
    }
    case 'qualitative':
      return { kind: 'none' };
  }
}

function wordingOf(op: '>=' | '>', written?: 'bare'): Wording {
  if (op === '>') return 'over';
  return written ?? 'at_least';
}
