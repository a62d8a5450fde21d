import { courseVersion, lessonKey } from './course-version';
import type { Lesson, LessonMessage, Question } from './model';
import type { AnswersFile, LessonFile, QuestionFile } from './schema';

/** Where a lesson stands in its course. */
export type Place = { readonly course: string; readonly core: boolean };

/** A checked file as the lesson the rest of the product knows. `draft` is said without any approval. */
export function readLesson(file: LessonFile, place: Place, words: AnswersFile): Lesson {
  const messages = file.messages.map(readMessage);
  const questions = file.questions.map((question) => readQuestion(question, words[file.language]));
  const shown = {
    id: file.id,
    language: file.language,
    title: file.title,
    goal: file.goal,
    minutes: file.minutes,
    ...(file.opening === undefined ? {} : { opening: file.opening }),
    messages,
    questions,
  };
  return {
    ...shown,
    ...place,
    key: lessonKey(file.id),
    version: courseVersion(shown),
    effectiveFrom: file.effective_from,
    reviewBy: file.review_by,
    draft: needsApproval(shown),
  };
}

/** What is served only once someone other than its author approves it: what an expert has to see (⚖), and every translation. */
export function needsApproval({ language, messages, questions }: Pick<Lesson, 'language' | 'messages' | 'questions'>): boolean {
  return language !== 'vi' || [...messages, ...questions].some((item) => item.unreviewed.includes('expert'));
}

function readMessage({ id, text, cite, tags, unreviewed }: LessonFile['messages'][number]): LessonMessage {
  return { id, text, citations: cite, parts: tags, unreviewed };
}

function readQuestion(file: QuestionFile, words: AnswersFile['vi']): Question {
  const { id, kind, text, explanation, cite, tags, unreviewed } = file;
  return { id, kind, text, ...choices(file, words), explanation, citations: cite, parts: tags, unreviewed };
}

function choices(file: QuestionFile, words: AnswersFile['vi']): Pick<Question, 'options' | 'key'> {
  if (file.kind === 'true-false') {
    const options = [
      { key: 'A', text: words.right },
      { key: 'B', text: words.wrong },
    ];
    return { options, key: [file.answer ? 'A' : 'B'] };
  }
  const options = Object.entries(file.options)
    .map(([key, text]) => ({ key, text }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { options, key: [file.answer].flat().sort() };
}
