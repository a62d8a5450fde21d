/** What may follow the first consonants of a Vietnamese syllable, without its tone. */
const rhymes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
   e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
   o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
   ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
   u ua uân uâng uât uây uc ue uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu
   ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu`
    .normalize('NFC')
    .split(/\s+/),
);

const firstConsonants = /^(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x)/;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const sharpOrHeavy = /[\u0301\u0323]/u;
const words = /[^\s\d!-/:-@[-`{-~\u2010-\u201f\u2026\u00a0]+/gu;

export type ScoreText = (text: string) => number;

/**
 * Words with marks that are Vietnamese syllables, less those that are none. Plain words say nothing about an encoding.
 * Judged words are remembered as long as the scorer lives, no longer: they are names.
 */
export function vietnameseScorer(): ScoreText {
  const judged = new Map<string, boolean>();
  const judge = (word: string): boolean => {
    const known = judged.get(word) ?? isSyllable(word);
    if (judged.size < mostRemembered) judged.set(word, known);
    return known;
  };
  return (text) => {
    let score = 0;
    for (const [word] of text.matchAll(words)) if (beyondAscii.test(word)) score += judge(word) ? 1 : -1;
    return score;
  };
}

const mostRemembered = 20_000;
const beyondAscii = /\P{ASCII}/u;

/** Whether a word is spelled as one Vietnamese syllable may be. Wrong only now and then, which is enough to tell encodings apart. */
export function isSyllable(word: string): boolean {
  if (/\p{Ll}.*\p{Lu}/u.test(word)) return false;
  const marked = word.toLowerCase().normalize('NFD');
  const tone = marked.match(tones) ?? [];
  if (tone.length > 1) return false;

  const plain = marked.replace(tones, '').normalize('NFC');
  const first = firstConsonants.exec(plain)?.[0] ?? '';
  const fits =
    rhymes.has(plain.slice(first.length)) || (first === 'gi' && rhymes.has(plain.slice(1))) || (first === 'gi' && plain === 'gi');
  return fits && (!/(?:[cpt]|ch)$/.test(plain) || sharpOrHeavy.test(tone.join('')));
}
