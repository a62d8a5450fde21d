import { freshSession } from '../../../bot/dialogue/session';
import { atQuestion, Chat, pupil } from '../support/conversation';

const day = 24 * 60 * 60_000;

describe('words that are not understood', () => {
  test('once: the question again; twice: the menu', () => {
    const chat = atQuestion();

    expect(chat.say('blorp')).toMatch(/chưa hiểu[\s\S]*Câu 1\/6/);
    expect(chat.say('blorp')).toContain('vẫn chưa hiểu');
    expect(chat.session.step).toBe('menu');
  });

  test('two answers to a question with one right answer are not misunderstood', () => {
    const chat = atQuestion();

    expect(chat.say('A, B')).toMatch(/chỉ có một đáp án[\s\S]*Câu 1\/6/);
    expect(chat.say('A B')).toContain('Câu 1/6');
    expect(chat.session.step).toBe('answer-question');
  });

  test('an answer in between starts the count again', () => {
    const chat = atQuestion();
    chat.say('blorp');
    chat.say('A');

    expect(chat.say('blorp')).toContain('Câu 2/6');
    expect(chat.session.step).toBe('answer-question');
  });

  test('a picture is answered politely, and the question asked again', () => {
    expect(atQuestion().send({ kind: 'media' })).toMatch(/chỉ đọc được chữ[\s\S]*Câu 1\/6/);
  });
});

describe('danger', () => {
  test.each([
    { text: 'em bị đánh ở nhà', category: 'violence' },
    { text: 'toi muon chet', category: 'self-harm' },
    { text: 'TÔI KHÔNG MUỐN SỐNG nữa', category: 'self-harm' },
    { text: 'bạn em bị lừa bán sang Campuchia', category: 'trafficking' },
    { text: 'ho giu giay to, em bi nhot', category: 'trafficking' },
    { text: 'chủ ép bán dâm', category: 'coercion' },
    { text: 'bị tống tiền bằng ảnh', category: 'coercion' },
    { text: 'he forced me', category: 'coercion' },
    { text: 'I want to die', category: 'self-harm' },
  ])('in "$text" is met with calm words and 113/111, and only its kind is kept', ({ text, category }) => {
    const chat = atQuestion();

    const said = chat.say(text);

    expect(said).toMatch(/113[\s\S]*111[\s\S]*không phải lỗi của bạn[\s\S]*xóa dữ liệu/);
    expect(chat.facts.at(-1)).toEqual({ kind: 'risk-seen', category, at: expect.any(Number) });
    expect(chat.last).toHaveLength(1);
    expect(JSON.stringify([chat.session, chat.facts])).not.toContain(text);
  });

  test('comes before the first greeting', () => {
    const chat = new Chat(freshSession('vi'));

    expect(chat.say('cứu em với, em bị nhốt')).toMatch(/^Nếu bạn hoặc ai đó đang gặp nguy hiểm/);
  });

  test.each(['bạo lực gia đình là gì', 'mại dâm là gì', 'Cưỡng bức bán dâm', 'hôm nay em bận học'])('is not read into "%s"', (text) => {
    const chat = atQuestion();
    chat.say('D');
    chat.say('sai');

    chat.say(text);

    expect(chat.facts.some(({ kind }) => kind === 'risk-seen')).toBe(false);
  });
});

describe('questions', () => {
  test('in the middle of a lesson are answered from the checked answers, and the lesson goes on', () => {
    const chat = atQuestion();

    expect(chat.say('ai tố giác có bị lộ không')).toMatch(/giữ bí mật[\s\S]*Câu 1\/6/);
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'question-asked', answered: true });
  });

  test('without an answer say so in the question box', () => {
    const chat = pupil();
    chat.tap('Đặt câu hỏi');

    expect(chat.say('con mèo có mấy chân')).toContain('chưa có câu trả lời');
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'question-asked', answered: false });
    expect(JSON.stringify(chat.session)).not.toContain('mèo');
  });
});

describe('language', () => {
  test('changes the words at once, and the step stays', () => {
    const chat = atQuestion();

    expect(chat.say('english')).toContain('Question 1/6');
    expect(chat.say('Tiếng Việt')).toContain('Câu 1/6');
  });

  test('a lesson without a translation says that it is in Vietnamese', () => {
    const chat = pupil();
    chat.say('english');
    chat.say('other lessons');
    chat.say('1');

    chat.say('3');

    expect(chat.transcript.at(-3) ?? '').toMatch(/available in Vietnamese only/);
  });
});

