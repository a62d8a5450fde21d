import { Chat, classCode } from '../support/conversation';

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

    if (process.env.SHOW !== undefined) console.log(chat.transcript.join('\n'));
    expect(chat.facts.map((fact) => fact.kind)).toEqual([
      'age-band',
      'consent',
      'joined',
      'consent',
      'consent',
      'consent',
      'attempt',
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
