import type { PersonChange } from '../people/person';
import type { Conversation } from './model';

/** What a turn changed about its person, for the people collection; an erasure leaves nothing to keep. */
export function personChanges({ turn }: Conversation): readonly PersonChange[] {
  if (turn.facts.some((fact) => fact.kind === 'erase-asked')) return [];
  const change = turn.facts.reduce<PersonChange>(
    (sum, fact) => {
      if (fact.kind === 'joined') return { ...sum, membership: fact.membership };
      if (fact.kind === 'age-band') return { ...sum, ageBand: fact.band };
      if (fact.kind === 'consent' && fact.purpose === 'be-counted') return { ...sum, counted: fact.given };
      return sum;
    },
    { id: turn.person },
  );
  return Object.keys(change).length > 1 ? [change] : [];
}
