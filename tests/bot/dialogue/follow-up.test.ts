import fc from 'fast-check';
import { type FollowUp, nextFollowUp, standingOf } from '../../../bot/dialogue/follow-up';
import { freshSession, type Session } from '../../../bot/dialogue/session';
import { type Chat, catalogue, classMembership, pupil } from '../support/conversation';

const hour = 3_600_000;
const day = 24 * hour;

const followUpOf = ({ session }: { readonly session: Session }) => nextFollowUp({ catalogue, session });
const heard = (chat: Chat) => chat.session.lastAppliedAt ?? 0;

/** Lets the follow-up's time come and has the scheduler say so. */
function invite(chat: Chat): { readonly followUp: FollowUp | undefined; readonly said: string } {
  const followUp = followUpOf(chat);
  if (followUp === undefined) return { followUp, said: '' };
  chat.now = Math.max(chat.now, followUp.at);
  return { followUp, said: chat.send({ kind: 'due', what: followUp.what }) };
}

function reading(): Chat {
  const chat = pupil();
  chat.tap('Học:');
  return chat;
}

/** A pupil who has finished one lesson and stands at its result. */
function finished(): Chat {
  const chat = reading();
  for (let taps = 0; chat.session.step !== 'show-result' && taps < 60; taps += 1) {
    const [first] = chat.options();
    const done = taps % 2 === 1 ? chat.options().find(({ label }) => label.startsWith('Xong')) : undefined;
    chat.tap((done ?? first)?.label ?? 'nothing');
  }
  return chat;
}

describe('what is said first', () => {
  test('is the next lesson, a day after the last word', () => {
    const chat = finished();

    expect(followUpOf(chat)).toEqual({ what: 'lesson', from: heard(chat) + 6 * hour, at: heard(chat) + 20 * hour });
    expect(invite(chat).said).toBe('Có bài học mới.\n\nKhông muốn nhận tin nhắc nữa, bạn gõ "dừng".');
  });

  test('is a reminder while a lesson is open, three times and no more', () => {
    const chat = reading();
    const last = heard(chat);

    const invited = [invite(chat), invite(chat), invite(chat)];

    expect(invited.map(({ followUp }) => followUp?.what)).toEqual(['reminder', 'reminder', 'reminder']);
    expect(invited.map(({ followUp }) => ((followUp?.at ?? 0) - last) / hour)).toEqual([20, 44, 140]);
    expect(followUpOf(chat)).toBeUndefined();
  });

  test('begins anew once the learner has written', () => {
    const chat = reading();
    invite(chat);
    invite(chat);

    chat.say('menu');

    expect(followUpOf(chat)).toMatchObject({ what: 'reminder', at: heard(chat) + 20 * hour });
  });

  test('leads back to the place in the lesson', () => {
    const chat = reading();
    const text = chat.last[0]?.payload.text;
    invite(chat);

    expect(chat.options().map(({ label }) => label)).toEqual(['Vào học', 'Thôi nhắc']);
    expect(chat.say('1')).toContain(text?.split('\n').at(-1));
  });

  test('stops with a tap', () => {
    const chat = reading();
    invite(chat);

    chat.tap('Thôi nhắc');

    expect(chat.facts.at(-1)).toMatchObject({ kind: 'consent', purpose: 'be-reminded', given: false });
    expect(followUpOf(chat)).toBeUndefined();
  });

  test('names no topic, population, place or agency, not even after a long silence', () => {
    for (const chat of [reading(), finished()]) {
      for (let round = 0; round < 6; round += 1) {
        const { said } = invite(chat);
        const shown = [said, ...chat.options().map(({ label }) => label)].join(' ');

        expect(shown).not.toMatch(/mại dâm|pháp luật|Sở Y tế|Hoa Ban|10A1|học sinh|công nhân|Bài \d/i);
      }
    }
  });

  test('is a recall a week and a month after a lesson, for somebody who has written since', () => {
    const chat = finished();
    const completedAt = Object.values(chat.session.records)[0]?.results?.completedAt ?? 0;
    const ladder = [invite(chat), invite(chat), invite(chat)].map(({ followUp }) => followUp?.what);

    const recalls = [invite(chat), invite(chat)].map(({ followUp }) => followUp);

    expect(ladder).toEqual(['lesson', 'reminder', 'reminder']);
    expect(recalls.map((recall) => [recall?.what, ((recall?.at ?? 0) - completedAt) / day])).toEqual([
      ['recall', 7],
      ['recall', 30],
    ]);
    expect(followUpOf(chat)).toBeUndefined();
  });

  test('recalls the finished lesson itself', () => {
    const chat = finished();
    const [lesson] = Object.keys(chat.session.records);
    for (let round = 0; round < 4; round += 1) invite(chat);

    chat.tap('Vào học');

    expect(chat.session).toMatchObject({ step: 'read-message', lesson });
  });
});

