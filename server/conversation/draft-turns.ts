import type { ChannelName } from '../../bot/channels/channel';
import { codeIn } from '../../bot/dialogue/code-in';
import type { CodeLookup, Fact, Purpose } from '../../bot/dialogue/fact';
import { withSiblings } from '../../bot/dialogue/linked-session';
import { freshSession, type Session, without } from '../../bot/dialogue/session';
import type { DialogueEvent } from '../../bot/dialogue/step';
import type { Reply } from '../../bot/messages';
import type { CodeRequest } from '../organisations/lookup-codes';
import type { TurnLinks } from '../people/create-links';
import type { TypedCode } from '../people/link-codes';
import type { Siblings } from '../people/siblings';
import { contactOf } from '../pushes/contact';
import { laneOf } from './accept-event';
import { channelOf } from './channel-of';
import type { Draft } from './commit';
import { withRecent } from './feed';
import { type Guardians, withGuardians } from './guardians';
import type { Job } from './lane-runner';
import type { AcceptedEvent, Conversation, ConversationLink, Turn } from './model';
import { signReplies } from './signed-value';
import { addEvidence, type Drafted, type EvidenceDeps } from './turn-evidence';

/** What the engine made of one event. */
export type TurnOutcome = { readonly session: Session; readonly replies: readonly Reply[]; readonly facts: readonly Fact[] };

export type DraftDeps = EvidenceDeps & {
  /** The clock a turn is dated by. */
  readonly now: (event: AcceptedEvent) => Date;
  readonly newPerson: () => string;
  /** The pseudonym of a new conversation: the same when a crash makes its first turn run again, so that a code it took stays its own. */
  readonly firstPerson: (conversation: string) => string;
  readonly channels: ReadonlyMap<ChannelName, { readonly capabilities: { readonly pull: boolean } }>;
  /** One event through the Botpress handler. */
  readonly run: (session: Session, event: DialogueEvent, conversation: string, now: number) => Promise<TurnOutcome>;
  /** What each learner's code opens, in the order asked. */
  readonly lookUpCodes: (requests: readonly (CodeRequest & TypedCode)[]) => Promise<readonly CodeLookup[]>;
  readonly guardians: Guardians;
  /** A number that nobody can guess, for what a learner asks about their data. */
  readonly newNumber: () => string;
  /** Takes a single-use code for this person, once and for all; `false` when another has it. */
  readonly claimCode: (code: string, person: string) => Promise<boolean>;
  /** When the programme would like to speak first in this conversation. */
  readonly dueAt?: (conversation: string, session: Session) => Date | undefined;
  /** One person's several conversations; absent where there is one channel only. */
  readonly links?: TurnLinks;
};

const aboutData: readonly Session['step'][] = ['my-data', 'delete-my-data', 'data-request'];
const seenIds = 32;
/** Longer than a turn that took a code before its time was over can need to be committed. */
const claimedByMs = 24 * 3600 * 1000;
/** What may not be recorded, and what is left of an erased conversation, is forgotten this long after the last word (`docs/design/architecture.md` §6). */
const ephemeralMs = 48 * 3600 * 1000;

/** Runs the turns of these events: session, replies, facts and the evidence they make, ready to be committed. */
export function createDrafter(deps: DraftDeps): (jobs: readonly Job[]) => Promise<readonly Draft[]> {
  return async (jobs) => {
    const prepared = await withGuardians(deps.guardians, await withCodes(deps, await withSiblingsOf(deps, jobs)));
    const ran = await runAll(deps, prepared);
    return addEvidence(deps, await Promise.all(ran.map((one) => settle(deps, one))));
  };
}

/** A job with the conversation's person and session as they are now, its person's other conversations taken into account. */
type Known = Job & {
  readonly session: Session;
  readonly person: string;
  readonly link?: ConversationLink;
  readonly movedOn: boolean;
};
type Prepared = Known & { readonly code?: CodeLookup; readonly guardian?: readonly Purpose[] };

async function withSiblingsOf(deps: DraftDeps, jobs: readonly Job[]): Promise<readonly Known[]> {
  const linked = jobs.flatMap(({ conversation }) => (conversation !== undefined && mayHaveSiblings(conversation) ? [conversation] : []));
  const siblings = linked.length === 0 ? undefined : await deps.links?.siblings(linked);
  return jobs.map((job) => known(deps, job, siblings?.get(job.event.conversation)));
}

/** One that has shown a code learns here, and nowhere else, that it was typed. */
function mayHaveSiblings({ session, link }: Conversation): boolean {
  return link !== undefined || session.linked === true || session.linkOffered !== undefined;
}

function known(deps: DraftDeps, job: Job, siblings: Siblings | undefined): Known {
  const { conversation, event } = job;
  if (conversation === undefined) {
    return { ...job, session: freshSession('vi'), person: deps.firstPerson(event.conversation), movedOn: false };
  }
  const { link, person, session } = conversation;
  if (siblings === undefined) return { ...job, session, person, movedOn: false, ...(link === undefined ? {} : { link }) };
  const together = withSiblings(offering(deps, job, session), siblings.sessions);
  if (link === undefined) return { ...job, ...together, person };
  if (siblings.parted) return { ...job, ...together, person: link.was };
  return { ...job, ...together, session: { ...together.session, linked: true }, person, link };
}

/** A code that nobody can type any more needs no looking after. */
function offering(deps: DraftDeps, { event }: Job, session: Session): Session {
  const over = (session.linkOffered ?? 0) + claimedByMs < deps.now(event).getTime();
  return over ? without(session, 'linkOffered') : session;
}

