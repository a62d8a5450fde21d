import { spelledOut } from '../../courses/search/spelled-out';
import { foldWords } from './read-text';
import type { Option } from './step';

const asked = /^(?:(?:cau|dap an|chon|phuong an|so|answer|option|number) )?([a-z]|\d{1,2})$/;
const lettered = /^([A-Z])\. /;

/** The option somebody named outright: "A", "1", "a.", "đáp án B", or an option's words, with or without marks. */
export function namedOption(text: string, options: readonly Option[]): Option | undefined {
  const typed = foldWords(text);
  if (typed === '') return undefined;

  const name = asked.exec(typed)?.[1];
  const numbered = name === undefined ? undefined : options[/\d/.test(name) ? Number(name) - 1 : name.charCodeAt(0) - 97];
  const said = plain(text);
  return numbered ?? options.find((option) => plain(optionText(option)) === said || option.words?.some((words) => plain(words) === said));
}

/** The only option that holds the typed words. */
export function hintedOption(text: string, options: readonly Option[]): Option | undefined {
  const typed = plain(text);
  if (typed.length < 4) return undefined;

  const holding = options.filter((option) => ` ${plain(optionText(option))} `.includes(` ${typed} `));
  return holding.length === 1 ? holding[0] : undefined;
}

/** The option keys in "A, C", "a c", "1 3" or "A và C"; `undefined` when anything else stands there. */
export function namedKeys(text: string, keys: readonly string[]): readonly string[] | undefined {
  const words = foldWords(text)
    .split(' ')
    .filter((word) => word !== 'va' && word !== 'and');
  const run = words.length === 1 && /^[a-z]{2,8}$/.test(words[0] ?? '') ? [...(words[0] ?? '')] : words;
  const named = run.map((word) => (/^\d{1,2}$/.test(word) ? keys[Number(word) - 1] : keys.find((key) => key.toLowerCase() === word)));
  const known = named.filter((key) => key !== undefined);
  return known.length === run.length && run.length > 0 ? [...new Set(known)].sort() : undefined;
}

/** An option's own words, without the letter in front of a question's options. */
function optionText(option: Option): string {
  return option.label.replace(lettered, '');
}

/** Words to compare: folded, and "ko" and "k" as the word they stand for. */
function plain(text: string): string {
  return foldWords(spelledOut(text));
}
