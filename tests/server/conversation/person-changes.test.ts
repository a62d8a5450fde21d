import type { Fact, Membership } from '../../../bot/dialogue/fact';
import { freshSession } from '../../../bot/dialogue/session';
import type { Conversation } from '../../../server/conversation/model';
import { personChanges } from '../../../server/conversation/person-changes';

const pupil: Membership = { population: 'upper-secondary', area: 'T101', organisation: 'thpt-1', identifiedBy: 'roster-code' };
const at = Date.parse('2026-11-22T05:00:00Z');

function after(facts: readonly Fact[], session: Partial<Conversation['session']> = {}): Conversation {
  return {
    _id: 'web:web:00',
    lane: 0,
    version: 1,
    person: 'p',
    sender: 's',
    seen: [],
    session: { ...freshSession('vi'), ...session },
    turn: { n: 1, event: 'e', at: new Date(at), person: 'p', replies: [], facts, evidence: [] },
  };
}

test('who joins is kept with the age said before', () => {
  const joined: Fact = { kind: 'joined', membership: pupil, at };

  expect(personChanges(after([joined], { ageBand: '16-17', membership: pupil }))).toEqual([
    { id: 'p', membership: pupil, ageBand: '16-17' },
  ]);
});

test('a service worker leaves nothing, and nor does who has everything deleted', () => {
  const membership: Membership = { ...pupil, population: 'service-worker' };

  expect(personChanges(after([{ kind: 'joined', membership, at }], { ageBand: '18-plus', membership }))).toEqual([]);
  expect(
    personChanges(
      after(
        [
          { kind: 'joined', membership: pupil, at },
          { kind: 'erase-asked', at },
        ],
        { membership: pupil },
      ),
    ),
  ).toEqual([]);
});
