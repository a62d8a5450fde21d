import fc from 'fast-check';
import { lessonFile } from '../../courses/schema';
import { readYaml } from '../../courses/yaml-file';
import { smallContent } from './support/small-content';

const small = smallContent['courses/a/a-1.yaml'];
const place = fc.nat(small.length);

describe('a file as an author may leave it', () => {
  const damaged = fc
    .array(
      fc.record({
        from: place,
        length: fc.nat(40),
        text: fc.oneof(fc.string(), fc.constantFrom('- ', ': ', '&a ', '*a', '{', '[', '"', '\t', '\n')),
      }),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((edits) =>
      edits.reduce<string>((text, { from, length, text: put }) => text.slice(0, from) + put + text.slice(from + length), small),
    );

  test('is read or refused with issues that point into it, and never breaks the reader', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const { value, issues } = readYaml('a-1.yaml', text, lessonFile);
        const lines = text.split('\n');
        const outside = issues.filter(({ line, column }) => line > lines.length || column > (lines[line - 1]?.length ?? 0) + 1);

        expect(value === undefined).toBe(issues.length > 0);
        expect(outside).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    { what: 'lists', text: '['.repeat(5_000) },
    { what: 'maps', text: '{a: '.repeat(5_000) },
  ])('$what without end are refused', ({ text }) => {
    const { value, issues } = readYaml('a-1.yaml', text, lessonFile);

    expect(value).toBeUndefined();
    expect(issues[0]?.code).toBe('yaml_syntax');
  });
});
