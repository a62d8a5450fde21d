import { atQuestion, type Chat, catalogue, pupil } from '../support/conversation';

describe('an answer', () => {
  test.each([
    'D',
    'd',
    'D.',
    'd)',
    ' D ',
    '4',
    'đáp án D',
    'chọn d',
    'câu D',
    'Hành vi mua dâm và bán dâm',
    'hanh vi mua dam va ban dam',
    'mua dam va ban dam',
  ])('may be "%s"', (typed) => {
    const chat = atQuestion();

    chat.say(typed);

    expect(chat.facts.at(-2)).toMatchObject({ kind: 'attempt', question: '0', choice: ['D'], correct: true });
  });

  test.each(['A, D', 'a d', 'ad', '1 4', 'A và D', '1,4', 'D;A'])('with several parts may be "%s"', (typed) => {
    const chat = atQuestion();
    chat.say('D');
    chat.say('sai');

    chat.say(typed);

    expect(chat.facts.at(-1)).toMatchObject({ question: '2', choice: ['A', 'D'], correct: true });
  });

  test('with several parts may be ticked one by one', () => {
    const chat = atQuestion();
    chat.say('D');
    chat.say('sai');
    chat.tap('A.');
    chat.tap('C.');
    chat.tap('☑ C.');
    chat.tap('D.');

    chat.tap('Xong');

    expect(chat.facts.at(-1)).toMatchObject({ question: '2', choice: ['A', 'D'], correct: true });
  });

  test('with several parts, ticked so far, is said in words too, for phones that show no ticks', () => {
    const chat = atQuestion();
    chat.say('D');
    chat.say('sai');

    expect(chat.say('D')).toContain('Đã chọn: D.');
    expect(chat.say('A')).toContain('Đã chọn: A, D.');
    expect(chat.say('D')).toContain('Đã chọn: A.');
  });

  test.each(['đúng', 'dung', 'Đúng', 'true', 'A', '1'])('"%s" means true, not stop', (typed) => {
    const chat = atQuestion();
    chat.say('D');

    chat.say(typed);

    expect(chat.facts.at(-1)).toMatchObject({ question: '1', choice: ['A'] });
  });

  test('"dừng" with its mark means stop, even at a true-or-false question', () => {
    const chat = atQuestion();
    chat.say('D');

    chat.say('dừng');

    expect(chat.session.step).toBe('stopped');
  });

  test('comes with the explanation and the article', () => {
    const chat = atQuestion();

    expect(chat.say('A')).toMatch(/Chưa đúng\. Đáp án: D\.[\s\S]*Định nghĩa gồm[\s\S]*Căn cứ: Điều 3 Pháp lệnh/);
  });
});

