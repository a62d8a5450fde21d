import { fold } from '../../../courses/search/fold';
import { type Field, fields, headingWords, unwantedWords } from './fields';

export type Recognised = { readonly field: Field; readonly confidence: number };

const asWritten = 1;
const amongOthers = 0.7;

const known: ReadonlyMap<string, Field> = new Map(fields.flatMap((field) => headingWords[field].map((words) => [words, field] as const)));
/** "Tên trường" is no given name and "Số thứ tự cũ" no number in this list: these count only as they stand. */
const onlyExact: ReadonlySet<Field> = new Set(['ordinal', 'familyName', 'givenName']);
const longestFirst = [...known]
  .filter(([words, field]) => words.length > 2 && !onlyExact.has(field))
  .sort(([one], [other]) => other.length - one.length);

/** Which field a heading means: for certain when it is one of the known ones, else by the longest known words in it. */
export function recogniseHeading(heading: string): Recognised | undefined {
  const text = foldHeading(heading);
  if (text === '' || text.length > 60 || unwantedWords.some((words) => holds(text, words))) return undefined;

  const exact = known.get(text);
  if (exact !== undefined) return { field: exact, confidence: asWritten };
  const part = longestFirst.find(([words]) => text.startsWith(words) && holds(text, words));
  return part === undefined ? undefined : { field: part[1], confidence: amongOthers };
}

/** As headings are compared: "Họ và tên (*)", "HỌ & TÊN" and "Họ  tên:" say the same. */
export function foldHeading(heading: string): string {
  return fold(heading)
    .replace(/&/g, ' va ')
    .replace(/\(.*?\)/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function holds(text: string, words: string): boolean {
  return ` ${text} `.includes(` ${words} `);
}