async function withCodes(deps: DraftDeps, jobs: readonly Known[]): Promise<readonly Prepared[]> {
  const coded = jobs.map((job) => ({ ...job, text: codeIn(job.event.body) }));
  const asked = coded.flatMap(({ text, person, event }) =>
    text === undefined ? [] : [{ text, person, conversation: event.conversation }],
  );
  if (asked.length === 0) return coded;
  const found = (await deps.lookUpCodes(asked)).values();
  return coded.map((job) => {
    const code = job.text === undefined ? undefined : found.next().value;
    return code === undefined ? job : { ...job, code };
  });
}

type Ran = { readonly job: Prepared; readonly said: DialogueEvent; readonly now: Date; readonly outcome: TurnOutcome };

/** One after the other, though none of them waits: what a turn needed only while it ran is garbage before the next one begins. */
async function runAll(deps: DraftDeps, jobs: readonly Prepared[]): Promise<readonly Ran[]> {
  const ready = await Promise.all(jobs.map(async (job) => ({ job, said: await dialogueEvent(deps, job) })));
  const ran: Ran[] = [];
  for (const { job, said } of ready) {
    const now = deps.now(job.event);
    ran.push({ job, said, now, outcome: await deps.run(job.session, said, job.event.conversation, now.getTime()) });
  }
  return ran;
}

async function settle(deps: DraftDeps, { job, said, now, outcome }: Ran): Promise<Drafted> {
  const { conversation, session } = job;
  const claimed = await claim(deps, outcome.facts, job, now);
  if (claimed === undefined) {
    return { before: conversation, session, after: afterTurn(deps, job, await refused(deps, said, job, now), now) };
  }
  return { before: conversation, session, after: afterTurn(deps, job, outcome, now, claimed.person) };
}

/** Somebody else was quicker to use this code: the learner is told, and asked for another, as if they had just typed it. */
function refused(deps: DraftDeps, said: DialogueEvent, job: Prepared, now: Date): Promise<TurnOutcome> {
  const link = job.code?.found === 'link';
  const step = job.session.ageBand === 'under-16' ? 'menu' : 'join';
  const asking: Session = link ? job.session : { ...without(job.session, 'pending'), step };
  const code: CodeLookup = { found: link ? 'link-over' : 'used' };
  const event: DialogueEvent = { ...dialogueFrame(job), id: said.id, at: said.at, kind: 'message', text: '', code };
  return deps.run(asking, event, job.event.conversation, now.getTime());
}

async function dialogueEvent(deps: DraftDeps, job: Prepared): Promise<DialogueEvent> {
  const { event, code, movedOn } = job;
  const linkCode = event.body.kind === 'message' ? deps.links?.codeFor(event.conversation, event.id) : undefined;
  const linkedWith = code?.found === 'link' ? await deps.links?.shownIn(code.code) : undefined;
  return {
    ...event.body,
    ...dialogueFrame(job),
    id: event.id,
    at: event.at.getTime(),
    ...(code === undefined ? {} : { code }),
    ...(linkCode === undefined ? {} : { linkCode }),
    ...(linkedWith === undefined ? {} : { linkedWith }),
    ...(movedOn ? { movedOn } : {}),
    ...numbered(deps, job),
  };
}

/** Staff have given theirs already; a message needs one only where the learner's data is spoken of. */
function numbered({ newNumber }: DraftDeps, { event: { body }, session }: Prepared): { readonly number?: string } {
  if (body.kind === 'erase') return { number: body.number ?? newNumber() };
  return body.kind === 'message' && aboutData.includes(session.step) ? { number: newNumber() } : {};
}

function dialogueFrame({ event, guardian }: Prepared): Pick<DialogueEvent, 'identifiedBy' | 'app' | 'guardian'> {
  const channel = channelOf(event.conversation);
  return { identifiedBy: channel === 'web' ? 'none' : 'account', app: channel, ...(guardian === undefined ? {} : { guardian }) };
}

/** What the turn took before it is committed; `undefined` when somebody else was quicker to use that code. */
async function claim(
  deps: DraftDeps,
  facts: readonly Fact[],
  { event, person }: Prepared,
  now: Date,
): Promise<{ readonly person?: string } | undefined> {
  for (const fact of facts) {
    if (fact.kind === 'link-asked')
      await deps.links?.keep({ code: fact.code, conversation: event.conversation, person, until: fact.until });
    if (fact.kind === 'linked') return deps.links?.claim(fact.code, event.conversation, now);
    if (fact.kind !== 'joined' || fact.membership.identifiedBy !== 'roster-code' || fact.membership.code === undefined) continue;
    if (!(await deps.claimCode(fact.membership.code, person))) return undefined;
  }
  return {};
}

function afterTurn(deps: DraftDeps, job: Prepared, outcome: TurnOutcome, now: Date, linkedTo?: string): Conversation {
  const { event, conversation: before, person } = job;
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
    ...whoseNext(deps, job, outcome.facts, linkedTo),
    sender: event.sender,
    ...(pulls ? { recent: withRecent(erased ? [] : (before?.recent ?? []), turn) } : outgoing(deps, event, outcome.session)),
    ...(erased || outcome.session.ephemeral ? { expireAt: new Date(now.getTime() + ephemeralMs) } : {}),
  };
}

/** Whose conversation it is from the next turn on; `turn.person` is whose it was in this one. */
function whoseNext(
  deps: DraftDeps,
  { person, link }: Prepared,
  facts: readonly Fact[],
  linkedTo: string | undefined,
): Pick<Conversation, 'person' | 'link'> {
  for (const fact of facts) {
    if (fact.kind === 'erase-asked') return { person: deps.newPerson() };
    if (fact.kind === 'linked' && linkedTo !== undefined) return { person: linkedTo, link: { id: fact.code, was: person } };
    if (fact.kind === 'unlinked') return { person: link?.was ?? person };
  }
  return { person, ...(link === undefined ? {} : { link }) };
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
