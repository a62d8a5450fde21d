import { ageIn } from '../../../bot/dialogue/read-age';
import { Chat } from '../support/conversation';

describe('an age that is typed', () => {
  test.each([
    { text: '15', age: 15 },
    { text: 'em 15 tuổi', age: 15 },
    { text: 'tui 25t', age: 25 },
    { text: '17 tuoi roi', age: 17 },
    { text: 'I am 30 years old', age: 30 },
    { text: '3', age: undefined },
    { text: '2005', age: undefined },
    { text: 'ABC-234', age: undefined },
    { text: 'em học lớp 10', age: undefined },
    { text: '', age: undefined },
  ])('"$text": $age', ({ text, age }) => {
    expect(ageIn(text)).toBe(age);
  });

  test.each([
    { text: 'em 15 tuổi', band: 'under-16' },
    { text: '16', band: '16-17' },
    { text: '17t', band: '16-17' },
    { text: '18 tuoi', band: '18-plus' },
  ])('"$text" answers the question for the age band', ({ text, band }) => {
    const chat = new Chat();
    chat.say('chào');

    chat.say(text);

    expect(chat.session.ageBand).toBe(band);
  });
});

describe('the spelling of chats', () => {
  test('takes a worker through the first questions', () => {
    const chat = new Chat();
    chat.say('alo');
    chat.say('tui 25t');
    chat.say('ko co ma');
    chat.say('cn');

    expect(chat.session).toMatchObject({ step: 'choose-area', population: 'ip-worker' });
  });
});