describe('a lesson asked again', () => {
  const recalledIn = (chat: Chat) => chat.facts.flatMap((fact) => (fact.kind === 'recalled' ? [fact.state] : []));
  const anew = (chat: Chat) => {
    for (let taps = 0; chat.session.step !== 'show-result' && taps < 60; taps += 1) {
      const done = taps % 2 === 1 ? chat.options().find(({ label }) => label.startsWith('Xong')) : undefined;
      chat.tap((done ?? chat.options()[0])?.label ?? 'nothing');
    }
  };

  test('a week later is practice, a month later is noted as asked, and as answered once it is gone through', () => {
    const chat = finished();
    for (let round = 0; round < 4; round += 1) invite(chat); // the ladder and the recall of a week
    const practice = recalledIn(chat);
    invite(chat);
    const asked = recalledIn(chat);
    chat.tap('Vào học');
    anew(chat);

    expect([practice, asked]).toEqual([[], ['asked']]);
    expect(recalledIn(chat)).toHaveLength(2);
    expect(['answered', 'right']).toContain(recalledIn(chat)[1]);
  });

  test('is not answered by going through it weeks after it was asked', () => {
    const chat = finished();
    for (let round = 0; round < 5; round += 1) invite(chat);
    chat.now += 16 * day;
    chat.tap('Vào học');
    anew(chat);

    expect(recalledIn(chat)).toEqual(['asked']);
  });
});

describe('nothing is said first', () => {
  const learner = (): Session => reading().session;

  test.each([
    { to: 'somebody who was never asked', standing: 'not_opted_in', session: () => freshSession('vi') },
    {
      to: 'somebody who said no',
      standing: 'opted_out',
      session: () => ({ ...learner(), consents: { ...learner().consents, 'be-reminded': { given: false, textVersion: 'x' } } }),
    },
    { to: 'somebody who left', standing: 'left', session: () => ({ ...learner(), step: 'stopped' as const }) },
    { to: 'a child', standing: 'under_age', session: () => ({ ...learner(), ageBand: 'under-16' as const }) },
    { to: 'somebody who must leave no trace', standing: 'under_age', session: () => ({ ...learner(), ephemeral: true as const }) },
    {
      to: 'somebody with a card',
      standing: 'apart',
      session: () => ({ ...learner(), membership: { ...classMembership, population: 'service-worker' as const } }),
    },
  ])('to $to', ({ standing, session }) => {
    expect(standingOf(session())).toBe(standing);
    expect(nextFollowUp({ catalogue, session: session() })).toBeUndefined();
  });

  test('by a campaign either, whatever its id', () => {
    const chat = reading();
    chat.say('dừng');

    expect(chat.send({ kind: 'due', what: 'lesson', campaign: 'c1' })).toBe('');
  });

  test('before its time, or of another kind than is due', () => {
    const chat = reading();
    chat.now += 5 * hour;
    expect(chat.send({ kind: 'due', what: 'reminder' })).toBe('');

    chat.now += day;
    expect(chat.send({ kind: 'due', what: 'recall' })).toBe('');
    expect(chat.send({ kind: 'due', what: 'lesson' })).toBe('');
  });
});

test('however often the scheduler asks, nobody who stays silent hears more than three reminders and two recalls of one lesson', () => {
  const sessions = [reading().session, finished().session];
  fc.assert(
    fc.property(
      fc.constantFrom(...sessions),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 60 }),
      (session, hours) => {
        const chat = pupil();
        chat.session = session;
        chat.now = session.lastAppliedAt ?? 0;
        let heardOf = 0;
        for (const pause of hours) {
          chat.now += pause * hour;
          for (const what of ['lesson', 'reminder', 'recall'] as const) if (chat.send({ kind: 'due', what }) !== '') heardOf += 1;
        }
        return heardOf <= 5;
      },
    ),
    { numRuns: 30 },
  );
});
