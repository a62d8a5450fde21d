import type { Language, Part, Population } from '../../courses/model';
import type { EventBody } from '../channels/channel';
import type { AgeBand, Membership, Purpose } from './fact';

/** Every place a conversation can stand at. `step-map.ts` names the module of each. */
export const stepNames = [
  'welcome',
  'age-band',
  'adult',
  'join',
  'choose-population',
  'choose-area',
  'consent',
  'menu',
  'choose-course',
  'choose-lesson',
  'read-message',
  'answer-question',
  'show-result',
  'ask-faq',
  'change-language',
  'my-data',
  'delete-my-data',
  'data-request',
  'stopped',
  'invited',
] as const;
export type StepName = (typeof stepNames)[number];

/** `at`: server clock; absent in what was said before conversations could be linked. */
export type Consent = { readonly given: boolean; readonly textVersion: string; readonly at?: number };

/** A group the learner has shown a code for and not yet agreed to be counted with. */
export type PendingMembership = { readonly membership: Membership; readonly groupName: string; readonly organisationName: string };

/** A meeting somebody has typed the code of. `at`: server clock, ms. */
export type CheckIn = { readonly meeting: string; readonly parts: readonly Part[]; readonly minutes: number; readonly at: number };

/** One learner's way through one lesson. A new attempt clears the answers and keeps the results. */
export type LessonRecord = {
  readonly version: string;
  readonly attempt: number; // 1 is the first time through the questions
  readonly shown: number; // messages shown so far
  readonly startedAt: number; // server clock, ms
  readonly askedAt?: number; // when the questions began
  readonly answers: readonly string[]; // by question index: option keys joined, '' while unanswered
  readonly picked?: string; // keys ticked so far at a question with several answers
  readonly met?: true; // this attempt has been counted as met
  readonly finished?: true; // this attempt has its completion
  readonly results?: LessonResults;
  readonly recall?: Recall;
};

/** About a month after the first time through: whether the lesson was asked again, and gone through then. Server clock, ms. */
export type Recall = { readonly askedAt: number; readonly answered?: true };

/** Right answers out of `asked`: of the first attempt, and of the best. */
export type LessonResults = { readonly first: number; readonly best: number; readonly asked: number; readonly completedAt: number };

/**
 * What the bot knows of one conversation: plain JSON, well under 20 KB with every lesson done.
 * A session that is `ephemeral` holds nothing that may be counted and is deleted within 48 hours.
 */
export type Session = {
  readonly language: Language;
  readonly step: StepName;
  readonly welcomed?: true; // has been told who is speaking, in this language
  readonly ageBand?: AgeBand;
  readonly ephemeral?: true;
  readonly guardian?: true; // under 16: a guardian's yes to this child stands, and the child's own
  readonly pending?: PendingMembership;
  readonly checkIn?: CheckIn; // waits until the learner may be counted
  readonly membership?: Membership;
  readonly groupName?: string; // what the learner is told about the group they are in
  readonly population?: Population; // said, or from the code; decides which lessons come first
  readonly area?: string; // the area chosen so far, while choosing
  readonly consents: Readonly<Partial<Record<Purpose, Consent>>>;
  readonly areasFound?: readonly string[]; // codes of the areas that fit the name typed last
  readonly course?: number; // the course whose lessons are listed, by its place in the catalogue: a name would tell too much
  readonly lesson?: string; // opaque key of the lesson in progress
  readonly records: Readonly<Record<string, LessonRecord>>; // by opaque lesson key
  readonly linked?: true; // one of several conversations of this person
  readonly missedCodes?: readonly number[]; // server clock, when the last codes were typed that are none
  readonly linkOffered?: number; // server clock: until then a code shown here links another
  readonly invitation?: Invitation; // what the programme wrote last without being asked
  readonly reminded?: number; // how often it did so since the learner's last word
  readonly recalledAt?: number; // server clock, when a finished lesson was last recalled
  readonly returnTo?: StepName; // where "back" leads from language, data and questions
  readonly misunderstood: number;
  readonly prompts: number; // how many prompts were made: numbers the buttons of each
  readonly taps: readonly string[]; // the last buttons applied, so that a repeated tap is silent
  readonly lastAppliedAt?: number; // channel time of the newest event applied
  readonly lastSeenAt?: number; // server clock
};

/** `at` is the server's clock; `lesson` the finished one to recall. */
export type Invitation = { readonly what: Extract<EventBody, { kind: 'due' }>['what']; readonly at: number; readonly lesson?: string };

export function freshSession(language: Language): Session {
  return { language, step: 'welcome', consents: {}, records: {}, misunderstood: 0, prompts: 0, taps: [] };
}

/** A copy without one field; under `exactOptionalPropertyTypes` a field cannot be set to nothing. */
export function without<T extends object, K extends keyof T>(shape: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...shape };
  for (const key of keys) delete copy[key];
  return copy;
}

/** Whether what this learner does may count: they agreed, they belong somewhere, and nothing forbids it. */
export function mayBeCounted(session: Session): boolean {
  if (session.ephemeral === true || (session.ageBand === 'under-16' && session.guardian !== true)) return false;
  return session.membership !== undefined && session.consents['be-counted']?.given === true;
}

/** Whether a stored state is a session of ours; its fields were written by nobody else. */
export function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'step' in value && 'records' in value && 'taps' in value;
}
