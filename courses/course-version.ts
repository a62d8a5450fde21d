import { createHash } from 'node:crypto';
import type { Lesson } from './model';

/** What a version stands for: all that is shown and counted, and nothing else, so that a new review date is no new version. */
type Published = Omit<Lesson, 'key' | 'version' | 'course' | 'core' | 'effectiveFrom' | 'reviewBy' | 'draft'>;

/** The content hash: the same for the same lesson, however its file is spaced or its fields are ordered. */
export function courseVersion(lesson: Published): string {
  const { id, language, title, goal, minutes, opening, messages, questions } = lesson;
  const shown = {
    ...{ id, language, title, goal, minutes, opening },
    messages: messages.map(({ unreviewed: _, ...rest }) => rest),
    questions: questions.map(({ unreviewed: _, ...rest }) => rest),
  };
  return sha256(canonicalJson(shown));
}

/** The only name of a lesson outside `courses`: says nothing about the lesson to whoever reads a log or an address. */
export function lessonKey(id: string): string {
  return sha256(`lesson:${id}`).slice(0, 12);
}

/** JSON with sorted keys and without absent fields. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);

  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
