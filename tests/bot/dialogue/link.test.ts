import fc from 'fast-check';
import { linkedTo, withSiblings } from '../../../bot/dialogue/linked-session';
import { mergeRecords } from '../../../bot/dialogue/merge-records';
import { freshSession, type LessonRecord, type Session } from '../../../bot/dialogue/session';
import { Chat, catalogue, classMembership, pupil } from '../support/conversation';

const code = { found: 'link', code: 'link-1' } as const;
const yes = (at: number) => ({ given: true, textVersion: '1', at });
const no = (at: number) => ({ given: false, textVersion: '1', at });

/** A pupil in the middle of the first lesson, at its second question. */
function midLesson(): Chat {
  const chat = pupil();
  chat.say('1');
  for (const _ of catalogue.lesson(chat.session.lesson ?? '', 'vi')?.messages ?? []) chat.say('tiếp');
  chat.say('D');
  return chat;
}

/** Somebody new on another channel who types the code that the first chat showed. */
function typedBy(shown: Chat, typed = new Chat()): Chat {
  typed.now = shown.now;
  typed.say('K7Q4-M2XT', { code, linkedWith: shown.session });
  return typed;
}

describe('a code to link chats', () => {
  test('is shown to whoever asks for it', () => {
    const chat = midLesson();

    expect(chat.say('liên kết', { linkCode: 'K7Q4M2XT' })).toContain('K7Q4-M2XT');
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'link-asked', code: 'K7Q4M2XT', until: chat.now + 15 * 60_000 });
    expect(chat.session).toMatchObject({ step: 'answer-question', linkOffered: chat.now + 15 * 60_000 });
  });

  test('stands behind a button of "my data", as does the way to part the chats again, for those who may link alone', () => {
    const chat = midLesson();
    const buttonsOf = (one: Chat): readonly string[] => {
      one.say('dữ liệu của tôi');
      return one.options().map(({ label }) => label);
    };
    expect(buttonsOf(chat)).toContain('Học tiếp ở kênh khác');
    expect(buttonsOf(chat)).not.toContain('Bỏ liên kết');
    expect(chat.tap('Học tiếp ở kênh khác', { linkCode: 'K7Q4M2XT' })).toContain('K7Q4-M2XT');

    const typed = typedBy(chat);
    expect(buttonsOf(typed)).toContain('Bỏ liên kết');
    typed.tap('Bỏ liên kết');
    expect(typed.facts.at(-1)).toMatchObject({ kind: 'unlinked' });

    chat.session = { ...chat.session, membership: { ...classMembership, population: 'service-worker' } };
    expect(buttonsOf(chat)).not.toContain('Học tiếp ở kênh khác');
  });

  test.each<{ who: string; change: Partial<Session> }>([
    { who: 'somebody under 16', change: { ageBand: 'under-16', ephemeral: true } },
    { who: 'somebody of whom nothing is kept', change: { ephemeral: true } },
    { who: 'a service worker', change: { membership: { ...classMembership, population: 'service-worker' } } },
    { who: 'somebody who was asked nothing yet', change: { consents: {} } },
  ])('is not shown to $who, and theirs takes none', ({ change }) => {
    const session = { ...pupil().session, ...change };
    const chat = new Chat(session);

    expect(chat.say('link', { linkCode: 'K7Q4M2XT' })).not.toContain('K7Q4');
    expect(chat.facts).toEqual([]);
  });

  test('typed on another channel goes on with the same lesson at the same question', () => {
    const shown = midLesson();
    const typed = typedBy(shown);

    expect(typed.transcript.join('\n')).toContain('Đã liên kết');
    expect(typed.last[0]?.payload.text).toContain('Câu 2/6');
    expect(typed.session).toMatchObject({ linked: true, ageBand: '16-17', membership: classMembership, lesson: shown.session.lesson });
    expect(typed.facts).toEqual([{ kind: 'linked', at: typed.now, code: 'link-1' }]);
    expect(typed.session.consents).not.toHaveProperty('be-reminded');
  });

  test('typed where it was shown, or too late, changes nothing', () => {
    const chat = pupil();

    expect(chat.say('K7Q4-M2XT', { code: { found: 'link-here' } })).toContain('kênh khác');
    expect(chat.say('K7Q4-M2XT', { code: { found: 'link-over' } })).toContain('hết hạn');
    expect(chat.session).not.toHaveProperty('linked');
  });

  test('links nothing after ten that are none, for an hour', () => {
    const shown = midLesson();
    const typed = new Chat();
    for (let tries = 0; tries < 10; tries += 1) typed.say('K7Q4-M2XT', { code: { found: 'unknown' } });

    expect(typed.say('K7Q4-M2XT', { code, linkedWith: shown.session })).toContain('chờ');
    expect(typed.session).not.toHaveProperty('linked');

    typed.now += 3_600_000;
    typed.say('K7Q4-M2XT', { code, linkedWith: shown.session });
    expect(typed.session).toMatchObject({ linked: true });
  });

  test('is taken once: who is linked already unlinks first', () => {
    const typed = typedBy(midLesson());

    expect(typed.say('K7Q4-M2XT', { code, linkedWith: pupil().session })).toContain('bỏ liên kết');
    expect(typed.facts.filter(({ kind }) => kind === 'linked')).toHaveLength(1);
    expect(typed.say('bỏ liên kết')).toContain('Đã bỏ liên kết');
    expect(typed.facts.at(-1)).toMatchObject({ kind: 'unlinked' });
    expect(typed.session.records).not.toEqual({});
  });
});

