import { fold, toned } from './fold';
import { spelledOut } from './spelled-out';

export type Phrase = {
  /** Whether a text says it; words of the text's own may stand where the phrase has "…". */
  isSaidIn(text: SaidText): boolean;
};

type Word = { readonly toned: string; readonly folded: string };

/** A text split once, to be compared with many phrases. */
export type SaidText = readonly Word[];

/** So many words may stand in a gap: "ép … bán dâm" is also "ép em phải đi bán dâm". */
const widestGap = 3;

export function saidText(text: string): SaidText {
  return wordsOf(spelledOut(text)).map(toWord);
}

/**
 * A phrase to look for. A word written without marks stands for every word that folds to it, misspelt ones too; a word written with
 * its marks is only met by itself or without any marks, so that "sờ em" is not found in "số em".
 */
export function phrase(written: string): Phrase {
  const parts = written.split('…').map((part) => wordsOf(part).map(toWord));
  return { isSaidIn: (text) => text.some((_, start) => holdsAt(text, start, parts)) };
}

function holdsAt(text: SaidText, start: number, [part = [], ...rest]: readonly SaidText[]): boolean {
  if (!part.every((word, index) => isMet(word, text[start + index]))) return false;
  if (rest.length === 0) return true;

  const after = start + part.length;
  return Array.from({ length: widestGap + 1 }).some((_, gap) => holdsAt(text, after + gap, rest));
}

function isMet(word: Word, said: Word | undefined): boolean {
  if (said === undefined) return false;
  return isUnmarked(word) || isUnmarked(said) ? said.folded === word.folded : said.toned === word.toned;
}

function isUnmarked({ toned, folded }: Word): boolean {
  return toned === folded;
}

function toWord(word: string): Word {
  return { toned: toned(word), folded: fold(word) };
}

function wordsOf(text: string): readonly string[] {
  return text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
