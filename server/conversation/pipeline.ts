import type { Bot } from '@botpress/sdk';
import type { Connection } from 'mongoose';
import { runTurn } from '../../bot/botpress/run-turn';
import type { Channel, ChannelName, InboundEvent } from '../../bot/channels/channel';
import { standingSlips } from '../consents/slips';
import { type Keys, keyedHash } from '../keys';
import type { Logger } from '../observability/logger';
import type { Metrics } from '../observability/metrics';
import { type Claim, claimCodes } from '../organisations/claim-codes';
import { countUses } from '../organisations/count-uses';
import { Sender } from '../outbox/sender';
import { createLinks, type Links } from '../people/create-links';
import { hushPeople } from '../people/hush-people';
import { keepDataRequest } from '../people/keep-data-request';
import { newNumber } from '../people/new-number';
import { getOrCreatePeople, newPersonId, updatePeople } from '../people/person';
import type { Holidays } from '../people/request-deadlines';
import { spreadClaims } from '../people/spread-claims';
import type { PushPolicy } from '../pushes/push-policy';
import type { Ledger } from '../reach/ledger';
import { gather } from '../storage/gather';
import { acceptEvent, laneOf } from './accept-event';
import { channelOf } from './channel-of';
import { commit, type Draft } from './commit';
import { ConversationCache } from './conversation-cache';
import { createDrafter, type DraftDeps } from './draft-turns';
import { createFanOut } from './fan-out';
import { Feed } from './feed';
import { createInboxWriter, type InboxWriter } from './inbox-writer';
import { LaneLeases, leaseMs } from './lane-leases';
import { type Job, LaneRunner } from './lane-runner';
import { lookUpAllCodes } from './look-up-all-codes';
import type { AcceptedEvent, Conversation } from './model';
import { personChanges } from './person-changes';
import { openEvents } from './sweep';
import { createTurnClient } from './turn-client';

export type PipelineDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly holder: string; // names this process's leases
  /** Whether the process that held lanes by this name is known to have ended. */
  readonly isGone: (holder: string) => boolean;
  readonly bot: Bot;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly ledger: Ledger;
  readonly pushes: PushPolicy;
  /** Of the programme's calendars, for deadlines in working days. */
  readonly isHoliday: Holidays;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The server's clock; with an event, the clock its turn is dated by. */
  readonly now: (event?: AcceptedEvent) => Date;
  /** Whether other processes share the store: then events and replies are looked for, besides what a call brings. */
  readonly shared: boolean;
};

export type Pipeline = {
  readonly inbox: Pick<InboxWriter, 'store'>;
  readonly feed: Feed;
  /** Stores an event that comes from inside, as a channel would. */
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
  /** What a lane does with its turns, for whoever writes conversations that nobody else is in. */
  readonly steps: TurnSteps;
  /** Begins to run turns and to send. */
  readonly start: () => Promise<void>;
  /** Begins to look for replies that other processes commit. */
  readonly follow: () => void;
  readonly stop: () => Promise<void>;
};

export type TurnSteps = {
  readonly draft: (jobs: readonly Job[]) => Promise<readonly Draft[]>;
  readonly commit: (drafts: readonly Draft[]) => Promise<readonly Draft[]>;
  /** Resolves when what a turn led to is on disk in every collection it belongs to. */
  readonly spread: (conversation: Conversation) => Promise<void>;
};

const conversationsInMemory = 20_000;
const sweepMs = 30_000;
const leftBehindMs = 60_000;
const resendMs = 1_000;
/** Among several holders: a lane that one has left rests this long at most before the next has it. */
const leaseLookMs = 1_000;
const inboxPollMs = 50;
const feedPollMs = 250;