describe('my data', () => {
  test('shows what is kept and lets each consent be taken back', () => {
    const chat = pupil();

    expect(chat.say('my data')).toMatch(/10A1[\s\S]*Tính vào con số chung: có/);
    chat.tap('Thôi tính tôi');

    expect(chat.facts.at(-1)).toMatchObject({ kind: 'consent', purpose: 'be-counted', given: false });
    expect(chat.session.consents['be-counted']).toMatchObject({ given: false });
  });

  test('is deleted after a second yes, and the chat starts afresh', () => {
    const chat = pupil();
    chat.say('xoa du lieu');
    expect(chat.session.step).toBe('delete-my-data');

    const said = chat.tap('Xóa hết');

    expect(said).toContain('Đã ghi nhận');
    expect(said).not.toContain('gõ "xóa dữ liệu"');
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'erase-asked' });
    expect(chat.session).toMatchObject({ step: 'welcome', records: {}, consents: {} });
    expect(chat.session.membership).toBeUndefined();
  });

  test('is kept after a no', () => {
    const chat = pupil();
    chat.say('delete');
    chat.say('không');

    expect(chat.session.step).toBe('menu');
    expect(chat.facts.some(({ kind }) => kind === 'erase-asked')).toBe(false);
  });
});

describe('stopping and being reminded', () => {
  test('after "stop" there is none, and learning goes on where it was', () => {
    const chat = atQuestion();
    chat.say('dừng lại');

    expect(chat.facts.at(-1)).toMatchObject({ kind: 'consent', purpose: 'be-reminded', given: false });
    expect(chat.send({ kind: 'due', what: 'lesson' })).toBe('');
    chat.tap('Học tiếp');
    expect(chat.say('1')).toContain('Câu 1/6');
  });

  test('who leaves is told nothing', () => {
    const chat = pupil();

    expect(chat.send({ kind: 'left' })).toBe('');
    expect(chat.facts.at(-1)).toMatchObject({ kind: 'left' });
    expect(chat.send({ kind: 'due', what: 'lesson' })).toBe('');
  });
});

describe('who takes their data back through the platform', () => {
  test('is forgotten without a word, and begins anew when they write again', () => {
    const chat = pupil();
    chat.say('1');

    expect(chat.send({ kind: 'erase' })).toBe('');
    expect(chat.facts.at(-1)).toEqual({ kind: 'erase-asked', at: chat.now });
    expect(chat.session).toMatchObject({ step: 'welcome', records: {}, consents: {} });
    expect(chat.session).not.toHaveProperty('membership');
    expect(chat.session).not.toHaveProperty('ageBand');
    expect(chat.say('chào')).toContain('Hiểu Luật');
  });
});

describe('coming back', () => {
  test('after stopping, a greeting leads to the menu', () => {
    const chat = pupil();
    chat.say('dừng');

    expect(chat.say('hi')).toContain('Bạn muốn làm gì');
    expect(chat.session.step).toBe('menu');
  });

  test('days later goes on at the same question, and says again who is speaking', () => {
    const chat = atQuestion();
    chat.say('D');
    chat.now += 5 * day;

    const said = chat.say('xin chào');

    expect(said).toMatch(/chương trình tự động[\s\S]*Câu 2\/6/);
  });

  test('the same day is not told again', () => {
    const chat = atQuestion();
    chat.now += 60 * 60_000;

    expect(chat.say('xin chào')).not.toContain('tự động');
  });

  test('through a link is told everything again', () => {
    expect(pupil().send({ kind: 'joined' })).toContain('không phải người thật');
  });

  test('a lesson left half-way is offered first', () => {
    const chat = atQuestion();
    chat.say('D');
    chat.say('menu');

    expect(chat.options()[0]?.label).toMatch(/^Học tiếp: Hiểu đúng/);
    expect(chat.say('1')).toContain('Câu 2/6');
  });

  test('an answer to a lesson left for another is recorded there', () => {
    const chat = atQuestion();
    const late = chat.options()[3]?.value ?? '';
    chat.say('menu');
    chat.tap('Chọn bài khác');
    chat.say('1');
    chat.say('2');
    expect(chat.session.step).toBe('read-message');

    const said = chat.send({ kind: 'message', text: 'D', value: late });

    expect(said).toContain('Câu 2/6');
    expect(chat.facts.at(-2)).toMatchObject({ kind: 'attempt', question: '0', choice: ['D'] });
  });
});
