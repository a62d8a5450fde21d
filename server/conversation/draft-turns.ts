import type { ChannelName } from '../../bot/channels/channel';
import { codeIn } from '../../bot/dialogue/code-in';
import type { CodeLookup, Fact, Membership } from '../../bot/dialogue/fact';
import { freshSession, mayBeCounted, type Session, without } from '../../bot/dialogue/session';
import type { DialogueEvent } from '../../bot/dialogue/step';
import type { Reply } from '../../bot/messages';
import type { Keys } from '../keys';
import { contactOf } from '../pushes/contact';
import { evidenceFromFacts } from '../reach/evidence';
import type { LedgerRow } from '../reach/model';
import { laneOf } from './accept-event';
import type { Draft } from './commit';
import { withRecent } from './feed';
import type { Job } from './lane-runner';
import type { AcceptedEvent, Conversation, Turn } from './model';
import { signReplies } from './signed-value';

/** What the engine made of one event. */
export type TurnOutcome = { readonly session: Session; readonly replies: readonly Reply[]; readonly facts: readonly Fact[] };

export type PersonWithKey = { readonly id: string; readonly key: Buffer };

export type DraftDeps = {
  readonly keys: Keys;
  /** The clock a turn is dated by. */
  readonly now: (event: AcceptedEvent) => Date;
  readonly newPerson: () => string;
  /** The pseudonym of a new conversation: the same when a crash makes its first turn run again, so that a code it took stays its own. */
  readonly firstPerson: (conversation: string) => string;
  readonly channels: ReadonlyMap<ChannelName, { readonly capabilities: { readonly pull: boolean } }>;
  /** One event through the Botpress handler. */
  readonly run: (session: Session, event: DialogueEvent, conversation: string, now: number) => Promise<TurnOutcome>;
  /** What each learner's code opens, in the order asked. */
  readonly lookUpCodes: (requests: readonly { readonly text: string; readonly person: string }[]) => Promise<readonly CodeLookup[]>;
  /** Takes a single-use code for this person, once and for all; `false` when another has it. */
  readonly claimCode: (code: string, person: string) => Promise<boolean>;
  /** When the programme would like to speak first in this conversation. */
  readonly dueAt?: (conversation: string, session: Session) => Date | undefined;
  readonly people: (ids: readonly string[]) => Promise<ReadonlyMap<string, PersonWithKey>>;
};

const seenIds = 32;
/** A child's session without a guardian's yes is forgotten this long after the last word (`docs/design/architecture.md` §6). */
const ephemeralMs = 48 * 3600 * 1000;

/** Runs the turns of these events: session, replies, facts and the evidence they make, ready to be committed. */
export function createDrafter(deps: DraftDeps): (jobs: readonly Job[]) => Promise<readonly Draft[]> {
  return async (jobs) => {
    const prepared = await withCodes(deps, jobs);
    const drafts = await Promise.all(prepared.map((job) => runOne(deps, job)));
    const people = await peopleOf(deps, drafts);
    return drafts.map((draft) => withEvidence(deps, draft, people));
  };
}

type Prepared = Job & { readonly person: string; readonly code?: CodeLookup };

async function withCodes(deps: DraftDeps, jobs: readonly Job[]): Promise<readonly Prepared[]> {
  const prepared = jobs.map((job) => ({
    ...job,
    person: job.conversation?.person ?? deps.firstPerson(job.event.conversation),
    text: codeIn(job.event.body),
  }));
  const asked = prepared.flatMap(({ text, person }) => (text === undefined ? [] : [{ text, person }]));
  if (asked.length === 0) return prepared;
  const found = (await deps.lookUpCodes(asked)).values();
  return prepared.map((job) => {
    const code = job.text === undefined ? undefined : found.next().value;
    return code === undefined ? job : { ...job, code };
  });
}

async function runOne(deps: DraftDeps, job: Prepared): Promise<Draft> {
  const { event, conversation, person } = job;
  const now = deps.now(event);
  const session = conversation?.session ?? freshSession('vi');
  const said = dialogueEvent(job);
  const outcome = await deps.run(session, said, event.conversation, now.getTime());
  const claimed = await claim(deps, outcome.facts, person);
  return { before: conversation, after: afterTurn(deps, job, claimed ? outcome : await refused(deps, session, said, job, now), now) };
}

/** Somebody else was quicker to use this code: the learner is told, and asked for another, as if they had just typed it. */
function refused(deps: DraftDeps, session: Session, said: DialogueEvent, job: Prepared, now: Date): Promise<TurnOutcome> {
  const asking: Session = { ...without(session, 'pending'), step: 'join' };
  const event: DialogueEvent = { ...dialogueFrame(job), id: said.id, at: said.at, kind: 'message', text: '', code: { found: 'used' } };
  return deps.run(asking, event, job.event.conversation, now.getTime());
}

