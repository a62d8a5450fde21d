import type { CodeLookup, Fact, Membership } from '../../../bot/dialogue/fact';
import { mayBeCounted } from '../../../bot/dialogue/session';
import { Chat, classCode, classMembership, pupil } from '../support/conversation';

const card: CodeLookup = {
  found: 'yes',
  membership: { population: 'service-worker', area: 'C1', group: 'establishments-1', code: 'card-1', identifiedBy: 'roster-code' },
  groupName: 'Cụm cơ sở số 7',
  organisationName: 'Cụm cơ sở số 7',
  singleUse: true,
};

const kinds = (facts: readonly Fact[]): readonly string[] => facts.map(({ kind }) => kind);

describe('a guess', () => {
  const named = { groupName: '10A1', organisationName: 'Trường THPT Hoa Ban' };
  const own: CodeLookup = { found: 'yes', membership: { ...classMembership, code: 'code-2' }, ...named, singleUse: true };

  function guesser(found: 'unknown' | 'used' | 'expired' | 'withdrawn' | 'link-over', times: number): Chat {
    const chat = pupil();
    for (let tries = 0; tries < times; tries += 1) chat.say('K7Q4-M2XT', { code: { found } });
    return chat;
  }

  function joins(chat: Chat, code: CodeLookup): boolean {
    const before = chat.facts.length;
    chat.say('K7Q4-M2XT', { code });
    return kinds(chat.facts.slice(before)).includes('joined');
  }

  test.each(['unknown', 'used', 'expired', 'withdrawn', 'link-over'] as const)('that finds a code %s is one of ten in an hour', (found) => {
    const tenth = guesser(found, 10);

    expect(joins(guesser(found, 9), own)).toBe(true);
    expect(joins(tenth, own)).toBe(false);
    expect(tenth.last[0]?.payload.text).toMatch(/chờ \d+ phút/);
  });

  test('too many is answered alike, whether the next code is right or wrong', () => {
    const [right, wrong] = [guesser('unknown', 10), guesser('unknown', 10)];

    expect(right.say('K7Q4-M2XT', { code: own })).toBe(wrong.say('K7Q4-M2XT', { code: { found: 'unknown' } }));
  });

  test('too many leaves the code that a whole class shares open', () => {
    const membership: Membership = { ...classMembership, code: 'code-3', identifiedBy: 'account' };
    const shared: CodeLookup = { found: 'yes', membership, ...named, singleUse: false };

    expect(joins(guesser('unknown', 10), shared)).toBe(true);
  });

  test('made while waiting makes the wait no longer', () => {
    const chat = guesser('unknown', 10);
    const from = chat.now;
    for (let tries = 0; tries < 5; tries += 1) chat.say('K7Q4-M2XT', { code: { found: 'unknown' } });
    chat.now = from + 3_600_000;

    expect(joins(chat, own)).toBe(true);
  });
});

describe('a single-use card', () => {
  test('asks one question about the person, and no name of a place is said', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'card' }, { code: card });
    expect(chat.session.step).toBe('adult');
    expect(chat.options().map(({ label }) => label)).toEqual(['Đủ 18 tuổi', 'Chưa đủ 18 tuổi']);

    chat.tap('Đủ 18');
    chat.tap('Đồng ý');
    chat.tap('Đồng ý');

    expect(chat.session.step).toBe('menu');
    expect(kinds(chat.facts)).toEqual(['consent', 'joined', 'consent']);
    expect(chat.transcript.join()).not.toContain('Cụm cơ sở');
  });

  test('under 18 gets 111 and the general lesson, and nothing is written', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'card' }, { code: card });

    const said = chat.tap('Chưa đủ 18');

    expect(said).toContain('111');
    expect(chat.options()[0]?.label).toContain('Hiểu đúng pháp luật');
    expect(chat.facts).toEqual([]);
    expect(JSON.stringify(chat.session)).not.toContain('service-worker');
  });

  test.each(['Dưới 16', '16 hoặc 17'])('opens nothing for somebody who said %s', (age) => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap(age);

    chat.say('K7Q4-M2XT', { code: card });

    expect(chat.session.step).not.toBe('adult');
    expect(JSON.stringify(chat.session)).not.toContain('service-worker');
  });

  test('is never linked with another group in one conversation', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'card' }, { code: card });
    chat.tap('Đủ 18');
    chat.tap('Đồng ý');
    chat.tap('Đồng ý');
    const before = chat.session.membership;

    const said = chat.say('K7Q4-M2XT', { code: classCode });

    expect(said).toContain('khác loại');
    expect(chat.session.membership).toEqual(before);
  });
});

