import type { Connection } from 'mongoose';
import type { Fact } from '../../bot/dialogue/fact';
import { noteEvidence } from '../queries/note-evidence';
import type { LedgerRow } from '../reach/model';
import { Batch } from '../storage/batch';
import { native } from '../storage/collection';
import { attempts, type StoredAttempt } from '../storage/collections/attempts';
import { type ConsentRow, consents } from '../storage/collections/consents';
import { insertNew } from '../storage/insert-new';
import { channelOf } from './channel-of';
import type { Conversation } from './model';

export type FanOutDeps = {
  readonly db: Connection;
  /** The ledger: idempotent by row id. */
  readonly append: (rows: readonly LedgerRow[]) => Promise<void>;
  /** What the people collection keeps of a learner: group and age band. */
  readonly remember: (conversations: readonly Conversation[]) => Promise<void>;
  /** What the one person's several conversations are to each other, and what is erased with them. */
  readonly link: (conversation: Conversation, code: string) => Promise<void>;
  readonly unlink: (conversation: Conversation) => Promise<void>;
  readonly erase: (conversation: Conversation) => Promise<void>;
  /** What the rows of people's own codes stood for on paper before they joined. */
  readonly claimed: (joined: readonly Conversation[]) => Promise<void>;
  /** They ask to see their data, or for what somebody in the office has to do. */
  readonly ask: (conversation: Conversation, fact: AskedFact) => Promise<void>;
  /** They have just said no: nothing that waits to call them is sent any more. */
  readonly hush: (conversations: readonly Conversation[]) => Promise<void>;
  /** Group codes that were joined with, one for each time. */
  readonly countUses: (codes: readonly string[]) => Promise<void>;
  readonly failed: (error: unknown) => void;
};

export type AskedFact = Extract<Fact, { readonly kind: 'view-asked' | 'request-asked' }>;

const retryMs = 500;

/**
 * Spreads committed turns over their collections, many at once, under ids derived from conversation, turn and index:
 * doing it twice is doing it once. Resolves when all of a turn is on disk; waits for a store that is away.
 */
export function createFanOut(deps: FanOutDeps): (conversation: Conversation) => Promise<void> {
  const batch = new Batch<Conversation>(async (turns) => {
    for (;;) {
      try {
        await spread(deps, turns);
        return;
      } catch (error) {
        deps.failed(error);
        await new Promise((done) => setTimeout(done, retryMs));
      }
    }
  });
  return (conversation) => (conversation.turn.facts.length === 0 ? Promise.resolve() : batch.add([conversation]));
}

async function spread(deps: FanOutDeps, turns: readonly Conversation[]): Promise<void> {
  const rows = turns.flatMap((one) => one.turn.facts.map((fact, index) => ({ one, fact, id: `${one._id}:${one.turn.n}:${index}` })));
  const evidence = turns.flatMap((one) => one.turn.evidence);
  await deps.remember(turns);
  await Promise.all([
    noteEvidence(deps.db, turns),
    insertNew(
      native(attempts(deps.db)),
      rows.flatMap(({ one, fact, id }) => attemptOf(one, fact, id)),
    ),
    insertNew(
      native(consents(deps.db)),
      rows.flatMap(({ one, fact, id }) => consentOf(one, fact, id)),
    ),
    evidence.length === 0 ? undefined : deps.append(evidence),
  ]);
  // What nearly every learner does goes in one go for all: the next turn of each of them waits for it.
  await deps.claimed(turnsWith(rows, (fact) => fact.kind === 'joined'));
  await deps.hush(turnsWith(rows, (fact) => fact.kind === 'consent' && !fact.given));
  for (const { one, fact } of rows) {
    if (fact.kind === 'linked') await deps.link(one, fact.code);
    if (fact.kind === 'unlinked') await deps.unlink(one);
    if (fact.kind === 'erase-asked') await deps.erase(one);
    if (fact.kind === 'view-asked' || fact.kind === 'request-asked') await deps.ask(one, fact);
  }
  await deps.countUses(rows.flatMap(({ fact }) => groupCodeOf(fact))); // last: what comes before may be done twice
}

type Row = { readonly one: Conversation; readonly fact: Fact };

function turnsWith(rows: readonly Row[], wanted: (fact: Fact) => boolean): readonly Conversation[] {
  return [...new Set(rows.filter(({ fact }) => wanted(fact)).map(({ one }) => one))];
}

function groupCodeOf(fact: Fact): readonly string[] {
  if (fact.kind !== 'joined' || fact.membership.identifiedBy === 'roster-code' || fact.membership.code === undefined) return [];
  return [fact.membership.code];
}

function attemptOf(one: Conversation, fact: Fact, id: string): readonly StoredAttempt[] {
  if ((fact.kind !== 'attempt' && fact.kind !== 'completion') || isServiceWorker(one)) return [];
  const common = {
    _id: id,
    person: one.turn.person,
    lesson: fact.lesson,
    version: fact.version,
    attempt: fact.attempt,
    rule: fact.rule,
    at: new Date(fact.at),
  };
  if (fact.kind === 'attempt') return [{ ...common, kind: 'attempt', question: fact.question, choice: fact.choice, correct: fact.correct }];
  return [{ ...common, kind: 'completion', right: fact.right, asked: fact.asked, passed: fact.passed }];
}

function consentOf(one: Conversation, fact: Fact, id: string): readonly ConsentRow[] {
  if (fact.kind !== 'consent' || (isServiceWorker(one) && fact.purpose !== 'learn')) return [];
  const { purpose, given, textVersion, language, at, actor = 'learner' } = fact;
  const channel = actor === 'learner' ? channelOf(one._id) : 'paper';
  return [{ _id: id, person: one.turn.person, purpose, given, textVersion, language, actor, channel, at: new Date(at) }];
}

/**
 * They leave what anybody leaves who said yes to learning and went no further, so that nobody can pick them out: their
 * answers, and their yes or no to being counted, stand in the sealed conversation alone (`docs/design/reach.md` §3).
 */
function isServiceWorker({ session }: Conversation): boolean {
  return session.membership?.population === 'service-worker';
}