function dialogueEvent(job: Prepared): DialogueEvent {
  const { event, code } = job;
  return { ...event.body, ...dialogueFrame(job), id: event.id, at: event.at.getTime(), ...(code === undefined ? {} : { code }) };
}

function dialogueFrame({ event }: Prepared): Pick<DialogueEvent, 'identifiedBy' | 'app'> {
  const channel = channelOf(event.conversation);
  return { identifiedBy: channel === 'web' ? 'none' : 'account', app: channel };
}

/** `false` when the turn joined with a single-use code that somebody else was quicker to use. */
async function claim(deps: DraftDeps, facts: readonly Fact[], person: string): Promise<boolean> {
  for (const fact of facts) {
    if (fact.kind !== 'joined' || fact.membership.identifiedBy !== 'roster-code' || fact.membership.code === undefined) continue;
    if (!(await deps.claimCode(fact.membership.code, person))) return false;
  }
  return true;
}

function afterTurn(deps: DraftDeps, { event, conversation: before, person }: Prepared, outcome: TurnOutcome, now: Date): Conversation {
  const erased = outcome.facts.some((fact) => fact.kind === 'erase-asked');
  const turn: Turn = {
    n: (before?.turn.n ?? 0) + 1,
    event: event.id,
    at: now,
    person,
    replies: signReplies(deps.keys.of('button-value'), event.conversation, outcome.replies),
    facts: outcome.facts,
    evidence: [],
    ...pushOf(event, outcome),
  };
  const pulls = deps.channels.get(channelOf(event.conversation))?.capabilities.pull === true;
  return {
    _id: event.conversation,
    lane: laneOf(event.conversation),
    version: (before?.version ?? 0) + 1,
    session: outcome.session,
    turn,
    seen: [...(before?.seen ?? []), event.id].slice(-seenIds),
    person: erased ? deps.newPerson() : person,
    sender: event.sender,
    ...(pulls ? { recent: withRecent(erased ? [] : (before?.recent ?? []), turn) } : outgoing(deps, event, outcome.session)),
    ...(outcome.session.ephemeral ? { expireAt: new Date(now.getTime() + ephemeralMs) } : {}),
  };
}

/** What is only known of channels on which the programme may speak first. */
function outgoing(deps: DraftDeps, event: AcceptedEvent, session: Session): Pick<Conversation, 'contact' | 'dueAt'> {
  const dueAt = deps.dueAt?.(event.conversation, session);
  return { contact: contactOf(session), ...(dueAt === undefined ? {} : { dueAt }) };
}

function pushOf({ body }: AcceptedEvent, { replies }: TurnOutcome): Pick<Turn, 'push'> {
  if (body.kind !== 'due' || replies.length === 0) return {};
  const { what, campaign } = body;
  return { push: { what, ...(campaign === undefined ? {} : { campaign }) } };
}

/** The people whose own keys this batch needs: those with something to count, or a yes or no to being counted. */
async function peopleOf(deps: DraftDeps, drafts: readonly Draft[]): Promise<ReadonlyMap<string, PersonWithKey>> {
  const ids = drafts.flatMap(({ after }) => (after.turn.facts.some(mayMakeEvidence) ? [after.turn.person] : []));
  return ids.length === 0 ? new Map() : deps.people([...new Set(ids)]);
}

function mayMakeEvidence(fact: Fact): boolean {
  return fact.kind === 'met' || fact.kind === 'completion' || fact.kind === 'joined' || fact.kind === 'consent';
}

/** Evidence is made from the membership as it is before the commit (`docs/design/contracts.md` §4). */
function withEvidence(deps: DraftDeps, draft: Draft, people: ReadonlyMap<string, PersonWithKey>): Draft {
  const { before, after } = draft;
  const person = people.get(after.turn.person);
  if (person === undefined) return draft;
  const evidence = evidenceFromFacts({
    conversation: after._id,
    turn: after.turn.n,
    facts: after.turn.facts,
    channel: channelOf(after._id),
    person,
    ...learnerBefore(before?.session),
    keys: deps.keys,
  });
  return { before, after: withTurnEvidence(after, evidence) };
}

function learnerBefore(session: Session | undefined): {
  membership?: Membership;
  counted: boolean;
  ageBand?: 'under-16' | '16-17' | '18-plus';
} {
  return {
    ...(session?.membership === undefined ? {} : { membership: session.membership }),
    ...(session?.ageBand === undefined ? {} : { ageBand: session.ageBand }),
    counted: session !== undefined && mayBeCounted(session),
  };
}

function withTurnEvidence(conversation: Conversation, evidence: readonly LedgerRow[]): Conversation {
  return evidence.length === 0 ? conversation : { ...conversation, turn: { ...conversation.turn, evidence } };
}

function channelOf(conversation: string): ChannelName {
  const name = conversation.slice(0, conversation.indexOf(':'));
  return name === 'zalo' || name === 'messenger' ? name : 'web';
}
