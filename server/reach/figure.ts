import type { Population } from '../../courses/model';

/** Where a figure stands: the whole plan, an area (with all below it), or one organisation. */
export type Node = { readonly kind: 'plan' | 'area' | 'organisation'; readonly id: string; readonly name: string };

/** A share of the denominator or, with `people`, of that many: a plan may ask for "at least 60,000 workers" and name no denominator. */
export type Target = {
  readonly basisPoints: number;
  readonly strict: boolean;
  readonly written: string; // as the plan wrote it
  readonly people?: number;
};

/** `met`, people still missing, and the share in tenths of a percent, truncated. */
export type Verdict = { readonly met: boolean; readonly missing: number; readonly tenthsOfPercent: number };

/** reach.md §5: without a denominator for every part there is a count, no percentage and no verdict. */
export type Denominator =
  | {
      readonly status: 'complete';
      readonly people: number;
      readonly asOf: string;
      readonly issuer: string;
      readonly document: string;
      readonly stale: boolean;
    }
  | {
      readonly status: 'incomplete';
      readonly people: number;
      readonly missing: readonly string[] /* names of the organisations or areas */;
      readonly missingPopulations?: readonly Population[] /* parts the indicator names that have no denominator at all */;
    };

/** A `person_count` asks for people, whatever share of all they are. */
export type NoDenominator = { readonly status: 'none' };

/** An organisation where more people were counted than its denominator has; for queries and to recompute a report, never shown with a figure. */
export type Beyond = { readonly organisation: string; readonly people: number };

/**
 * On what evidence those of the low figure rest, each person by the best there is: a list (E2), an individual lesson or check-in (E3), a
 * lesson understood (E4). E1 are those of signed headcounts, in the high figure only.
 */
export type ByClass = Readonly<Record<'E1' | 'E2' | 'E3' | 'E4', number>>;

/** About a month after a lesson: people asked again, who answered, who were right. Never right over answered alone (`docs/design/reach.md` §2). */
export type Remembered = Readonly<Record<'asked' | 'answered' | 'right', number>>;

/** Present people reached over present people (C), reached in the calendar year (A), ever reached over ever enrolled (B). */
export type AnyReading = 'C' | 'A' | 'B';

/** The same people by another reading. `low` is absent where it is withheld, the share also where the denominator is not known. */
export type Beside = {
  readonly low?: number;
  readonly denominator: Denominator | NoDenominator;
  readonly tenthsOfPercent?: number;
  readonly beyond?: readonly Beyond[]; // of a whole plan only
};

/** From a period's first day to the cut-off. A part is absent where it is withheld or not known. */
export type Change = {
  readonly from: string; // first day of the period, yyyy-mm-dd
  readonly low?: number; // who began to count, less who ceased
  readonly attendances?: number;
};

/**
 * One counted indicator at one node and cut-off. `suppressed` says that the counts are withheld (reach.md §6):
 * then `low`, `high`, `attendances`, `understood` and all verdicts are undefined.
 */
export type Figure = {
  readonly indicator: Indicator;
  readonly node: Node;
  readonly reading: 'C' | 'A';
  readonly from: string; // first day, yyyy-mm-dd
  readonly cutOff: string; // last day included, yyyy-mm-dd
  readonly updatedAt?: Date; // newest evidence seen by the tally
  readonly denominator: Denominator | NoDenominator;
  readonly suppressed: boolean;
  readonly held?: string; // yyyy-mm-dd: the counts are those of that day, given out before; newer ones would tell of few people
  readonly low?: number; // the official figure
  readonly high?: number;
  readonly attendances?: number; // lượt, beside people
  readonly understood?: number;
  readonly verdict?: Verdict; // by low
  readonly highVerdict?: Verdict;
  readonly countVerdict?: Pick<Verdict, 'met' | 'missing'>; // of a `person_count` at the whole plan, by low
  readonly remembered?: Remembered; // of a whole plan by reading C, service workers aside
  readonly classes?: ByClass; // of a whole plan by reading C, service workers aside
  readonly beyond?: readonly Beyond[]; // of a whole plan only
  readonly beside?: Readonly<Partial<Record<AnyReading, Beside>>>; // the other readings, service workers aside
  readonly change?: Change; // only where a period was asked for
};

/** The population as an indicator names it: one of ours, or a union of several. */
export type IndicatorPopulation = 'student' | 'student/vocational' | 'ip-worker' | 'service-worker' | 'official';

export type Indicator = {
  readonly plan: string; // plan version id
  readonly id: string; // LD-1.3c
  readonly line?: number; // in the plan's text
  readonly kind: 'person_coverage' | 'person_count';
  readonly population: IndicatorPopulation;
  readonly populations: readonly Population[]; // what the evidence rows say
  readonly term: string; // the plan's own words
  readonly target: Target;
  readonly due?: string;
  readonly owner?: string;
};
