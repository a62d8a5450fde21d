import type { Fact } from '../../../bot/dialogue/fact';
import { mayBeCounted } from '../../../bot/dialogue/session';
import { Chat, classCode, groupCode } from '../support/conversation';

const agreed = { guardian: ['learn', 'be-counted', 'let-organiser-see'] } as const;
const kinds = (facts: readonly Fact[]): readonly string[] => facts.map(({ kind }) => kind);

/** A child with a code of their own who has said how old they are. */
function child(about = {}): Chat {
  const chat = new Chat();
  chat.send({ kind: 'joined', ref: 'code' }, { code: classCode, ...about });
  chat.tap('Dưới 16', about);
  return chat;
}

function sayYes(chat: Chat, about = {}): Chat {
  for (let i = 0; i < 3; i += 1) chat.tap('Đồng ý', about);
  return chat;
}

describe('a child with a code of their own', () => {
  test('agrees for themselves and leaves nothing until the slip is there', () => {
    const chat = sayYes(child());

    chat.tap('Học:');
    chat.say('tiếp');

    expect(chat.transcript.join()).toContain('Phiếu của cha mẹ hoặc người giám hộ chưa được ghi nhận');
    expect(chat.session).toMatchObject({ ephemeral: true });
    expect(mayBeCounted(chat.session)).toBe(false);
    expect(kinds(chat.facts)).toEqual(['age-band']);
  });

  test('counts from the first word after the slip is recorded', () => {
    const chat = sayYes(child());

    chat.say('menu', agreed);

    expect(mayBeCounted(chat.session)).toBe(true);
    expect(chat.session.ephemeral).toBeUndefined();
    expect(kinds(chat.facts)).toEqual(['age-band', 'joined', 'consent', 'consent', 'consent']);
  });

  test('is told, once, that the slip is there and that counting has begun', () => {
    const chat = sayYes(child());
    const before = chat.transcript.length;

    chat.say('chào', agreed);
    chat.say('chào', agreed);

    const told = chat.transcript.slice(before).filter((line) => line.includes('Phiếu của cha mẹ hoặc người giám hộ đã được ghi nhận'));
    expect(told).toHaveLength(1);
  });

  test('counts at once where the slip came first', () => {
    const chat = sayYes(child(agreed), agreed);

    expect(chat.transcript.join()).toContain('đã được ghi nhận');
    expect(mayBeCounted(chat.session)).toBe(true);
  });

  test('does not count on a slip alone', () => {
    const chat = child(agreed);

    chat.tap('Không đồng ý', agreed);
    chat.say('menu', agreed);

    expect(mayBeCounted(chat.session)).toBe(false);
    expect(kinds(chat.facts)).toEqual(['age-band']);
  });

  test('gives their organiser nothing to see where the guardian said no to that', () => {
    const chat = sayYes(child());

    chat.say('menu', { guardian: ['learn', 'be-counted'] });

    expect(mayBeCounted(chat.session)).toBe(true);
    expect(chat.session.consents['let-organiser-see']?.given).toBe(false);
    expect(chat.facts.at(-1)).toMatchObject({ purpose: 'let-organiser-see', given: false, actor: 'guardian' });
  });

  test.each([
    {
      who: 'the guardian, on paper',
      withdraw: (chat: Chat) => chat.send({ kind: 'withdrawn', purposes: ['learn', 'be-counted'], actor: 'guardian' }),
    },
    { who: 'the guardian, before the child writes', withdraw: (chat: Chat) => chat.say('menu', { guardian: [] }) },
    {
      who: 'the child',
      withdraw: (chat: Chat) => {
        chat.say('dữ liệu của tôi', agreed);
        chat.tap('Thôi nhớ', agreed);
      },
    },
  ])('counts no more when $who takes it back', ({ withdraw }) => {
    const chat = sayYes(child(agreed), agreed);
    const before = chat.facts.length;

    withdraw(chat);

    expect(mayBeCounted(chat.session)).toBe(false);
    expect(chat.session.ephemeral).toBe(true);
    expect(chat.facts.slice(before).some((fact) => fact.kind === 'consent' && fact.purpose === 'learn' && !fact.given)).toBe(true);
  });

  test('begins again with their code after a guardian took it back, and only with a new slip', () => {
    const chat = sayYes(child(agreed), agreed);
    chat.send({ kind: 'withdrawn', purposes: ['learn', 'be-counted', 'let-organiser-see'], actor: 'guardian' });

    chat.say('K7Q4-M2XT', { code: classCode, guardian: [] });
    sayYes(chat, { guardian: [] });
    const waiting = mayBeCounted(chat.session);
    chat.say('menu', agreed);

    expect(waiting).toBe(false);
    expect(mayBeCounted(chat.session)).toBe(true);
  });
});

test('a code for the whole class is not a child’s own', () => {
  const chat = new Chat();
  chat.say('chào');
  chat.tap('Dưới 16');

  const said = chat.say('K7Q4-M2XT', { code: groupCode });

  expect(said).toContain('mã của riêng bạn');
  expect(chat.session.pending).toBeUndefined();
});
