import type { ContentIssue } from './content-issue';
import type { Part } from './model';
import type { LessonFile, SourcesFile } from './schema';
import { maxMessageWords, wordCount } from './word-count';
import type { YamlFile } from './yaml-file';

type Item = LessonFile['messages'][number] | LessonFile['questions'][number];

/** What a schema cannot say of one lesson: ids, lengths, answers, parts and citations. */
export function checkLesson(source: YamlFile<LessonFile>, core: boolean, sources: SourcesFile | undefined): readonly ContentIssue[] {
  const lesson = source.value;
  if (lesson === undefined) return [];
  return [
    ...checkIds(source, lesson),
    ...checkMessages(source, lesson),
    ...checkAnswers(source, lesson),
    ...checkParts(source, lesson, core),
    ...(sources === undefined ? [] : checkCitations(source, lesson, sources)),
  ];
}

function checkIds(source: YamlFile<LessonFile>, lesson: LessonFile): readonly ContentIssue[] {
  const expected = `${lesson.id.toLowerCase()}${lesson.language === 'vi' ? '' : `.${lesson.language}`}.yaml`;
  const named = source.file.endsWith(`/${expected}`)
    ? []
    : [source.issue('id_mismatch', ['id'], `${lesson.id} in ${lesson.language} belongs in ${expected}`)];
  const seen = new Set<string>();
  const items = everyItem(lesson).flatMap(({ item, path }) => {
    const repeated = seen.has(item.id);
    seen.add(item.id);
    if (repeated) return [source.issue('duplicate_id', [...path, 'id'], `${item.id} is used twice`)];
    if (!item.id.startsWith(`${lesson.id}-`))
      return [source.issue('id_mismatch', [...path, 'id'], `${item.id} does not begin with ${lesson.id}`)];
    return [];
  });
  return [...named, ...items];
}

function checkMessages(source: YamlFile<LessonFile>, lesson: LessonFile): readonly ContentIssue[] {
  return lesson.messages.flatMap((message, index) => {
    const words = wordCount(message.text);
    if (words <= maxMessageWords) return [];
    return [source.issue('message_too_long', ['messages', index, 'text'], `${message.id} has ${words} words, at most ${maxMessageWords}`)];
  });
}

function checkAnswers(source: YamlFile<LessonFile>, lesson: LessonFile): readonly ContentIssue[] {
  return lesson.questions.flatMap((question, index) => {
    if (question.kind === 'true-false') return [];
    const keys = [question.answer].flat();
    const path = ['questions', index, 'answer'];
    const unknown = keys.filter((key) => question.options[key] === undefined);
    if (unknown.length > 0) return [source.issue('wrong_answer', path, `${question.id} has no option ${unknown.join(', ')}`)];
    if (new Set(keys).size < keys.length) return [source.issue('wrong_answer', path, `${question.id} names an option twice`)];
    return [];
  });
}

/** A lesson counts once its messages were shown and any one question was answered: no part may hang on a certain question. */
function checkParts(source: YamlFile<LessonFile>, lesson: LessonFile, core: boolean): readonly ContentIssue[] {
  const parts: readonly Part[] = ['law', 'knowledge'];
  return parts
    .filter((part) => core || lesson.questions.some((question) => question.tags.includes(part)))
    .filter((part) => !lesson.messages.some((message) => message.tags.includes(part)))
    .map((part) => {
      const why = core ? 'is a core lesson' : `has a question tagged ${part}`;
      return source.issue('part_missing', ['messages'], `${lesson.id} ${why} and no message is tagged ${part}`);
    });
}

function checkCitations(source: YamlFile<LessonFile>, lesson: LessonFile, sources: SourcesFile): readonly ContentIssue[] {
  return everyItem(lesson).flatMap(({ item, path }) =>
    item.cite.flatMap((citation, index) => {
      const at = [...path, 'cite', index];
      const cited = sources.sources[citation.source];
      if (cited === undefined)
        return [source.issue('unknown_source', at, `${item.id} cites ${citation.source}, which no source is called`)];
      if (cited.confidence === 'M')
        return [source.issue('unchecked_source', at, `${item.id} cites ${citation.source}, which nobody has checked`)];
      return [];
    }),
  );
}

/** Every message and question with the way to it in the file. */
function everyItem(lesson: LessonFile): readonly { readonly item: Item; readonly path: readonly (string | number)[] }[] {
  return [
    ...lesson.messages.map((item, index) => ({ item, path: ['messages', index] })),
    ...lesson.questions.map((item, index) => ({ item, path: ['questions', index] })),
  ];
}
