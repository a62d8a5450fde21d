import type { Fact } from '../../../bot/dialogue/fact';
import { mayBeCounted } from '../../../bot/dialogue/session';
import { Chat, groupCode } from '../support/conversation';

const kinds = (facts: readonly Fact[]): readonly string[] => facts.map(({ kind }) => kind);

describe('the first message', () => {
  test.each(['xin chào', 'A', '', '?!', 'tôi muốn học', 'tiếp tục'])(
    'says who is speaking, whatever was said first (%p), and asks the age band',
    (text) => {
      const chat = new Chat();

      const said = chat.say(text);

      expect(said).toMatch(
        /chương trình tự động, không phải người thật[\s\S]*Sở Y tế Hoa Ban[\s\S]*không phải tư vấn pháp lý[\s\S]*nhạy cảm[\s\S]*xóa dữ liệu/,
      );
      expect(said).toContain('bao nhiêu tuổi');
      expect(chat.session.step).toBe('age-band');
    },
  );

  test('names the app in which the chat can be deleted', () => {
    expect(new Chat().say('chào', { app: 'messenger' })).toContain('trong Messenger');
    expect(new Chat().say('chào', { app: 'web' })).toContain('Thoát nhanh');
    expect(new Chat().say('chào', { app: 'an app of tomorrow' })).toContain('ứng dụng bạn đang dùng');
  });

  test('is said again in English to somebody who chooses English', () => {
    const chat = new Chat();
    chat.say('chào');

    const said = chat.tap('English');

    expect(said).toMatch(/automatic programme, not a person[\s\S]*how old are you/);
  });
});

describe('a learner without a code', () => {
  test('says who and where they are, and counts with nobody but themselves', () => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap('Từ 18');
    chat.tap('Tôi không có mã');
    chat.tap('Công nhân');
    chat.tap('Tỉnh Hoa Ban');
    chat.tap('Xã Suối Trong');
    for (let i = 0; i < 3; i += 1) chat.tap('Đồng ý');

    expect(chat.session.step).toBe('menu');
    expect(chat.facts.find((fact) => fact.kind === 'joined')).toMatchObject({
      membership: { population: 'ip-worker', area: 'C1', identifiedBy: 'none' },
    });
    expect(chat.options()[0]?.label).toContain('Học: ');
  });

  test('types a place that two provinces have, and chooses one', () => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap('Từ 18');
    chat.say('khong co ma');
    chat.tap('Người dân');
    chat.say('phường bình minh');

    expect(chat.options().map(({ label }) => label)).toEqual([
      'Phường Bình Minh, Tỉnh Hoa Ban',
      'Phường Bình Minh, Tỉnh Sông Xanh',
      'Bỏ qua',
    ]);

    chat.say('2');
    expect(chat.session.pending?.membership).toMatchObject({ area: 'C3', population: 'community' });
  });

  test('may keep it to themselves, and learns uncounted', () => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap('Từ 18');
    chat.tap('Tôi không có mã');
    chat.tap('Bỏ qua');
    chat.tap('Đồng ý');
    chat.tap('Không đồng ý');

    expect(chat.session.step).toBe('menu');
    expect(mayBeCounted(chat.session)).toBe(false);
    expect(kinds(chat.facts)).toEqual(['age-band', 'consent', 'consent']);
  });

  test('is never offered the service-worker population', () => {
    const chat = new Chat();
    chat.say('chào');
    chat.tap('Từ 18');
    chat.tap('Tôi không có mã');

    expect(chat.options().some(({ value }) => value.includes('service'))).toBe(false);
  });
});

describe('a learner under 16', () => {
  const child = (): Chat => {
    const chat = new Chat();
    chat.send({ kind: 'joined', ref: 'code' }, { code: groupCode });
    chat.tap('Dưới 16');
    return chat;
  };

  test('is asked for no code and no consent, and gets the lessons and 111', () => {
    const chat = child();

    expect(chat.session).toMatchObject({ step: 'menu', ephemeral: true });
    expect(chat.session.pending).toBeUndefined();
    expect(chat.options()[0]?.label).toContain('Hiểu đúng pháp luật');
    expect(chat.transcript.join()).toContain('111');
  });

  test('learns a whole lesson and leaves nothing but the age band', () => {
    const chat = child();
    chat.tap('Học:');
    for (let i = 0; i < 6; i += 1) chat.say('tiếp');
    for (const answer of ['D', 'sai', 'A D', '1', 'đúng', 'D']) chat.say(answer);
    chat.say('K7Q4-M2XT', { code: groupCode });
    chat.say('tôi bị đánh');

    expect(chat.transcript.join()).toContain('đúng 6/6');
    expect(kinds(chat.facts)).toEqual(['age-band']);
    expect(chat.session.membership).toBeUndefined();
  });

  test('sees in "my data" that nothing is kept', () => {
    expect(child().say('du lieu cua toi')).toContain('48 giờ');
  });
});

describe('a place given later, from the menu', () => {
  test('makes a learner who skipped it one who counts', () => {
    const chat = new Chat();
    chat.say('chào');
    for (const label of [
      'Từ 18',
      'Tôi không có mã',
      'Bỏ qua',
      'Đồng ý',
      'Đồng ý',
      'Nhập mã nhóm',
      'Tôi không có mã',
      'Người dân',
      'Tỉnh Hoa Ban',
      'Xã Suối Trong',
      'Đồng ý',
    ]) {
      chat.tap(label);
    }

    expect(chat.session.step).toBe('menu');
    expect(mayBeCounted(chat.session)).toBe(true);
    expect(kinds(chat.facts)).toEqual(['age-band', 'consent', 'consent', 'joined', 'consent']);
  });

  test('can be left with "back"', () => {
    const chat = new Chat();
    chat.say('chào');
    for (const label of ['Từ 18', 'Tôi không có mã', 'Bỏ qua', 'Đồng ý', 'Đồng ý', 'Nhập mã nhóm']) chat.tap(label);

    chat.say('quay lại');

    expect(chat.session.step).toBe('menu');
  });
});