describe('a linked chat', () => {
  test('whose lesson went on elsewhere takes typed words for no answer, but tells where the learner is', () => {
    const first = midLesson();
    const second = typedBy(first);
    second.say('sai');

    const { session, movedOn } = withSiblings(first.session, [second.session]);
    expect(movedOn).toBe(true);
    const back = new Chat(session);
    back.now = second.now;
    const said = back.say('A', { movedOn: true });

    expect(said).toContain('kênh khác');
    expect(said).toContain('Câu 3/6');
    expect(back.facts).toEqual([]);
  });

  test('that stands elsewhere than in the lesson is not disturbed', () => {
    const [one, other] = [pupil(), midLesson()];

    expect(withSiblings(one.session, [other.session])).toMatchObject({ movedOn: false, session: { step: 'menu' } });
  });

  test.each([
    { said: 'no here before yes there', own: no(1), other: yes(2), given: true },
    { said: 'yes here before no there', own: yes(1), other: no(2), given: false },
    { said: 'no here after yes there', own: no(3), other: yes(2), given: false },
    { said: 'both at once', own: yes(2), other: no(2), given: false },
    { said: 'nothing here', own: undefined, other: yes(2), given: true },
  ])('holds the newest word on being counted: $said', ({ own, other, given }) => {
    const base = pupil().session;
    const session = { ...base, consents: { learn: yes(0), ...(own === undefined ? {} : { 'be-counted': own }) } };

    const { consents } = withSiblings(session, [{ ...base, consents: { learn: yes(0), 'be-counted': other } }]).session;

    expect(consents['be-counted']?.given).toBe(given);
  });

  test('of whom nothing is to be remembered any more on one channel is not remembered on the other', () => {
    const base = pupil().session;

    const { session } = withSiblings(base, [{ ...base, ephemeral: true, consents: { learn: no(Number.MAX_SAFE_INTEGER) } }]);

    expect(session.ephemeral).toBe(true);
  });

  test.each([
    { own: 'a place', other: 'a code of their own', best: 'other' },
    { own: 'a code of their own', other: 'a place', best: 'own' },
    { own: 'a place', other: 'another place', best: 'shown' },
  ])('counts with the stronger of $own and $other', ({ best }) => {
    const place = { population: 'ip-worker', area: 'C2', identifiedBy: 'account' } as const;
    const memberships =
      best === 'own' ? [classMembership, place] : best === 'other' ? [place, classMembership] : [{ ...place, area: 'C1' }, place];
    const [own, other] = memberships.map((membership) => ({ ...freshSession('vi'), membership }));
    if (own === undefined || other === undefined) throw new Error('two sessions');

    expect(linkedTo(own, other).membership).toEqual(best === 'own' ? own.membership : other.membership);
  });

  test('is identified by the account of either', () => {
    const group = { population: 'upper-secondary', area: 'C1', organisation: 'org-1', group: 'g', identifiedBy: 'none' } as const;
    const place = { population: 'upper-secondary', area: 'C1', identifiedBy: 'account' } as const;
    const [web, zalo] = [
      { ...freshSession('vi'), membership: group },
      { ...freshSession('vi'), membership: place },
    ];

    expect(linkedTo(zalo, web).membership).toEqual({ ...group, identifiedBy: 'account' });
    expect(withSiblings(web, [zalo]).session.membership).toEqual({ ...group, identifiedBy: 'account' });
  });
});

const results = fc.record({ first: fc.nat(6), best: fc.nat(6), asked: fc.constant(6), completedAt: fc.nat(5) });
const record: fc.Arbitrary<LessonRecord> = fc
  .record({
    version: fc.constantFrom('v1', 'v2'),
    attempt: fc.integer({ min: 1, max: 3 }),
    shown: fc.nat(4),
    startedAt: fc.nat(5),
    askedAt: fc.option(fc.nat(5), { nil: undefined }),
    answers: fc.array(fc.constantFrom('', 'A', 'B'), { maxLength: 3 }),
    picked: fc.option(fc.constantFrom('A', 'AB'), { nil: undefined }),
    met: fc.option(fc.constant(true as const), { nil: undefined }),
    finished: fc.option(fc.constant(true as const), { nil: undefined }),
    results: fc.option(results, { nil: undefined }),
  })
  .map((given) => JSON.parse(JSON.stringify(given)));
const opened: LessonRecord = { version: 'v1', attempt: 1, shown: 4, startedAt: 1, answers: [] };
const records = fc.dictionary(fc.constantFrom('a', 'b', 'c'), record);

describe('two ways through the lessons as one', () => {
  test('are the same whatever is merged first, and however often', () => {
    fc.assert(
      fc.property(records, records, records, (a, b, c) => {
        expect(mergeRecords(a, b)).toEqual(mergeRecords(b, a));
        expect(mergeRecords(mergeRecords(a, b), c)).toEqual(mergeRecords(a, mergeRecords(b, c)));
        expect(mergeRecords(a, mergeRecords(a, b))).toEqual(mergeRecords(a, b));
        expect(mergeRecords(a, a)).toEqual(a);
      }),
      { examples: [[{ c: { ...opened, answers: [''] } }, { c: { ...opened, answers: [] } }, {}]] },
    );
  });

  test('hold no answer that was not given in one way, whole', () => {
    fc.assert(
      fc.property(record, record, (a, b) => {
        expect([a.answers, b.answers]).toContainEqual(mergeRecords({ x: a }, { x: b }).x?.answers);
      }),
    );
  });
});
