import type { Catalogue, Language } from '../../courses/model';
import type { EventBody } from '../channels/channel';
import type { Reply } from '../messages';
import type { ButtonValue } from './button-value';
import type { CodeLookup, Fact, Membership, Purpose } from './fact';
import type { Say } from './say';
import type { Session, StepName } from './session';

/** What happened, with what the server looked up for it. `at` is the channel's clock. */
export type DialogueEvent = EventBody & {
  readonly id: string;
  readonly at: number;
  readonly code?: CodeLookup;
  readonly linkCode?: string; // to show when this conversation is to be linked with another; absent where there is no other channel
  readonly linkedWith?: Session; // of the conversation that showed the code
  readonly guardian?: readonly Purpose[]; // of a child with a code of their own: what a guardian has agreed to for this child
  readonly number?: string; // nobody can guess it: for a receipt, a request or a look at one's data that this turn may make
  readonly movedOn?: true; // the lesson went on in a linked conversation since
  readonly identifiedBy?: Membership['identifiedBy']; // what a learner without a code is known by on this channel
  readonly app?: string; // picks the words on how to delete this chat; unknown apps get the general ones
};

/** From the scheduler or a campaign: the programme would like to speak first. */
export type DueEvent = Extract<DialogueEvent, { readonly kind: 'due' }>;

export type Area = { readonly code: string; readonly name: string; readonly parentName?: string };

/** The administrative units somebody may say they live, study or work in. */
export type Areas = {
  /** The units directly below one; without a code the topmost. */
  children(code?: string): readonly Area[];
  /** Units whose name fits what was typed, best first. */
  find(text: string): readonly Area[];
  named(code: string): Area | undefined;
};

export type Faq = { find(text: string, language: Language): { readonly answer: string } | undefined };

/** What the engine is given once: everything it may look at, nothing it could change. */
export type Dialogue = {
  readonly catalogue: Catalogue;
  readonly areas: Areas;
  readonly faq: Faq;
  readonly says: (language: Language) => Say;
  readonly agency: Readonly<Record<Language, string>>; // which agency answers for the programme
};

export type Outcome = { readonly session: Session; readonly replies: readonly Reply[]; readonly facts: readonly Fact[] };

export type Option = {
  readonly label: string;
  readonly tap: ButtonValue;
  readonly words?: readonly string[]; // other ways to say it
};

/** What goes with entering a step: what changed, what is said first, what became true. */
export type Change = {
  readonly session?: Session;
  readonly lead?: string;
  readonly facts?: readonly Fact[];
  readonly again?: true; // what the step says was read a moment ago
};

export type Context = Dialogue & {
  readonly session: Session;
  readonly event: DialogueEvent;
  readonly now: number; // server clock, ms
  readonly say: Say;
  /** Goes to a step, or stays at the one the session is at, and asks what that step asks. */
  readonly enter: (step: StepName, change?: Change) => Outcome;
};

/** One place a conversation can stand at. */
export type Step = {
  readonly ask: (context: Context) => string;
  /** In short, where saying all of it once more would be too much. */
  readonly askAgain?: (context: Context) => string;
  readonly options: (context: Context) => readonly Option[];
  /** An option of this step, tapped or said. `undefined`: no such option now. */
  readonly choose: (context: Context, choice: string) => Outcome | undefined;
  /** Typed text that is no option and no command. */
  readonly read?: (context: Context, text: string) => Outcome | undefined;
  readonly back: (session: Session) => StepName;
  /** Where `choose` and `read` may lead; the map of steps is tested for dead ends. */
  readonly leadsTo: readonly StepName[];
};

export function option(step: StepName, choice: string, label: string, words: readonly string[] = []): Option {
  return { label, words, tap: { kind: 'choice', step, choice, prompt: 0 } };
}

export function commandOption(command: string, label: string, words: readonly string[] = []): Option {
  return { label, words, tap: { kind: 'command', command, prompt: 0 } };
}

/** Paragraphs of one message; those that are empty are left out. */
export function paragraphs(...texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n\n');
}
