import fc from 'fast-check';
import { judge } from '../../../server/reach/judge';

const atLeast70 = { basisPoints: 7_000, strict: false, written: '70%' };
const over95 = { basisPoints: 9_500, strict: true, written: 'Trên 95%' };

describe('a verdict', () => {
  test.each([
    { reached: 69_960, people: 100_000, target: atLeast70, met: false, missing: 40, tenths: 699 },
    { reached: 70_000, people: 100_000, target: atLeast70, met: true, missing: 0, tenths: 700 },
    { reached: 350, people: 600, target: atLeast70, met: false, missing: 70, tenths: 583 },
    { reached: 600, people: 600, target: atLeast70, met: true, missing: 0, tenths: 1_000 },
    { reached: 95, people: 100, target: over95, met: false, missing: 1, tenths: 950 },
    { reached: 96, people: 100, target: over95, met: true, missing: 0, tenths: 960 },
    { reached: 2, people: 3, target: atLeast70, met: false, missing: 1, tenths: 666 },
    { reached: 0, people: 7, target: atLeast70, met: false, missing: 5, tenths: 0 },
  ])('$reached of $people against $target.written: met $met, $missing missing', ({ reached, people, target, met, missing, tenths }) => {
    expect(judge(reached, people, target)).toEqual({ met, missing, tenthsOfPercent: tenths });
  });

  test.each([undefined, 0])('there is none without a denominator (%s)', (people) => {
    expect(judge(5, people, atLeast70)).toBeUndefined();
  });

  test('met is exactly when nobody is missing, and one person fewer is never enough', () => {
    const people = fc.integer({ min: 1, max: 3_000_000 });
    const basisPoints = fc.integer({ min: 1, max: 9_999 });
    fc.assert(
      fc.property(people, basisPoints, fc.boolean(), fc.double({ min: 0, max: 1, noNaN: true }), (total, points, strict, share) => {
        const reached = Math.floor(total * share);
        const target = { basisPoints: points, strict, written: '' };
        const verdict = judge(reached, total, target);
        expect(verdict?.met).toBe(verdict?.missing === 0);

        const enough = reached + (verdict?.missing ?? 0);
        expect(judge(enough, total, target)?.met).toBe(true);
        if (!verdict?.met) expect(judge(enough - 1, total, target)?.met).toBe(false);
      }),
    );
  });
});
