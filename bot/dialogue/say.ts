import i18next from 'i18next';
import type { Language } from '../../courses/model';

export type SayValues = Readonly<Record<string, string | number>>;

/** A text in one learner's language, by its key in `content/locales/<language>/bot.json`. */
export type Say = (key: string, values?: SayValues) => string;

/** What i18next takes: the parsed `bot.json` of each language. */
export type BotWords = Readonly<Record<Language, Readonly<Record<string, unknown>>>>;

/** Gives the words of each language. A key without a text is a mistake of ours and throws, rather than reaching a learner. */
export function createSay(words: BotWords): (language: Language) => Say {
  const texts = i18next.createInstance();
  texts.init({
    initAsync: false,
    lng: 'vi',
    fallbackLng: 'vi',
    ns: ['bot'],
    defaultNS: 'bot',
    resources: { vi: { bot: { ...words.vi } }, en: { bot: { ...words.en } } },
    interpolation: { escapeValue: false, skipOnVariables: true },
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => {
      throw new Error(`No text for ${key} in bot.json`);
    },
  });
  const says: Record<Language, Say> = { vi: wordsIn('vi'), en: wordsIn('en') };
  return (language) => says[language];

  function wordsIn(language: Language): Say {
    const translate = texts.getFixedT(language);
    return (key, values) => translate(key, { ...values });
  }
}
