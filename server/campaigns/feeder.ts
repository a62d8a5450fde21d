import { nextAllowed } from '../pushes/next-allowed';
import { loadAreaTree } from '../reach/area-tree';
import { native } from '../storage/collection';
import { campaigns } from '../storage/collections/campaigns';
import { inbox } from '../storage/collections/inbox';
import { outbox } from '../storage/collections/outbox';
import { type CallDeps, calledAmong, callLearners } from './call-learners';
import { type CandidateDeps, candidatesAfter, candidatesOf, type Person } from './candidates';
import { Deferrals } from './deferrals';
import { createJudge, type Judge, type Judged } from './judge';
import { type Campaign, longestMs, type Reason, reasons } from './model';
import { Pace } from './pace';
import { type QuotaRoom, readQuotaRoom } from './quota-room';

export type FeederDeps = Omit<CandidateDeps, 'tree'> & CallDeps & { readonly now: () => Date };

/** What is known of a running campaign: the map and the indicator as they were when this process met it. */
type Going = { readonly judge: Judge; readonly candidates: CandidateDeps; readonly pace: Pace; readonly room: QuotaRoom };

/** So far ahead of the sender, in seconds of what the platforms allow: enough that it never waits, little enough that a pause finds little done. */
const aheadSeconds = 2;
/** A slow lane must not make the feeder run ahead: in a second no more than this much of the rate is asked for. */
const mostOfRate = 1.25;
const pagesPerLook = 8;
/** More at once would keep those waiting who write to us. */
const mostPerPage = 128;
/** By then the turns of those asked last have been run. */
const settlingMs = 10_000;

/**
 * Goes through the audience of every running campaign just ahead of the sender. The cursor is moved after everybody before it was asked
 * or put off, so a crash at any line repeats at most one page, to the same result. Several processes may do it: one moves the cursor.
 */
export class CampaignFeeder {
  readonly #deferrals: Deferrals;
  readonly #going = new Map<string, Going>();
  #lookedAt: number | undefined;
  #allowance = 0;
  #running = 1;

  constructor(private readonly deps: FeederDeps) {
    this.#deferrals = new Deferrals(deps.db);
  }

  /** One look at every running campaign; to be called several times a second, never twice at a time. */
  async look(): Promise<void> {
    const running = await native(campaigns(this.deps.db)).find({ state: 'running' }).sort({ createdAt: 1 }).toArray();
    this.#forget(running);
    this.#running = Math.max(1, running.length);
    this.#earn();
    if (running.length === 0) return;

    const now = this.deps.now();
    const open = nextAllowed(now, {}, this.deps.settings.calendar)?.getTime() === now.getTime();
    const share = (of: number): number => Math.max(1, of / running.length);
    const [ahead, allowance] = [share(this.#ahead), share(this.#allowance)];
    const failures: unknown[] = [];
    for (const campaign of running) {
      const most = open && this.#allowance >= 1 ? { ahead, allowance } : { ahead: 0, allowance: 0 };
      await this.#goOn(campaign, most, now).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Campaigns could not go on'); // one of them must not hold up the others
  }

  async #goOn(campaign: Campaign, most: { readonly ahead: number; readonly allowance: number }, now: Date): Promise<void> {
    const [waiting, soon, open] = await Promise.all([this.#waiting(campaign), this.#waiting(campaign, now), this.#openEvents()]);
    const room = Math.floor(Math.min(most.ahead - soon - open, most.allowance));
    if (room > 0) await this.#feed(campaign, room, now);
    if (waiting === 0) await this.#finish(campaign, now);
  }

  get #perSecond(): number {
    return this.#accounts.reduce((sum, { capabilities }) => sum + capabilities.perSecond, 0);
  }

  get #accounts() {
    return [...this.deps.channels.values()].filter(({ capabilities }) => !capabilities.pull);
  }

  /** Of one account among several; alone it is only held to what the sender takes. */
  #paceOf(account: string): number {
    const accounts = this.#accounts;
    const known = accounts.find((one) => `${one.name}:${one.account}` === account);
    return accounts.length < 2 || known === undefined ? Number.POSITIVE_INFINITY : known.capabilities.perSecond / this.#running;
  }

  get #ahead(): number {
    return Math.max(1, this.#perSecond * aheadSeconds);
  }

  /** Real time, as the sender's rate goes by it: a clock that is moved must not let a crowd through. */
  #earn(): void {
    const now = performance.now();
    const seconds = this.#lookedAt === undefined ? aheadSeconds : (now - this.#lookedAt) / 1000;
    this.#lookedAt = now;
    this.#allowance = Math.min(this.#ahead, this.#allowance + seconds * this.#perSecond * mostOfRate);
  }

  #forget(running: readonly Campaign[]): void {
    for (const id of this.#going.keys()) if (!running.some(({ _id }) => _id === id)) this.#going.delete(id);
  }