/** From stored events to committed turns and what follows from them, for the lanes this process holds. */
export function createPipeline(deps: PipelineDeps): Pipeline {
  const { db, keys, logger, metrics } = deps;
  const cache = new ConversationCache(db, keys, conversationsInMemory);
  const feed = new Feed(keys, (ids) => (deps.shared ? cache.fresh(ids) : cache.get(ids)));
  const leases: LaneLeases = new LaneLeases(db, deps.holder, {
    busy: () => new Set([...runner.conversations].map(laneOf).concat(sender.sendingIn)),
    prepare: (gained) => sender.learn(gained),
    ...(deps.shared ? {} : { elapsed: () => 0 }), // nobody else can take a lane, however long this process stands still
  });
  const sender = new Sender({
    db,
    keys,
    channels: deps.channels,
    leases,
    now: () => deps.now(),
    accept: (events) => accept(events),
    report: reportSends(deps),
    ...deps.pushes,
  });
  const links = createLinks({ db, keys, ledger: deps.ledger, accept: (events) => accept(events), now: () => deps.now() });
  const fanOut = createFanOut({
    db,
    append: (rows) => deps.ledger.append(rows),
    remember: (turns) => updatePeople(db, turns.flatMap(personChanges)),
    link: links.link,
    unlink: links.unlink,
    erase: links.erase,
    claimed: (joined) => spreadClaims({ db, keys, ledger: deps.ledger, now: () => deps.now() }, joined),
    ask: (conversation, fact) => keepDataRequest({ db, keys, isHoliday: deps.isHoliday }, conversation, fact),
    hush: (conversations) => hushPeople(db, conversations),
    countUses: (codes) => countUses(db, codes),
    failed: (error) => logger.error({ event: 'fan_out.failed', error }),
  });
  const steps: TurnSteps = {
    draft: createDrafter(draftDeps(deps, links)),
    commit: (drafts) => commit(db, keys, drafts, (lane) => leases.term(lane)),
    spread: fanOut,
  };
  const runner = new LaneRunner(cache, {
    draft: steps.draft,
    commit: steps.commit,
    finish: async (conversation, again) => {
      feed.publish(conversation);
      await Promise.all([fanOut(conversation), sender.deliver(conversation, again)]);
      metrics.turns.inc({ channel: channelOf(conversation._id) });
    },
    close: (event) => inbox.close(event),
    holds: (conversation) => leases.holds(laneOf(conversation)),
    waited: (ms) => metrics.laneLag.observe(ms / 1000),
    failed: (error) => logger.error({ event: 'lane.failed', error }),
  });
  const enqueue = (events: readonly AcceptedEvent[]): void =>
    runner.enqueue(events.filter((event) => leases.accepts(laneOf(event.conversation))));
  const inbox = createInboxWriter(db, enqueue);
  const accept = (events: readonly InboundEvent[]) => inbox.store(events.map((event) => acceptEvent(keys, event, deps.now())));
  const timers = new Timers((error) => logger.error({ event: 'sweep.failed', error }));

  const sweep = async (before: Date): Promise<void> => {
    const { events, unreadable } = await openEvents(db, keys, leases.lanes, before);
    if (unreadable > 0) logger.error({ event: 'sweep.failed', count: unreadable });
    enqueue(events.filter((event) => !inbox.isDone(event)));
  };
  return {
    inbox,
    feed,
    steps,
    accept,
    follow: () => timers.every(feedPollMs, () => feed.poll()),
    start: async () => {
      await leases.begin(deps.now(), deps.isGone);
      metrics.lanesHeld.set(leases.lanes.length);
      sender.start(resendMs);
      await sweep(deps.now());
      timers.every(deps.shared ? leaseLookMs : leaseMs / 3, async () => {
        await leases.take(deps.now());
        metrics.lanesHeld.set(leases.lanes.length);
      });
      timers.every(sweepMs, () => sweep(new Date(deps.now().getTime() - leftBehindMs)));
      if (deps.shared) timers.every(inboxPollMs, () => sweep(deps.now()));
    },
    stop: async () => {
      await timers.stop();
      await runner.stop();
      await sender.stop();
      await inbox.drained();
      await leases.release();
    },
  };
}

function draftDeps(deps: PipelineDeps, links: Links): DraftDeps {
  const { db, keys, bot, logger, metrics } = deps;
  const claim = gather((claims: readonly Claim[]) => claimCodes(db, keys, claims));
  return {
    keys,
    channels: deps.channels,
    now: deps.now,
    newPerson: newPersonId,
    newNumber,
    firstPerson: (conversation) => keyedHash(keys.of('person-key'), `first\n${conversation}`),
    lookUpCodes: (requests) => lookUpAllCodes({ db, keys, links, now: () => deps.now() }, requests),
    ...(deps.channels.size > 1 ? { links: links.turns } : {}),
    guardians: (codes) => standingSlips(db, codes),
    dueAt: deps.pushes.dueAt,
    claimCode: async (code, person) => (await claim({ code, person })) === 'claimed',
    people: (ids) => getOrCreatePeople(db, keys, ids, deps.now()),
    run: async (session, event, conversationId, now) => {
      const client = createTurnClient(session);
      try {
        await runTurn(bot, { conversationId, userId: conversationId, event, now }, client.operations);
        return client.outcome();
      } catch (error) {
        // One event that the dialogue cannot take must not stop its conversation: nothing changes and nothing is said.
        logger.error({ event: 'turn.failed', error });
        metrics.failures.inc({ area: 'turn', code: 'failed' });
        return { session, replies: [], facts: [] };
      }
    },
  };
}

function reportSends({ logger, metrics }: PipelineDeps): ConstructorParameters<typeof Sender>[0]['report'] {
  return (what, { channel, reason }) => {
    if (what === 'sent') {
      metrics.replies.inc({ channel: channel ?? 'web' });
      return;
    }
    metrics.failures.inc({ area: 'outbox', code: reason ?? what });
    logger.warn({ event: what === 'dropped' ? 'outbox.listed' : 'outbox.failed', channel, code: reason });
  };
}

/** Work that comes round: never twice at a time, and none of it after `stop`. */
class Timers {
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(private readonly failed: (error: unknown) => void) {}

  every(ms: number, work: () => Promise<void>): void {
    let busy = false;
    const run = async (): Promise<void> => {
      if (busy) return;
      busy = true;
      await work().catch(this.failed);
      busy = false;
    };
    this.#timers.push(
      setInterval(() => {
        const one = run();
        this.#running.add(one);
        void one.then(() => this.#running.delete(one));
      }, ms),
    );
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#running);
  }
}
