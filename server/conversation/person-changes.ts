import type { PersonChange } from '../people/person';
import type { Conversation } from './model';

/**
 * What a turn changed about its person, for the people collection. An erasure leaves nothing to keep, and a service worker
 * nothing that tells them from somebody who joined no group (`docs/design/reach.md` §3).
 */
export function personChanges({ session, turn }: Conversation): readonly PersonChange[] {
  if (turn.facts.some((fact) => fact.kind === 'erase-asked') || session.membership?.population === 'service-worker') return [];

  const ageBand = session.ageBand === undefined ? {} : { ageBand: session.ageBand };
  let change: PersonChange | undefined;
  for (const fact of turn.facts) {
    if (fact.kind === 'joined') change = { id: turn.person, membership: fact.membership, ...ageBand };
    if (fact.kind === 'age-band') change = { ...change, id: turn.person, ...ageBand };
  }
  return change === undefined ? [] : [change];
}
