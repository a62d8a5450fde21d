import type { Language, Part, Population } from '../../courses/model';

/** What somebody may agree to, each by itself. */
export const purposes = ['learn', 'be-counted', 'be-reminded', 'let-organiser-see'] as const;
export type Purpose = (typeof purposes)[number];
export type AgeBand = 'under-16' | '16-17' | '18-plus';

/** Whom a learner counts with: from a code, or from what they said when they had none. */
export type Membership = {
  readonly population: Population;
  readonly area: string; // area code
  readonly organisation?: string;
  readonly group?: string;
  readonly code?: string; // id of the join code or roster code, never its text
  readonly identifiedBy: 'roster-code' | 'account' | 'none'; // reach.md §4: what makes this person one person
};

/** What the server found for a code the learner typed, tapped or scanned; looked up before the step runs. */
export type CodeLookup =
  | {
      readonly found: 'yes';
      readonly membership: Membership;
      readonly groupName: string;
      readonly organisationName: string;
      readonly singleUse: boolean;
    }
  | {
      readonly found: 'check-in'; // stands on a meeting's screen
      readonly meeting: string;
      readonly parts: readonly Part[];
      readonly minutes: number;
      readonly membership?: Membership; // of whoever comes without one; absent where several organisations share the meeting
      readonly organisationName: string;
    }
  | { readonly found: 'link'; readonly code: string /* its id */ } // shown on another channel of the same learner
  | { readonly found: 'unknown' | 'expired' | 'withdrawn' | 'used' | 'link-over' | 'link-here' };

/** What a turn established, besides what was said. `at` is the server's clock in ms. */
export type Fact = { readonly at: number } & (
  | { readonly kind: 'age-band'; readonly band: AgeBand }
  | { readonly kind: 'joined'; readonly membership: Membership }
  | {
      readonly kind: 'consent';
      readonly purpose: Purpose;
      readonly given: boolean;
      readonly textVersion: string;
      readonly language: Language;
      readonly actor?: 'guardian' | 'staff'; // absent: the learner
    }
  | {
      readonly kind: 'attempt';
      readonly lesson: string; // opaque key
      readonly version: string;
      readonly attempt: number; // 1 is the first time through the questions
      readonly question: string; // index in the lesson, as text: ids never leave `courses`
      readonly choice: readonly string[];
      readonly correct: boolean;
      readonly rule: string; // the pass rule it is judged by
    }
  | {
      readonly kind: 'met'; // the lesson counts from here on: once for each attempt, by somebody who may be counted
      readonly lesson: string;
      readonly version: string;
      readonly attempt: number;
      readonly parts: readonly Part[];
      readonly sources: readonly string[]; // of the whole lesson, so that the order of the answers makes no difference
      readonly startedAt: number;
    }
  | {
      readonly kind: 'completion';
      readonly lesson: string;
      readonly version: string;
      readonly attempt: number;
      readonly right: number;
      readonly asked: number;
      readonly passed: boolean;
      readonly rule: string;
      readonly parts: readonly Part[];
      readonly sources: readonly string[];
      readonly startedAt: number;
      readonly counts: boolean; // every message shown, ≥ 1 question answered, at some answer not faster than words ÷ 400 a minute
    }
  | {
      readonly kind: 'recalled'; // about a month after a lesson: whoever may be counted was asked again, or has answered
      readonly lesson: string;
      readonly version: string;
      readonly state: 'asked' | 'answered' | 'right';
    }
  | { readonly kind: 'checked-in'; readonly meeting: string; readonly parts: readonly Part[]; readonly minutes: number }
  | { readonly kind: 'link-asked'; readonly code: string /* its text */; readonly until: number }
  | { readonly kind: 'linked'; readonly code: string /* its id */ }
  | { readonly kind: 'unlinked' }
  | { readonly kind: 'left' }
  | { readonly kind: 'erase-asked'; readonly number?: string /* of the receipt */ }
  | { readonly kind: 'view-asked'; readonly code: string; readonly until: number }
  | { readonly kind: 'request-asked'; readonly request: 'correct' | 'object'; readonly number: string }
  | { readonly kind: 'risk-seen'; readonly category: string }
  | { readonly kind: 'question-asked'; readonly answered: boolean }
);
