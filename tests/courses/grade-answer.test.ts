import fc from 'fast-check';
import { gradeAnswer } from '../../courses/grade-answer';

const options = ['A', 'B', 'C', 'D', 'E', 'F'];
const choice = fc.subarray(options);
const key = fc.subarray(options, { minLength: 1 });

describe('grading an answer', () => {
  test.each([
    { key: ['D'], choice: ['D'], correct: true },
    { key: ['D'], choice: ['A'], correct: false },
    { key: ['D'], choice: [], correct: false },
    { key: ['A', 'D'], choice: ['A', 'D'], correct: true },
    { key: ['A', 'D'], choice: ['A'], correct: false },
    { key: ['A', 'D'], choice: ['A', 'B', 'D'], correct: false },
    { key: ['A', 'D'], choice: ['A', 'B'], correct: false },
    { key: ['A'], choice: ['a'], correct: false },
  ])('$choice for $key is right: $correct', ({ key: right, choice: chosen, correct }) => {
    expect(gradeAnswer({ key: right }, chosen).correct).toBe(correct);
  });

  test('is right for the same options and for no others', () => {
    fc.assert(
      fc.property(key, choice, (right, chosen) => {
        const same = right.length === chosen.length && right.every((option) => chosen.includes(option));

        expect(gradeAnswer({ key: right }, chosen).correct).toBe(same);
      }),
    );
  });

  test('does not depend on order or on options named twice', () => {
    const shuffled = choice.chain((chosen) =>
      fc.tuple(fc.constant(chosen), fc.shuffledSubarray([...chosen, ...chosen], { minLength: chosen.length * 2 })),
    );

    fc.assert(
      fc.property(key, shuffled, (right, [chosen, again]) => {
        expect(gradeAnswer({ key: right }, again)).toEqual(gradeAnswer({ key: right }, chosen));
      }),
    );
  });

  test('keeps what was chosen, sorted and once each', () => {
    expect(gradeAnswer({ key: ['A'] }, ['D', 'A', 'D']).choice).toEqual(['A', 'D']);
  });
});
