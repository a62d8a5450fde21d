import { foldWords } from './read-text';

const alone = /^\d{1,2}$/;
const named = /\b(\d{1,2}) ?(?:t|tuoi|years? old|yo)\b/;
const youngest = 5; // smaller numbers are buttons

/** The age somebody wrote instead of choosing a band: "15", "em 15 tuổi", "25t". */
export function ageIn(text: string): number | undefined {
  const typed = foldWords(text);
  const digits = alone.exec(typed)?.[0] ?? named.exec(typed)?.[1];
  return digits === undefined || Number(digits) < youngest ? undefined : Number(digits);
}
