import fc from 'fast-check';
import type { EventBody } from '../../../bot/channels/channel';
import { encodeValue } from '../../../bot/dialogue/button-value';
import type { Fact } from '../../../bot/dialogue/fact';
import { Chat, catalogue, pupil, start } from '../support/conversation';

const lesson = catalogue.courses[0]?.lessons[0];
if (lesson === undefined) throw new Error('The first course has no lesson');

function next(index: number): EventBody {
  return tap(encodeValue({ kind: 'next', lesson: key, attempt: 1, index }));
}
function answer(question: number, choice: string): EventBody {
  return tap(encodeValue({ kind: 'answer', lesson: key, attempt: 1, question, choice }));
}
function tap(value: string): EventBody {
  return { kind: 'message', text: 'a button', value };
}
const key = lesson.key;

/** A chat at the first message of the lesson, with a clock that stands still. */
function atLesson(): Chat {
  const chat = pupil();
  chat.tap('Học:');
  return chat;
}

/** What an attempt left, whatever order it came in. */
function trace(facts: readonly Fact[]): unknown {
  const attempts = facts.flatMap((fact) =>
    fact.kind === 'attempt' ? [`${fact.attempt}.${fact.question}=${fact.choice.join('')}:${fact.correct}`] : [],
  );
  const completions = facts.flatMap((fact) =>
    fact.kind === 'completion' ? [`${fact.attempt}:${fact.right}/${fact.asked} ${fact.passed} ${fact.counts} ${fact.parts.join()}`] : [],
  );
  const met = facts.flatMap((fact) => (fact.kind === 'met' ? [`${fact.attempt} ${fact.parts.join()} ${fact.sources.join()}`] : []));
  return { attempts: attempts.sort(), met, completions };
}

describe('taps in a lesson', () => {
  const wholeLesson = [
    ...lesson.messages.map((_, index) => next(index + 1)),
    ...lesson.questions.map((question, index) => answer(index, index === 0 ? 'A' : question.key.join(''))),
  ];
  const inOrder = atLesson();
  for (const body of wholeLesson) inOrder.send(body);

  test('in any order, each of them up to three times, leave the same attempts and the same completion', () => {
    const shuffled = fc.shuffledSubarray([...wholeLesson, ...wholeLesson, ...wholeLesson], { minLength: wholeLesson.length * 3 });
    fc.assert(
      fc.property(shuffled, (bodies) => {
        const chat = atLesson();
        chat.now += 10 * 60_000;
        for (const body of bodies) chat.send(body);

        expect(trace(chat.facts)).toEqual(trace(inOrder.facts));
        expect(chat.facts.filter(({ kind }) => kind === 'met')).toHaveLength(1);
        expect(chat.session.records[key]?.results).toMatchObject({ first: 5, best: 5, asked: 6 });
      }),
      { numRuns: 60 },
    );
  });

  test('a tap gets one reply, however often it comes', () => {
    const chat = atLesson();
    const replies = [next(1), next(1), next(1), next(2), next(1), next(2)].map((body) => chat.send(body) !== '');

    expect(replies).toEqual([true, false, false, true, false, false]);
  });

  test('an answer is taken once: a second one for the same question changes nothing', () => {
    const chat = atLesson();
    chat.send(next(6));
    chat.send(answer(0, 'D'));

    const said = chat.send(answer(0, 'A'));

    expect(said).toBe('');
    expect(chat.facts.filter((fact) => fact.kind === 'attempt')).toHaveLength(1);
  });

  test('a late tap for an earlier question of the same attempt is recorded', () => {
    const chat = atLesson();
    chat.send(next(6));
    chat.send(answer(3, 'A'));

    const said = chat.send(answer(0, 'D'));

    expect(said).toContain('Câu 2/6');
    expect(chat.session.records[key]?.answers).toEqual(['D', '', '', 'A', '', '']);
  });

  test('buttons of an attempt that is over are silent', () => {
    const chat = new Chat(inOrder.session);
    chat.now = inOrder.now;
    chat.say('làm lại');

    expect(chat.send(answer(0, 'D'))).toBe('');
    expect(chat.session.records[key]).toMatchObject({ attempt: 2, answers: [] });
  });

  test.each([
    '',
    'a',
    'a.x.1.0.A',
    `a.${key}.1.99.A`,
    `a.${key}.1.0.Z`,
    `a.${key}.1.0.`,
    `n.${key}.9.1`,
    's.menu.nothing.1',
    'c.nothing.1',
    '💥',
    'x'.repeat(300),
  ])('a value that is no button of ours (%s) does no harm', (value) => {
    const chat = atLesson();
    const before = chat.session.records;

    chat.send({ kind: 'message', text: '', value });

    expect(chat.session.records).toEqual(before);
    expect(chat.facts.some((fact) => fact.kind === 'attempt')).toBe(false);
  });

  test('a button outside a lesson is answered once, too', () => {
    const chat = new Chat();
    chat.say('chào');
    const [button] = chat.options();
    const value = chat.options()[1]?.value ?? '';

    const replies = [1, 2, 3].map(() => chat.send({ kind: 'message', text: button?.label ?? '', value }) !== '');

    expect(replies).toEqual([true, false, false]);
    expect(chat.facts).toEqual([{ kind: 'age-band', band: '16-17', at: expect.any(Number) }]);
  });
});

describe('typed words', () => {
  test('more than five minutes older than the last event by the channel clock are not answered and change nothing', () => {
    const chat = atLesson();
    const before = chat.session;

    const said = chat.send({ kind: 'message', text: 'menu' }, { at: start - 60 * 60_000 });

    expect(said).toBe('');
    expect(chat.session).toEqual(before);
  });

  test('are answered when the clocks differ by less', () => {
    const chat = atLesson();

    expect(chat.send({ kind: 'message', text: 'menu' }, { at: (chat.session.lastAppliedAt ?? 0) - 4 * 60_000 })).not.toBe('');
  });

  test('are answered after a clock was set back by hours, ours or the channel’s', () => {
    const chat = atLesson();
    chat.now -= 3 * 60 * 60_000;

    expect(chat.say('menu')).not.toBe('');
    expect(chat.say('trợ giúp')).not.toBe('');
    expect(chat.session.lastAppliedAt).toBe(chat.now);
  });

  test('never throw and always leave a session that fits, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom('A', '1', 'menu', 'dừng', 'K7Q4M2XT', '{"$ne":1}', '\u202eabc', '👩‍👩‍👧', 'đúng'),
          ),
          { maxLength: 12 },
        ),
        (texts) => {
          const chat = pupil();
          for (const text of texts) chat.say(text);

          expect(JSON.stringify(chat.session).length).toBeLessThan(20_000);
        },
      ),
      { numRuns: 100 },
    );
  });
});
