import { freshSession, type Session } from '../../../bot/dialogue/session';
import { deriveKeys } from '../../../server/keys';
import { contactOf, openContact, sealContact } from '../../../server/pushes/contact';

const keys = deriveKeys('s'.repeat(32), 'w'.repeat(32));
const card: Session = {
  ...freshSession('vi'),
  lastAppliedAt: Date.UTC(2026, 10, 22, 3),
  membership: { population: 'service-worker', area: 'C1', identifiedBy: 'roster-code' },
};

describe('what stands outside a conversation about speaking first', () => {
  test('comes back as it was', () => {
    const contact = contactOf({ ...freshSession('vi'), lastAppliedAt: 5, invitation: { what: 'lesson', at: 7 } });

    expect(openContact(keys, sealContact(keys, contact))).toEqual({
      heardAt: new Date(5),
      pushedAt: new Date(7),
      standing: 'not_opted_in',
    });
  });

  test('opens with no other secret', () => {
    const other = deriveKeys('t'.repeat(32), 'w'.repeat(32));

    expect(openContact(other, sealContact(keys, contactOf(card)))).toBeUndefined();
  });

  test('is as long for somebody with a card as for anybody else', () => {
    const lengths = [card, freshSession('vi'), freshSession('en')].map((session) => sealContact(keys, contactOf(session)).length);

    expect(contactOf(card).standing).toBe('apart');
    expect(new Set(lengths).size).toBe(1);
  });
});
