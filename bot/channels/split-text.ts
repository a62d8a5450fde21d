const sentences = new Intl.Segmenter('vi', { granularity: 'sentence' });
const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

type Measure = (text: string) => number;

/** Cuts a text into messages a platform takes: white space at a cut is not sent, and there is no empty message. */
export function splitText(text: string, longest: number, measure: Measure): readonly string[] {
  if (measure(text) <= longest) return [text];
  return cutText(text, longest, measure)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/**
 * Parts of at most `longest` that joined are the text: each ends with a sentence if it can, else with a word, and never inside a
 * letter or emoji. Only one that is longer than a whole part by itself is broken.
 */
export function cutText(text: string, longest: number, measure: Measure): readonly string[] {
  const [letters, phrases] = [graphemes.segment(text), sentences.segment(text)];
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const letter = endOf(letters, start); // where characters compose, a letter may measure less than its beginning: tried by itself
    const furthest = Math.max(furthestEnd(text, start, longest, measure), measure(text.slice(start, letter)) <= longest ? letter : start);
    const ends = [startOf(phrases, furthest), wordEnd(text, start, furthest), startOf(letters, furthest)];
    const end = ends.find((one) => one > start && startOf(letters, one) === one) ?? furthest;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** How far a part may go at most, cutting no character in two; one character even where it does not fit. */
function furthestEnd(text: string, start: number, longest: number, measure: Measure): number {
  let [fits, most] = [start, Math.min(text.length, start + longest * 4)];
  while (fits < most) {
    const middle = (fits + most + 1) >> 1;
    if (measure(text.slice(start, middle)) <= longest) fits = middle;
    else most = middle - 1;
  }
  const whole = /[\ud800-\udbff]$/.test(text.slice(start, fits)) && fits < text.length ? fits - 1 : fits;
  return whole > start ? whole : start + String.fromCodePoint(text.codePointAt(start) ?? 0).length;
}

/** Where the sentence or letter begins that goes on at a place: the place itself if one begins there. */
function startOf(segments: Intl.Segments, place: number): number {
  return segments.containing(place)?.index ?? place;
}

function endOf(segments: Intl.Segments, place: number): number {
  const { index, segment } = segments.containing(place) ?? { index: place, segment: '' };
  return index + segment.length;
}

/** The end of the last white space before a place. */
function wordEnd(text: string, start: number, furthest: number): number {
  const gap = /\s(?=\S*$)/.exec(text.slice(start, furthest));
  return gap === null ? start : start + gap.index + 1;
}
