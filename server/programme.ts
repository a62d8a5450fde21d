import type { Bot } from '@botpress/sdk';
import type { Connection } from 'mongoose';
import { createBot } from '../bot/botpress/bot';
import { answerWithArticles } from '../bot/dialogue/answer-with-articles';
import { createSay } from '../bot/dialogue/say';
import type { Dialogue } from '../bot/dialogue/step';
import { buildCatalogue, type PublishedCatalogue } from '../courses/catalogue';
import type { Content } from '../courses/content';
import type { Catalogue, Language, Lesson } from '../courses/model';
import { faqIndex } from '../courses/search/faq-index';
import { servedFaq } from '../courses/served-faq';
import type { Config } from './config';
import { areasToChoose } from './conversation/areas-to-choose';
import { readWords } from './i18n';
import type { Logger } from './observability/logger';
import { publishedLessons, publishLessons } from './publish-lessons';
import { loadAreaTree } from './reach/area-tree';
import { dayOf } from './reach/period';

export type Programme = {
  readonly bot: Bot;
  readonly catalogue: Catalogue;
  readonly hotlines: (language: Language) => readonly { readonly number: string; readonly name: string }[];
  /** Looks again at what may be served: sources come into force and lapse at midnight. */
  readonly refresh: () => Promise<void>;
};

export type ProgrammeDeps = {
  readonly db: Connection;
  readonly config: Config;
  readonly content: Content;
  readonly logger: Logger;
  readonly now: () => Date;
};

/** The courses of the content, and the bot that teaches them. A lapsed source withdraws its lessons and stops nothing. */
export async function createProgramme({ db, config, content, logger, now }: ProgrammeDeps): Promise<Programme> {
  const publish = async (): Promise<PublishedCatalogue> => {
    const earlier = await publishedLessons(db);
    const served = buildCatalogue({ content, on: dayOf(now()), servesDrafts: config.demo, approvals: content.approvals, earlier });
    await publishLessons(db, servedLessons(content, served), now());
    return served;
  };
  const indexQuestions = () => faqIndex(servedFaq({ content, on: dayOf(now()), servesDrafts: config.demo }));
  let current = await publish();
  let questions = indexQuestions();
  logger.info({ event: 'content.loaded', count: content.lessons.length - current.withdrawn.length, total: content.lessons.length });

  const tree = await loadAreaTree(db);
  const dialogue: Dialogue = {
    catalogue: catalogueOf(() => current),
    areas: areasToChoose(tree, dayOf(now()), config.area),
    faq: answerWithArticles(
      () => questions,
      () => current,
    ),
    says: createSay(readWords(config.contentDir, 'bot')),
    agency: config.agency ?? { vi: '', en: '' },
  };
  return {
    bot: createBot(dialogue),
    catalogue: dialogue.catalogue,
    hotlines: (language) =>
      content.hotlines.flatMap(({ number, name }) => (number === undefined ? [] : [{ number, name: name[language] }])),
    refresh: async () => {
      current = await publish();
      questions = indexQuestions();
    },
  };
}

/** Follows what is served today without the bot having to know that it changes. */
function catalogueOf(current: () => PublishedCatalogue): Catalogue {
  return {
    get courses() {
      return current().courses;
    },
    lesson: (key, language, version) => current().lesson(key, language, version),
    citationText: (citation) => current().citationText(citation),
  };
}

function servedLessons(content: Content, served: PublishedCatalogue): readonly Lesson[] {
  return content.lessons.flatMap(({ lesson }) => served.lesson(lesson.key, lesson.language, lesson.version) ?? []);
}
