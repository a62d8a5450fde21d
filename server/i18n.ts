import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import i18next from 'i18next';
import Backend, { type FsBackendOptions } from 'i18next-fs-backend';
import { z } from 'zod';
import type { Language } from '../courses/model';
import { packageRoot } from './package-root';

export const languages = ['vi', 'en'] as const satisfies readonly Language[];

/** The text of a key in one language. Values are put in as they are: who writes HTML escapes. */
export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** `texts('vi', 'errors')` reads `content/locales/vi/errors.json`. Vietnamese fills what a language lacks. */
export type Texts = (language: Language, file: string) => Translate;

/** Reads every file of `content/locales` once, at start. */
export function loadTexts(contentDir: string = join(packageRoot, 'content')): Texts {
  const folder = join(contentDir, 'locales');
  const files = readdirSync(join(folder, 'vi')).map((file) => parse(file).name);
  const i18n = i18next.createInstance();
  i18n.use(Backend).init<FsBackendOptions>({
    initAsync: false,
    lng: 'vi',
    fallbackLng: 'vi',
    supportedLngs: languages,
    preload: languages,
    ns: files,
    interpolation: { escapeValue: false },
    backend: { loadPath: join(folder, '{{lng}}', '{{ns}}.json') },
  });
  return (language, file) => {
    const fixed = i18n.getFixedT(language, file);
    return (key, values) => fixed(key, { ...values });
  };
}

/** One file of words as it stands, in both languages, for parts that bring their own i18next. */
export function readWords(contentDir: string, file: string): Readonly<Record<Language, Readonly<Record<string, unknown>>>> {
  const read = (language: Language) => words.parse(JSON.parse(readFileSync(join(contentDir, 'locales', language, `${file}.json`), 'utf8')));
  return { vi: read('vi'), en: read('en') };
}

const words = z.record(z.string(), z.unknown());
