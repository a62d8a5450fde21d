import type { AgeBand, Fact, Membership } from '../../bot/dialogue/fact';
import { mayBeCounted, type Session } from '../../bot/dialogue/session';
import type { Keys } from '../keys';
import { evidenceFromFacts } from '../reach/evidence';
import type { LedgerRow } from '../reach/model';
import { channelOf } from './channel-of';
import type { Draft } from './commit';
import type { Conversation } from './model';

export type PersonWithKey = { readonly id: string; readonly key: Buffer };

export type EvidenceDeps = {
  readonly keys: Keys;
  readonly people: (ids: readonly string[]) => Promise<ReadonlyMap<string, PersonWithKey>>;
};

/** A draft with the session its turn began from. */
export type Drafted = Draft & { readonly session: Session };

/** Adds to each turn the evidence its facts make. */
export async function addEvidence(deps: EvidenceDeps, drafts: readonly Drafted[]): Promise<readonly Draft[]> {
  const people = await peopleOf(deps, drafts);
  return drafts.map((draft) => withEvidence(deps, draft, people));
}

/** The people whose own keys this batch needs: those with something to count, or a yes or no to being counted. */
async function peopleOf(deps: EvidenceDeps, drafts: readonly Draft[]): Promise<ReadonlyMap<string, PersonWithKey>> {
  const ids = drafts.flatMap(({ after }) => (after.turn.facts.some(mayMakeEvidence) ? [after.turn.person] : []));
  return ids.length === 0 ? new Map() : deps.people([...new Set(ids)]);
}

function mayMakeEvidence(fact: Fact): boolean {
  return (
    fact.kind === 'met' ||
    fact.kind === 'checked-in' ||
    fact.kind === 'completion' ||
    fact.kind === 'recalled' ||
    fact.kind === 'joined' ||
    fact.kind === 'consent'
  );
}

/** Evidence is made from the membership as it is before the commit (`docs/design/contracts.md` §4). */
function withEvidence(deps: EvidenceDeps, { session, ...draft }: Drafted, people: ReadonlyMap<string, PersonWithKey>): Draft {
  const { before, after } = draft;
  const person = people.get(after.turn.person);
  if (person === undefined) return draft;
  const evidence = evidenceFromFacts({
    conversation: after._id,
    turn: after.turn.n,
    facts: after.turn.facts,
    channel: channelOf(after._id),
    person,
    ...learnerBefore(session),
    guardian: session.guardian === true || after.session.guardian === true,
    keys: deps.keys,
  });
  return { before, after: withTurnEvidence(after, evidence) };
}

function learnerBefore(session: Session): {
  membership?: Membership;
  counted: boolean;
  ageBand?: AgeBand;
} {
  return {
    ...(session.membership === undefined ? {} : { membership: session.membership }),
    ...(session.ageBand === undefined ? {} : { ageBand: session.ageBand }),
    counted: mayBeCounted(session),
  };
}

function withTurnEvidence(conversation: Conversation, evidence: readonly LedgerRow[]): Conversation {
  return evidence.length === 0 ? conversation : { ...conversation, turn: { ...conversation.turn, evidence } };
}
