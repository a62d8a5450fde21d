import type { CodeLookup } from '../../../bot/dialogue/fact';
import { Chat, pupil } from '../support/conversation';

const code: CodeLookup = {
  found: 'check-in',
  meeting: 'm1',
  parts: ['law', 'knowledge'],
  minutes: 30,
  organisationName: 'Nhà máy Một',
  membership: { population: 'ip-worker', area: 'C1', organisation: 'F1', identifiedBy: 'none' },
};
const shared: CodeLookup = { found: 'check-in', meeting: 'm1', parts: ['law'], minutes: 30, organisationName: '' };

function checkedIn(chat: Chat) {
  return chat.facts.filter(({ kind }) => kind === 'checked-in');
}

describe('a code from a meeting’s screen', () => {
  test('says at once that somebody who is counted was there, and leaves them where they were', () => {
    const chat = pupil();
    const step = chat.session.step;

    expect(chat.say('G4T-62V', { code })).toContain('Đã điểm danh');
    expect(checkedIn(chat)).toEqual([{ kind: 'checked-in', meeting: 'm1', parts: ['law', 'knowledge'], minutes: 30, at: chat.now }]);
    expect(chat.session.step).toBe(step);
    expect(chat.session.checkIn).toBeUndefined();
    expect(chat.session.membership?.organisation).toBe('org-1');
  });

  test('asks a newcomer what everybody is asked, and counts the check-in when they have agreed', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'G4T-62V' }, { code, identifiedBy: 'account' });
    chat.tap('Từ 18');
    chat.tap('Đồng ý');
    expect(checkedIn(chat)).toEqual([]);
    chat.tap('Đồng ý');

    expect(checkedIn(chat)).toMatchObject([{ meeting: 'm1' }]);
    expect(chat.session.membership).toMatchObject({ organisation: 'F1', population: 'ip-worker', identifiedBy: 'account' });
  });

  test('counts nobody who does not want to be counted', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'G4T-62V' }, { code });
    chat.tap('Từ 18');
    chat.tap('Đồng ý');
    chat.tap('Không đồng ý');

    expect(checkedIn(chat)).toEqual([]);
  });

  test('of a meeting that several share asks a newcomer whose they are', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'G4T-62V' }, { code: shared });
    chat.tap('Từ 18');

    expect(chat.session).toMatchObject({ step: 'join', checkIn: { meeting: 'm1' } });
    expect(chat.session.membership).toBeUndefined();
  });

  test('is nothing for a child without a guardian’s yes, nor for whom a card let in', () => {
    const child = new Chat();
    child.send({ kind: 'joined' });
    child.tap('Dưới 16');
    child.say('G4T-62V', { code });
    expect(checkedIn(child)).toEqual([]);
    expect(child.session.checkIn).toBeUndefined();

    const card = pupil();
    card.session = { ...card.session, membership: { population: 'service-worker', area: 'C1', group: 'G1', identifiedBy: 'roster-code' } };
    card.say('G4T-62V', { code });
    expect(checkedIn(card)).toEqual([]);
  });
});