  /** Those that wait for another day hold up nobody. */
  #waiting({ _id }: Campaign, now?: Date): Promise<number> {
    const soon = now === undefined ? {} : { nextAt: { $lte: new Date(now.getTime() + settlingMs) } };
    return native(outbox(this.deps.db)).countDocuments({ 'push.campaign': _id, state: 'waiting', ...soon });
  }

  /** Turns that are still to be run, of whomever: lanes that cannot keep up are given nothing more. */
  #openEvents(): Promise<number> {
    return native(inbox(this.deps.db)).countDocuments({ open: { $gte: 0 } }, { limit: Math.ceil(this.#ahead) });
  }

  async #feed(campaign: Campaign, room: number, now: Date): Promise<void> {
    const going = await this.#goingOf(campaign, now);
    let left = room - (await this.#comeBack(campaign, going, { now, most: room }));
    let at: Campaign | undefined = campaign;
    for (let page = 0; page < pagesPerLook && left > 0 && at !== undefined && at.goneThroughAt === undefined; page += 1) {
      const next: Fed | undefined = await this.#nextPage(at, going, { now, most: left });
      left -= next?.asked ?? 0;
      at = next?.campaign;
    }
  }

  async #goingOf({ _id, audience }: Campaign, now: Date): Promise<Going> {
    const known = this.#going.get(_id);
    if (known !== undefined) return known;
    const candidates = { ...this.deps, tree: await loadAreaTree(this.deps.db) };
    const pace = new Pace({ aheadMs: aheadSeconds * 1000, perSecond: (account) => this.#paceOf(account) });
    const room = await readQuotaRoom(this.deps.db, this.deps.channels, now);
    const going = { candidates, judge: await createJudge(candidates, audience, now), pace, room };
    this.#going.set(_id, going);
    return going;
  }

  /** Those whose better hour has come. */
  async #comeBack(campaign: Campaign, going: Going, { now, most }: Room): Promise<number> {
    const due = await this.#deferrals.due(campaign._id, now, most);
    if (due.length === 0) return 0;
    const people = await candidatesOf(going.candidates, due);
    const room = await readQuotaRoom(this.deps.db, this.deps.channels, now); // theirs was given to them when they were put off
    const judged = await this.#ask(campaign, { ...going, room, pace: undefined }, people, now); // and so was their turn
    const here = new Set(people.map(({ person }) => person));
    await this.#deferrals.putOff(campaign._id, laterIn(judged, now));
    await this.#deferrals.settle(campaign._id, [...settledIn(judged, now), ...due.filter((id) => !here.has(id)).map(gone)]);
    return judged.length;
  }

  async #nextPage(campaign: Campaign, going: Going, { now, most }: Room): Promise<Fed | undefined> {
    const place = { cursor: campaign.cursor, before: campaign.createdAt, most: Math.min(most, mostPerPage) };
    const page = await candidatesAfter(going.candidates, campaign.audience, place);
    if (page === undefined) return this.#move(campaign, { goneThroughAt: now }, []);

    const judged = await this.#ask(campaign, going, page.candidates, now);
    await this.#deferrals.add(campaign._id, laterIn(judged, now));
    return this.#move(campaign, { cursor: page.cursor }, judged);
  }

  async #ask(campaign: Campaign, { judge, pace, room }: Asking, people: readonly Person[], now: Date): Promise<readonly Outcome[]> {
    const [judged, called] = await Promise.all([judge(people, now, room), calledAmong(this.deps.db, campaign._id, people)]);
    const asked = judged.map((one) => (called.has(one.person.person) ? alreadyAsked(one) : (pace?.of(one, now) ?? one)));
    const conversations = asked.flatMap(({ verdict }) => ('to' in verdict && verdict.at <= now ? [verdict.to.conversation] : []));
    await callLearners(this.deps, campaign, conversations, now);
    this.#allowance -= conversations.length;
    return asked;
  }

  /** Only while the campaign runs and nobody else has moved its cursor. */
  async #move(
    campaign: Campaign,
    to: Pick<Campaign, 'cursor'> | { goneThroughAt: Date },
    judged: readonly Outcome[],
  ): Promise<Fed | undefined> {
    const guard = { _id: campaign._id, state: 'running' as const, cursor: campaign.cursor };
    const counted = reasons.flatMap((reason) => {
      const count = judged.filter(({ verdict }) => verdict.reason === reason).length;
      return count === 0 ? [] : [[`counts.${reason}`, count] as const];
    });
    const change = { $set: to, ...(counted.length === 0 ? {} : { $inc: Object.fromEntries(counted) }) };
    const moved = await native(campaigns(this.deps.db)).findOneAndUpdate(guard, change, { returnDocument: 'after' });
    return moved === null ? undefined : { campaign: moved, asked: judged.length };
  }

  async #finish(campaign: Campaign, now: Date): Promise<void> {
    const { _id, goneThroughAt, startedAt } = campaign;
    const tooLong = startedAt !== undefined && now.getTime() - startedAt.getTime() > longestMs;
    if (!tooLong && (goneThroughAt === undefined || now.getTime() - goneThroughAt.getTime() < settlingMs)) return;
    if (!tooLong && (await this.#deferrals.areLeft(_id))) return;
    await native(campaigns(this.deps.db)).updateOne({ _id, state: 'running' }, { $set: { state: 'done', endedAt: now } });
  }
}

type Asking = Pick<Going, 'judge' | 'room'> & { readonly pace: Pace | undefined };
type Room = { readonly now: Date; readonly most: number };
type Fed = { readonly campaign: Campaign; readonly asked: number };

/** Whoever was asked before a crash was written to, whatever stands against writing to them now: that very message, above all. */
function alreadyAsked({ person, verdict }: Judged): Outcome {
  return { person, verdict: { reason: verdict.reason === 'paid' ? 'paid' : 'reachable_now' } };
}

function laterIn(judged: readonly Outcome[], now: Date): readonly { readonly person: string; readonly at: Date }[] {
  return judged.flatMap(({ person, verdict }) => ('to' in verdict && verdict.at > now ? [{ person: person.person, at: verdict.at }] : []));
}

function settledIn(judged: readonly Outcome[], now: Date): readonly Settled[] {
  return judged.flatMap(({ person, verdict }) =>
    'to' in verdict && verdict.at > now ? [] : [{ person: person.person, outcome: verdict.reason }],
  );
}

type Outcome = { readonly person: Person; readonly verdict: Judged['verdict'] | { readonly reason: Reason } };

type Settled = { readonly person: string; readonly outcome: Reason };

function gone(person: string): Settled {
  return { person, outcome: 'left' };
}