describe('after a lesson', () => {
  const done = (): Chat => {
    const chat = atQuestion();
    for (const answer of ['A', 'sai', 'A D', '1', 'đúng', 'D']) chat.say(answer);
    return chat;
  };

  test('the result names what was missed, where to get help, and the next lesson', () => {
    const said = done().transcript.join('\n');

    expect(said).toMatch(/đúng 5\/6[\s\S]*Điều cần nhớ:\n• Định nghĩa[\s\S]*113[\s\S]*111/);
  });

  test.each([
    { what: 'words that are not understood', hear: (chat: Chat) => chat.say('blorp') },
    { what: 'a picture', hear: (chat: Chat) => chat.send({ kind: 'media' }) },
    { what: 'a question', hear: (chat: Chat) => chat.say('ai tố giác có bị lộ không') },
  ])('the whole result is not said again after $what, and what comes next can be chosen', ({ hear }) => {
    const chat = done();

    expect(hear(chat)).not.toMatch(/đúng 5\/6|Điều cần nhớ/);
    expect(chat.options().map(({ label }) => label)).toContain('Làm lại bài này');
  });

  test('another attempt keeps the first result and the best', () => {
    const chat = done();
    chat.say('làm lại');
    for (let i = 0; i < 6; i += 1) chat.say('tiếp');
    for (const answer of ['D', 'sai', 'A D', '1', 'đúng', 'D']) chat.say(answer);

    expect(chat.session.records[chat.session.lesson ?? '']?.results).toMatchObject({ first: 5, best: 6, asked: 6 });
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'completion', attempt: 2, right: 6 });
    expect(chat.transcript.join('\n')).toContain('Lần đầu đúng 5/6, lần tốt nhất đúng 6/6');
  });

  test('the next lesson opens with one word', () => {
    const chat = done();

    expect(chat.say('tiếp')).toContain('Người dưới 18 tuổi luôn được bảo vệ');
  });

  test('a lesson clicked through faster than it can be read does not count', () => {
    const chat = pupil();
    chat.tap('Học:');
    const { now } = chat;
    for (let i = 0; i < 6; i += 1) {
      chat.now = now;
      chat.say('tiếp');
    }
    for (const answer of ['D', 'sai', 'A D', '1', 'đúng', 'D']) {
      chat.now = now;
      chat.say(answer);
    }

    expect(chat.facts.at(-1)).toMatchObject({ kind: 'completion', right: 6, counts: false });
    expect(chat.facts.some(({ kind }) => kind === 'met')).toBe(false);
  });

  test('a lesson that was read counts with one answer, once', () => {
    const chat = atQuestion();
    chat.say('D');

    expect(chat.facts.at(-1)).toMatchObject({ kind: 'met', attempt: 1, parts: ['knowledge', 'law'] });
    for (const answer of ['sai', 'A D', '1', 'đúng', 'D']) chat.say(answer);
    expect(chat.facts.filter(({ kind }) => kind === 'met')).toHaveLength(1);
  });

  test('a lesson answered too fast at first counts from the answer on that comes at a reader’s pace', () => {
    const chat = atQuestion();
    const { lesson = '' } = chat.session;
    chat.now = (chat.session.records[lesson]?.startedAt ?? 0) + 1000 - 30_000;
    chat.say('D');
    expect(chat.facts.at(-1)?.kind).toBe('attempt');

    chat.now += 10 * 60_000;
    chat.say('sai');
    expect(chat.facts.at(-1)?.kind).toBe('met');
  });

  test('a lesson met stays met when the clock goes backwards', () => {
    const chat = atQuestion();
    chat.say('D');
    for (const answer of ['sai', 'A D', '1', 'đúng', 'D']) {
      chat.now -= 60 * 60_000;
      chat.say(answer, { at: chat.session.lastAppliedAt ?? 0 });
    }

    expect(chat.facts.filter(({ kind }) => kind === 'met')).toHaveLength(1);
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'completion', counts: true });
  });

  test('another attempt is met anew', () => {
    const chat = done();
    chat.say('làm lại');
    for (let i = 0; i < 6; i += 1) chat.say('tiếp');
    chat.say('D');

    expect(chat.facts.flatMap((fact) => (fact.kind === 'met' ? [fact.attempt] : []))).toEqual([1, 2]);
  });
});

describe('the whole curriculum', () => {
  test('is learned in one chat whose session stays small', () => {
    const chat = pupil();
    const lessons = catalogue.courses.flatMap((course) => course.lessons);
    for (const [index, course] of catalogue.courses.entries()) {
      for (const [place, lesson] of course.lessons.entries()) {
        chat.say('menu');
        chat.tap('Chọn bài khác');
        chat.say(String(index + 1));
        chat.say(String(place + 1));
        for (const _ of lesson.messages) chat.say('tiếp');
        for (const question of lesson.questions) chat.say(question.key.join(', '));
      }
    }

    expect(chat.facts.filter((fact) => fact.kind === 'completion' && fact.passed)).toHaveLength(lessons.length);
    expect(lessons).toHaveLength(23);
    expect(JSON.stringify(chat.session).length).toBeLessThan(12_000);
    chat.say('menu');
    expect(chat.options()[0]?.label).toBe('Chọn bài khác');
  });
});
