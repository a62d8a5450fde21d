import { beginLesson, currentRecord, openQuestion } from './lesson-run';
import { inLanguage } from './offered-lessons';
import type { Change, Context, Outcome } from './step';

/** Opens a lesson where the learner left it, or from its first message. */
export function openLesson(context: Context, key: string, change: Change = {}): Outcome {
  const session = change.session ?? context.session;
  const begun = session.records[key];
  const kept = begun?.finished === true ? undefined : begun && context.catalogue.lesson(key, session.language, begun.version);
  const lesson = kept ?? inLanguage({ ...context, session }, key);
  if (lesson === undefined) return context.enter('menu', { ...change, lead: context.say('lesson.withdrawn') });

  const opened = beginLesson(session, lesson, context.now);
  const record = currentRecord(opened);
  const reading = record === undefined || (record.askedAt === undefined && lesson.messages.length > 0);
  if (reading || openQuestion(lesson, record) === undefined) return context.enter('read-message', { ...change, session: opened });
  return context.enter('answer-question', { ...change, session: opened });
}
