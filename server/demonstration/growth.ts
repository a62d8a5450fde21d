import type { Connection } from 'mongoose';
import type { Lesson } from '../../courses/model';
import { acceptedEvent, conversationId } from '../conversation/accept-event';
import type { Draft } from '../conversation/commit';
import type { Job } from '../conversation/lane-runner';
import type { AcceptedEvent } from '../conversation/model';
import type { TurnSteps } from '../conversation/pipeline';
import type { Keys } from '../keys';
import { createGroupCode, createRosterCodes } from '../organisations/create-codes';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import type { Slot } from './slots';
import { type Character, characterOf, nextWords, type Say } from './synthetic-learner';

export type GrowthDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly steps: TurnSteps;
  readonly lessonOf: (key: string, version?: string) => Lesson | undefined;
  readonly now: () => Date;
};

type Newcomer = { readonly slot: Slot; readonly code: string };
type Words = { readonly kind: 'joined'; readonly ref: string } | ({ readonly kind: 'message' } & Say);
type Learner = {
  readonly character: Character;
  readonly sender: string;
  readonly turns: Draft[];
  at: number;
  words: Words | undefined;
};

const prefix = 'demo-';
const yearMs = 365 * 24 * 3600 * 1000;
const idsPerRead = 1000;
const together = 150;
const groupsAtATime = 3;

/**
 * Lets synthetic people talk to the bot: the same turns, evidence and ledger as everybody's. Only their clock is their own,
 * and a conversation is committed once, at its end: nobody waits for its replies, and one that a kill interrupts begins anew.
 */
export class Growth {
  #stopping = false;

  constructor(private readonly deps: GrowthDeps) {}

  /** The clock of a turn: a synthetic learner's own, everybody else's real one. */
  static clock(now: () => Date): (event?: AcceptedEvent) => Date {
    return (event) => (event?.sender.startsWith(prefix) ? event.at : now());
  }

  /** Brings in those of these people who are not there yet, and tells how many are there. */
  async bringIn(slots: readonly Slot[], progress: (there: number) => void): Promise<void> {
    const missing = await this.#missing(slots);
    const newcomers = await this.#withCodes(missing);
    let there = slots.length - missing.length;
    progress(there);
    const groups = inGroups(newcomers, together).values();
    const work = async (): Promise<void> => {
      for (const group of groups) {
        if (this.#stopping) return;
        await this.#converse(group);
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
      const drafts = await steps.draft(talking.map((learner) => this.#job(learner)));
      for (const [index, learner] of talking.entries()) this.#hear(learner, drafts[index]);
      await new Promise((others) => setImmediate(others)); // the chat and the console are in use meanwhile
      if (this.#stopping) return;
    }
    const turns = learners.flatMap((learner) => learner.turns);
    await Promise.all(turns.map(({ after }) => steps.spread(after)));
    await steps.commit(learners.flatMap(wholeConversation));
  }

  #job(learner: Learner): Job {
    const { sender, words, turns } = learner;
    learner.at += 12_000 + Math.floor(learner.character.random() * 30_000);
    const address = { id: `${sender}:${turns.length + 1}`, channel: 'web', account: 'web', sender, at: new Date(learner.at) } as const;
    const event = acceptedEvent(this.deps.keys, { ...address, ...(words ?? { kind: 'left' }) });
    return { event, conversation: turns.at(-1)?.after };
  }

  #hear(learner: Learner, draft: Draft | undefined): void {
    learner.words = undefined;
    if (draft === undefined) return;
    learner.turns.push(draft);
    const { session, turn } = draft.after;
    const say = nextWords(learner.character, session, turn.replies, this.deps.lessonOf);
    if (say !== undefined) learner.words = { kind: 'message', ...say };
  }

  async #missing(slots: readonly Slot[]): Promise<readonly Slot[]> {
    const { db, keys } = this.deps;
    const rows = native(conversations(db));
    const there = new Set<string>();
    for (let start = 0; start < slots.length; start += idsPerRead) {
      const ids = slots.slice(start, start + idsPerRead).map((slot) => conversationId(keys, 'web', 'web', senderOf(slot)));
      for await (const { _id } of rows.find({ _id: { $in: ids } }, { projection: { _id: 1 } })) there.add(_id);
    }
    return slots.filter((slot) => !there.has(conversationId(keys, 'web', 'web', senderOf(slot))));
  }

  async #withCodes(slots: readonly Slot[]): Promise<readonly Newcomer[]> {
    const codes = new Map<string, string[]>();
    for (const [place, there] of groupBy(slots, placeOf)) {
      const [first] = there;
      if (first !== undefined) codes.set(place, [...(await this.#codesFor(first, there.length))]);
    }
    return slots.flatMap((slot) => {
      const list = codes.get(placeOf(slot)) ?? [];
      const code = slot.listed ? list.pop() : list[0];
      return code === undefined ? [] : [{ slot, code }];
    });
  }

  async #codesFor({ listed, group, organisation }: Slot, count: number): Promise<readonly string[]> {
    const { db, keys, now } = this.deps;
    const at = now();
    const options = {
      group: organisation.kind === 'establishment-group' ? organisation.id : group.id,
      expires: new Date(at.getTime() + yearMs),
      now: at,
    };
    if (listed) return (await createRosterCodes(db, keys, { ...options, count })) ?? [];
    const code = await createGroupCode(db, keys, options);
    return code === undefined ? [] : [code];
  }
}

function learnerOf({ slot, code }: Newcomer): Learner {
  return {
    character: characterOf(slot.number + 1),
    sender: senderOf(slot),
    turns: [],
    at: slot.startedAt.getTime(),
    words: { kind: 'joined', ref: code },
  };
}

/** From nothing to the last turn, as one write. */
function wholeConversation({ turns }: Learner): readonly Draft[] {
  const last = turns.at(-1);
  return last === undefined ? [] : [{ before: undefined, after: last.after }];
}

function inGroups<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

function senderOf({ number }: Slot): string {
  return `${prefix}${String(number).padStart(6, '0')}`;
}

function placeOf({ group, listed }: Slot): string {
  return `${group.id}:${listed ? 'listed' : 'group'}`;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const there = groups.get(keyOf(one));
    if (there === undefined) groups.set(keyOf(one), [one]);
    else there.push(one);
  }
  return groups;
}
