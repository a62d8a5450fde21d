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

  /** i18next chooses the text, by count or context where it has one; plain texts are filled in here, because its way costs ten times as much. */
  function wordsIn(language: Language): Say {
    const translate = texts.getFixedT(language);
    const templates = new Map<string, Template>();
    return (key, values = {}) => {
      if ('count' in values || 'context' in values) return translate(key, { ...values });
      const template = templates.get(key) ?? templateOf(translate(key, asWritten));
      templates.set(key, template);
      return template.length === 1 ? (template[0] ?? '') : fill(template, values);
    };
  }
}

/** Text and names in turn: the odd ones are names. */
type Template = readonly string[];

const asWritten = { interpolation: { prefix: '\u0000', suffix: '\u0000' } };

function templateOf(text: string): Template {
  return text.split(/\{\{(\w+)\}\}/);
}

function fill(template: Template, values: SayValues): string {
  return template.map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? ''))).join('');
}
