import { foldWords } from './read-text';

export type RiskCategory = 'violence' | 'coercion' | 'self-harm' | 'trafficking';

/**
 * Phrases of somebody who may be in danger, folded. A phrase too many costs one calm message; a phrase too few may cost more. Words
 * that only name a subject ("bạo lực là gì") are left out, so that a question about the law stays a question.
 */
const phrases: Readonly<Record<RiskCategory, readonly string[]>> = {
  'self-harm': [
    'tu tu',
    'tu sat',
    'muon chet',
    'khong muon song',
    'chan song',
    'ket lieu',
    'tu hai minh',
    'rach tay',
    'chet di cho xong',
    'kill myself',
    'suicide',
    'want to die',
    'end my life',
    'hurt myself',
    'self harm',
  ],
  trafficking: [
    'bi ban sang',
    'bi ban qua',
    'bi lua ban',
    'bi ban vao',
    'bi dua sang campuchia',
    'bi dua sang trung quoc',
    'bi giu ho chieu',
    'bi giu giay to',
    'bi nhot',
    'bi giam giu',
    'khong cho ve nha',
    'khong cho ra ngoai',
    'i was sold',
    'trafficked',
    'took my passport',
    'locked me',
    'won t let me leave',
    'cannot leave',
  ],
  coercion: [
    'ep ban dam',
    'ep di khach',
    'ep tiep khach',
    'ep quan he',
    'bi ep',
    'ep em',
    'ep toi',
    'ep chau',
    'bi tong tien',
    'doa tung anh',
    'doa dang anh',
    'tung anh nong',
    'bi cuong buc',
    'dang cuong ep',
    'force me',
    'forced me',
    'forcing me',
    'made me have sex',
    'threaten to post',
    'blackmail',
  ],
  violence: [
    'bi danh',
    'danh em',
    'danh toi',
    'danh chau',
    'danh con',
    'bi bao hanh',
    'bi hanh ha',
    'bi cuong hiep',
    'bi hiep',
    'bi xam hai',
    'bi lam dung',
    'bi so soang',
    'bi sam so',
    'bi quay roi',
    'dang nguy hiem',
    'doa giet',
    'hits me',
    'hit me',
    'beats me',
    'beat me',
    'raped',
    'abused me',
    'abuses me',
    'touched me',
    'being abused',
    'in danger',
  ],
};

const categories = ['self-harm', 'trafficking', 'coercion', 'violence'] as const;

/** The gravest risk a text speaks of; only this word is kept, never the text. */
export function riskIn(text: string): RiskCategory | undefined {
  if (text.length < 5) return undefined;
  const words = ` ${foldWords(text)} `;
  return categories.find((category) => phrases[category].some((phrase) => words.includes(` ${phrase} `)));
}
