import type { PersonChange } from '../people/person';
import type { Conversation } from './model';

/** What a turn changed about its person, for the people collection; an erasure leaves nothing to keep. */
export function personChanges({ turn }: Conversation): readonly PersonChange[] {
  if (turn.facts.some((fact) => fact.kind === 'erase-asked')) return [];

  let change: PersonChange | undefined;
  for (const fact of turn.facts) {
    const before = change ?? { id: turn.person };
    if (fact.kind === 'joined') change = { ...before, membership: fact.membership };
    if (fact.kind === 'age-band') change = { ...before, ageBand: fact.band };
    if (fact.kind === 'consent' && fact.purpose === 'be-counted') change = { ...before, counted: fact.given };
  }
  return change === undefined ? [] : [change];
}
