import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import type { Lesson } from '../../courses/model';
import { conversationId } from '../conversation/accept-event';
import type { AcceptedEvent, Conversation } from '../conversation/model';
import type { Keys } from '../keys';
import { createGroupCode, createRosterCodes } from '../organisations/create-codes';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import type { Slot } from './slots';
import { type Character, characterOf, nextWords, type Say } from './synthetic-learner';

export type GrowthDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  readonly lessonOf: (key: string, version?: string) => Lesson | undefined;
  readonly now: () => Date;
};

type Learner = { readonly character: Character; readonly slot: Slot; said: number; at: number; readonly left: () => void };

const prefix = 'demo-';
const yearMs = 365 * 24 * 3600 * 1000;
const idsPerRead = 1000;

/**
 * Lets synthetic people talk to the bot through the same inbox, lanes, turns and ledger as everybody: only their clock is
 * their own, so that months of learning take minutes.
 */
export class Growth {
  readonly #talking = new Map<string, Learner>();
  #deps: GrowthDeps | undefined;

  begin(deps: GrowthDeps): void {
    this.#deps = deps;
  }

  /** The clock of a turn: a synthetic learner's own, everybody else's real one. */
  static clock(now: () => Date): (event?: AcceptedEvent) => Date {
    return (event) => (event?.sender.startsWith(prefix) ? event.at : now());
  }

  /** For the pipeline: a turn is finished, so its learner may speak again. */
  readonly onFinished = (conversation: Conversation): void => {
    const learner = this.#talking.get(conversation.sender);
    if (learner === undefined || this.#deps === undefined) return;
    const { session, turn } = conversation;
    const words = nextWords(learner.character, session, turn.replies, this.#deps.lessonOf);
    if (words === undefined) this.#leave(conversation.sender, learner);
    else this.#say(conversation.sender, learner, words);
  };

  /** Brings these people in, `together` of them at a time; those who came before a restart are not brought in twice. */
  async bringIn(slots: readonly Slot[], together: number, progress: (done: number) => void): Promise<void> {
    const waiting = (await this.#withCodes(await this.#missing(slots))).values();
    let done = 0;
    const one = async (): Promise<void> => {
      for (let next = waiting.next(); !next.done; next = waiting.next()) {
        await this.#talk(next.value.slot, next.value.code);
        progress(++done);
      }
    };
    await Promise.all(Array.from({ length: together }, one));
  }

  #talk(slot: Slot, code: string): Promise<void> {
    return new Promise((left) => {
      const sender = senderOf(slot);
      const learner: Learner = { character: characterOf(slot.number + 1), slot, said: 0, at: slot.startedAt.getTime(), left };
      this.#talking.set(sender, learner);
      this.#send(sender, learner, { kind: 'joined', ref: code });
    });
  }

  #say(sender: string, learner: Learner, { text, value }: Say): void {
    this.#send(sender, learner, { kind: 'message', text, ...(value === undefined ? {} : { value }) });
  }

  #send(sender: string, learner: Learner, body: { kind: 'joined'; ref: string } | { kind: 'message'; text: string; value?: string }): void {
    learner.said += 1;
    learner.at += 12_000 + Math.floor(learner.character.random() * 30_000);
    const event: InboundEvent = {
      id: `${sender}:${learner.said}`,
      channel: 'web',
      account: 'web',
      sender,
      at: new Date(learner.at),
      ...body,
    };
    this.#deps?.accept([event]).catch(() => this.#leave(sender, learner));
  }

  #leave(sender: string, learner: Learner): void {
    this.#talking.delete(sender);
    learner.left();
  }

  async #missing(slots: readonly Slot[]): Promise<readonly Slot[]> {
    const { db, keys } = this.#begun();
    const rows = native(conversations(db));
    const there = new Set<string>();
    for (let start = 0; start < slots.length; start += idsPerRead) {
      const ids = slots.slice(start, start + idsPerRead).map((slot) => conversationId(keys, 'web', 'web', senderOf(slot)));
      for await (const { _id } of rows.find({ _id: { $in: ids } }, { projection: { _id: 1 } })) there.add(_id);
    }
    return slots.filter((slot) => !there.has(conversationId(keys, 'web', 'web', senderOf(slot))));
  }

  async #withCodes(slots: readonly Slot[]): Promise<readonly { readonly slot: Slot; readonly code: string }[]> {
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
    const { db, keys, now } = this.#begun();
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

  #begun(): GrowthDeps {
    if (this.#deps === undefined) throw new Error('The growth has not begun');
    return this.#deps;
  }
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
