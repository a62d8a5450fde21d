import { Chat, catalogue, classCode } from '../support/conversation';

describe('a pupil with a class code', () => {
  test('learns THPT-1 and leaves evidence of it', () => {
    const chat = new Chat();

    chat.say('xin chào');
    chat.tap('16 hoặc 17');
    chat.say('K7Q4-M2XT', { code: classCode });
    for (let i = 0; i < 4; i += 1) chat.tap('Đồng ý');
    chat.tap('Học: Hiểu đúng pháp luật');
    for (let i = 0; i < 5; i += 1) chat.tap('Tiếp');
    chat.tap('Làm câu hỏi');
    for (const answer of ['D', 'sai', 'A, C', '1', 'đúng', 'Phù hợp trình độ, lứa tuổi, giới tính']) chat.say(answer);

    expect(chat.facts.map((fact) => fact.kind)).toEqual([
      'age-band',
      'consent',
      'joined',
      'consent',
      'consent',
      'consent',
      'attempt',
      'met',
      'attempt',
      'attempt',
      'attempt',
      'attempt',
      'attempt',
      'completion',
    ]);
    expect(chat.facts.at(-1)).toMatchObject({ right: 5, asked: 6, passed: true, counts: true, parts: ['knowledge', 'law'], attempt: 1 });
  });
});

describe('a worker who reads English', () => {
  test('learns an English lesson from first hello to result', () => {
    const chat = new Chat();

    chat.say('hello');
    for (const label of [
      'English',
      '18 or over',
      'I have no code',
      'Factory worker',
      'Tỉnh Hoa Ban',
      'Xã Suối Trong',
      'I agree',
      'I agree',
      'I do not agree',
    ]) {
      chat.tap(label);
    }
    chat.say('1');
    const lesson = catalogue.lesson(chat.session.lesson ?? '', 'en');
    for (const _ of lesson?.messages ?? []) chat.say('next');
    for (const question of lesson?.questions ?? []) chat.say(question.key.join(' and '));

    expect(lesson).toMatchObject({ language: 'en' });
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'completion', right: 6, asked: 6, passed: true });
    expect(chat.transcript.at(-4)).not.toMatch(/Bạn|Chương trình/);
    expect(chat.transcript.join('\n')).toMatch(/Draft: [\s\S]*Right|Draft: [\s\S]*right/);
  });
});