describe('a code', () => {
  test.each([
    { found: 'unknown', words: 'Không tìm thấy mã' },
    { found: 'expired', words: 'hết hạn' },
    { found: 'withdrawn', words: 'không còn dùng' },
    { found: 'used', words: 'đã có người dùng' },
  ] as const)('that is $found says so and asks again', ({ found, words }) => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap('16 hoặc 17');

    const said = chat.say('K7Q4-M2XT', { code: { found } });

    expect(said).toContain(words);
    expect(chat.session.step).toBe('join');
    expect(chat.session.misunderstood).toBe(0);
  });

  test('mistyped is told from words', () => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap('16 hoặc 17');

    expect(chat.say('K7Q4-M2X')).toContain('6 hoặc 8');
  });

  test('of another class moves a learner there and asks about the new organiser', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'x' }, { code: classCode });
    chat.tap('16 hoặc 17');
    for (let i = 0; i < 4; i += 1) chat.tap('Đồng ý');
    const other: CodeLookup = {
      found: 'yes',
      membership: { ...classMembership, organisation: 'org-2', code: 'code-2' },
      groupName: '11B',
      organisationName: 'Trường B',
      singleUse: false,
    };

    const said = chat.say('ABCD-2345', { code: other });

    expect(said).toMatch(/Trường B/);
    expect(chat.session).toMatchObject({ step: 'consent', membership: { organisation: 'org-2' } });
    expect(chat.session.consents['let-organiser-see']).toBeUndefined();
  });

  test('known already changes nothing', () => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'x' }, { code: classCode });
    chat.tap('16 hoặc 17');
    for (let i = 0; i < 4; i += 1) chat.tap('Đồng ý');
    const facts = chat.facts.length;

    chat.say('K7Q4-M2XT', { code: classCode });

    expect(chat.facts).toHaveLength(facts);
    expect(chat.session.step).toBe('menu');
  });
});

describe('consent', () => {
  const asked = (): Chat => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'x' }, { code: classCode });
    chat.tap('16 hoặc 17');
    return chat;
  };

  test('to learning refused: nothing is recorded, everything can be read', () => {
    const chat = asked();
    chat.tap('Không đồng ý');
    chat.tap('Học:');

    expect(chat.session).toMatchObject({ ephemeral: true, step: 'read-message' });
    expect(chat.session.membership).toBeUndefined();
    expect(chat.facts.filter(({ kind }) => kind === 'joined')).toEqual([]);
  });

  test('to being counted refused: the learner learns and does not count', () => {
    const chat = asked();
    chat.tap('Đồng ý');
    chat.tap('Không đồng ý');
    chat.tap('Không đồng ý');
    chat.tap('Không đồng ý');

    expect(mayBeCounted(chat.session)).toBe(false);
    expect(chat.session.ephemeral).toBeUndefined();
    expect(chat.facts.filter(({ kind }) => kind === 'consent')).toMatchObject([
      { purpose: 'learn', given: true },
      { purpose: 'be-counted', given: false },
      { purpose: 'be-reminded', given: false },
      { purpose: 'let-organiser-see', given: false },
    ]);
  });

  test('is asked before a lesson can be opened: the menu offers to go on', () => {
    const chat = asked();
    chat.say('menu');

    expect(chat.options()[0]?.label).toBe('Trả lời tiếp');
    expect(chat.options().some(({ label }) => label.startsWith('Học'))).toBe(false);
    chat.say('1');
    expect(chat.session.step).toBe('consent');
  });

  test('every answer carries the version and language of the words that were read', () => {
    const chat = asked();
    chat.tap('Đồng ý');

    expect(chat.facts.at(-2)).toMatchObject({ kind: 'consent', purpose: 'learn', textVersion: 'learn-1', language: 'vi' });
  });

  test('refused first may be given later, in "my data"', () => {
    const chat = asked();
    chat.tap('Không đồng ý');
    chat.say('dữ liệu của tôi');

    chat.tap('Nhớ bài đã học');

    expect(chat.session).toMatchObject({ step: 'join', consents: { learn: { given: true } } });
    expect(chat.session.ephemeral).toBeUndefined();
    chat.say('K7Q4-M2XT', { code: classCode });
    expect(chat.session).toMatchObject({ step: 'consent', membership: { code: 'code-1' } });
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'joined' });
  });
});
