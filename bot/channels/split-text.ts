const sentences = new Intl.Segmenter('vi', { granularity: 'sentence' });
const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/** Cuts a text into parts a platform takes: between lines or sentences where it can, between graphemes where it must. */
export function splitText(text: string, longest: number, measure: (text: string) => number): readonly string[] {
  if (measure(text) <= longest) return [text];

  const parts: string[] = [];
  let part = '';
  for (const piece of pieces(text, longest, measure)) {
    if (part !== '' && measure((part + piece).trimEnd()) > longest) {
      parts.push(part.trim());
      part = '';
    }
    part += piece;
  }
  return [...parts, part.trim()].filter((whole) => whole !== '');
}

/** Sentences; of one that is too long, its words; of such a word, its graphemes. */
function pieces(text: string, longest: number, measure: (text: string) => number): readonly string[] {
  const fits = (piece: string) => measure(piece.trimEnd()) <= longest;
  const words = (sentence: string) => sentence.match(/\s*\S+\s*/gu) ?? [sentence];
  const letters = (word: string) => [...graphemes.segment(word)].map(({ segment }) => segment);
  return [...sentences.segment(text)]
    .flatMap(({ segment }) => (fits(segment) ? [segment] : words(segment)))
    .flatMap((piece) => (fits(piece) ? [piece] : letters(piece)));
}
