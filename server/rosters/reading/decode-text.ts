import { readVietnamese } from '../legacy/read-vietnamese';
import { vietnameseScorer } from '../legacy/syllable';
import { Refused } from './roster-file';

const sampleLetters = 200_000;

/**
 * A text file's letters. With a mark at its beginning the file says what it is; without one it is UTF-8 if it can be, else
 * whichever of the old one-byte encodings makes the most Vietnamese words.
 */
export function decodeText(bytes: Buffer): string {
  const marked = byMark(bytes);
  if (marked !== undefined) return new TextDecoder(marked).decode(bytes);

  const wide = withoutMark(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  if (bytes.includes(0)) throw new Refused('notText');
  return asUtf8(bytes) ?? asOneByte(bytes);
}

function byMark(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 3).toString('hex');
  if (mark === 'efbbbf') return 'utf-8';
  if (mark.startsWith('fffe')) return 'utf-16le';
  return mark.startsWith('feff') ? 'utf-16be' : undefined;
}

/** Line ends and separators of UTF-16 have their zero byte always on the same side. */
function withoutMark(bytes: Buffer): string | undefined {
  const sample = bytes.subarray(0, 4_096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = sample.length / 8;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}

function asUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** TCVN3 and VNI stay as their Latin letters here: `repairText` turns them column by column. */
function asOneByte(bytes: Buffer): string {
  const score = vietnameseScorer();
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  const latin = new TextDecoder('windows-1252').decode(bytes);
  const sample = latin.slice(0, sampleLetters);
  const asLegacy = Math.max(score(readVietnamese(sample, 'tcvn3')), score(readVietnamese(sample, 'vni')));
  return score(vietnamese.slice(0, sampleLetters)) >= asLegacy ? vietnamese : latin;
}
