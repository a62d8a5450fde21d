import { type Raw, textOf } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue, unsupported } from '../errors';

export interface Pattern {
  readonly source: string;
  readonly options: string;
}

export function patternOf(value: Raw, options?: string): Pattern {
  if (value.type === BsonType.regex) {
    const end = value.bytes.indexOf(0, value.start);
    const own = value.bytes.toString('utf8', end + 1, value.end - 1);
    return { source: value.bytes.toString('utf8', value.start, end), options: options ?? own };
  }
  const source = textOf(value);
  if (source === undefined) throw badValue('$regex has to be a string');
  return { source, options: options ?? '' };
}

/** Strings that the pattern finds, and the same pattern stored as a value. */
export function regexTest(value: Raw, options?: string): (candidate: Raw | undefined) => boolean {
  const pattern = patternOf(value, options);
  const regex = compile(pattern);
  return (candidate) => {
    if (candidate?.type === BsonType.string) return regex.test(candidate.bytes.toString('utf8', candidate.start + 4, candidate.end - 1));
    if (candidate?.type !== BsonType.regex) return false;
    const stored = patternOf(candidate);
    return stored.source === pattern.source && stored.options === pattern.options;
  };
}

/** Read with the `u` flag, where an escape that only PCRE knows is an error instead of a letter. */
function compile({ source, options }: Pattern): RegExp {
  const odd = [...options].find((option) => !'imsu'.includes(option));
  if (odd !== undefined) throw unsupported(`the regular expression option '${odd}'`);
  try {
    return new RegExp(source, `${[...new Set(options)].filter((option) => option !== 'u').join('')}u`);
  } catch (cause) {
    throw Object.assign(badValue('Regular expression is invalid, or uses what the embedded store does not support'), { cause });
  }
}

/** The text every match begins with, when the pattern shows one. */
export function literalPrefix({ source, options }: Pattern): string | undefined {
  if (options.includes('i') || options.includes('m') || source.includes('|')) return undefined;
  const start = /^\^((?:[\p{L}\p{N} _\-@:,;=#%&~'"!<>]|\\[./\\])+)/u.exec(source);
  if (start?.[1] === undefined) return undefined;
  const quantified = /^[*?{]/.test(source.slice(start[0].length));
  const literal = quantified ? start[1].replace(/\\?.$/u, '') : start[1];
  return literal.replace(/\\(.)/gu, '$1') || undefined;
}
