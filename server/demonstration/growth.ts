import { acceptedEvent } from '../conversation/accept-event';
import type { Job } from '../conversation/lane-runner';
import type { AcceptedEvent, Conversation } from '../conversation/model';
import type { TurnSteps } from '../conversation/pipeline';
import { isSynthetic, type Newcomer, Newcomers, type NewcomersDeps } from './newcomers';
import type { Slot } from './slots';
import { type Character, characterOf, type LessonOf, nextWords, pauseOf, type Say } from './synthetic-learner';

export type GrowthDeps = NewcomersDeps & { readonly steps: TurnSteps; readonly lessonOf: LessonOf };

type Words = { readonly kind: 'joined'; readonly ref: string } | ({ readonly kind: 'message' } & Say);
type Learner = {
  readonly character: Character;
  readonly sender: string;
  readonly said: Conversation[]; // after each turn that left something to spread
  conversation: Conversation | undefined;
  at: number;
  words: Words | undefined;
};

/**
 * The first groups are small, so that the figures soon move; a large one writes each tally for more people at once. Nine of them are
 * the 2,000 people whom whoever starts the demonstration waits for.
 */
const fewestTogether = 25;
const mostTogether = 325;
/** While the writes of one group are under way, the other talks. */
const groupsAtATime = 2;

/**
 * Lets synthetic people talk to the bot: the same turns, evidence and ledger as everybody's. Only their clock is their own,
 * and a conversation is committed once, at its end: nobody waits for its replies, and one that a kill interrupts begins anew.
 */
export class Growth {
  readonly #newcomers: Newcomers;
  #stopping = false;

  constructor(private readonly deps: GrowthDeps) {
    this.#newcomers = new Newcomers(deps);
  }

  /** The clock of a turn: a synthetic learner's own, everybody else's real one. */
  static clock(now: () => Date): (event?: AcceptedEvent) => Date {
    return (event) => (event !== undefined && isSynthetic(event.sender) ? event.at : now());
  }

  /** Brings in those of these people who are not there yet, and tells how many are there. */
  async bringIn(slots: readonly Slot[], progress: (there: number) => void): Promise<void> {
    const missing = await this.#newcomers.missing(slots);
    let there = slots.length - missing.length;
    progress(there);
    const groups = inGroups(missing).values();
    const work = async (): Promise<void> => {
      for (const group of groups) {
        await this.#converse(await this.#newcomers.withCodes(group));
        if (this.#stopping) return;
        there += group.length;
        progress(there);
      }
    };
    await Promise.all(Array.from({ length: groupsAtATime }, work));
  }

  /** Lets `bringIn` end soon: conversations under way are forgotten, as in a kill. */
  stop(): void {
    this.#stopping = true;
  }

  async #converse(newcomers: readonly Newcomer[]): Promise<void> {
    const { steps } = this.deps;
    const learners = newcomers.map(learnerOf);
    for (let talking = learners; talking.length > 0; talking = talking.filter(({ words }) => words !== undefined)) {
      if (this.#stopping) return;
      const drafts = await steps.draft(talking.map((learner) => this.#job(learner)));
      for (const [index, learner] of talking.entries()) this.#hear(learner, drafts[index]?.after);
      await new Promise((others) => setImmediate(others)); // the chat and the console are in use meanwhile
    }
    await Promise.all(learners.flatMap(({ said }) => said.map((after) => steps.spread(after))));
    await steps.commit(
      learners.flatMap(({ conversation }) => (conversation === undefined ? [] : [{ before: undefined, after: conversation }])),
    );
  }

  #job(learner: Learner): Job {
    const { sender, words, conversation } = learner;
    learner.at += pauseOf(learner.character);
    const id = `${sender}:${(conversation?.turn.n ?? 0) + 1}`;
    const address = { id, channel: 'web', account: 'web', sender, at: new Date(learner.at) } as const;
    const said = { ...address, ...(words ?? { kind: 'left' }) } as const;
    return { event: acceptedEvent(this.deps.keys, said, conversation?._id), conversation };
  }

  #hear(learner: Learner, after: Conversation | undefined): void {
    learner.words = undefined;
    if (after === undefined) return;
    learner.conversation = after;
    if (after.turn.facts.length > 0) learner.said.push(after);
    const say = nextWords(learner.character, after.session, after.turn.replies, this.deps.lessonOf);
    if (say !== undefined) learner.words = { kind: 'message', ...say };
  }
}

function learnerOf({ slot, sender, code }: Newcomer): Learner {
  return {
    character: characterOf(slot.number + 1),
    sender,
    said: [],
    conversation: undefined,
    at: slot.startedAt.getTime(),
    words: { kind: 'joined', ref: code },
  };
}

function inGroups(slots: readonly Slot[]): readonly (readonly Slot[])[] {
  const groups: (readonly Slot[])[] = [];
  for (let start = 0, size = fewestTogether; start < slots.length; start += size, size = Math.min(mostTogether, size * 2))
    groups.push(slots.slice(start, start + size));
  return groups;
}
