import type { CourseFiles } from './content';
import type { ContentIssue } from './content-issue';
import type { LessonFile } from './schema';
import type { YamlFile } from './yaml-file';

/** The list in a course file against the lesson files beside it. */
export function checkListing({ course, lessons }: CourseFiles): readonly ContentIssue[] {
  if (course.value === undefined) return [];
  const { core, optional } = course.value;
  const written = new Set(lessons.flatMap((file) => (file.value?.language === 'vi' ? [file.value.id] : [])));
  const listed = [...core, ...optional];

  const missing = listed.flatMap((id, index) => {
    const path = index < core.length ? ['core', index] : ['optional', index - core.length];
    if (listed.indexOf(id) < index) return [course.issue('duplicate_id', path, `${id} is listed twice`)];
    // A file with faults of its own is there all the same: its own issues are enough.
    const broken = lessons.some((file) => file.value === undefined && file.file.endsWith(`/${id.toLowerCase()}.yaml`));
    return written.has(id) || broken ? [] : [course.issue('lesson_missing', path, `${id} is listed and has no Vietnamese lesson file`)];
  });
  const unlisted = lessons.flatMap((file) => {
    if (file.value === undefined || listed.includes(file.value.id)) return [];
    return [file.issue('lesson_not_listed', ['id'], `${file.value.id} is not in ${course.file}`)];
  });
  return [...missing, ...unlisted];
}

/** Each translation against the Vietnamese lesson: other words, the same lesson. */
export function checkTranslations(lessons: readonly YamlFile<LessonFile>[]): readonly ContentIssue[] {
  return lessons.flatMap((file) => {
    const translation = file.value;
    if (translation === undefined || translation.language === 'vi') return [];
    const original = lessons.find(({ value }) => value?.id === translation.id && value.language === 'vi')?.value;
    if (original === undefined) return [];

    const framed = (lesson: LessonFile) => `${lesson.minutes} ${lesson.opening === undefined}`;
    const frame =
      framed(translation) === framed(original)
        ? []
        : [file.issue('translation_differs', ['minutes'], `${translation.id} has other minutes than in Vietnamese, or one has no opening`)];
    const items = (['messages', 'questions'] as const).flatMap((part) => {
      const [mine, theirs] = [translation[part], original[part]];
      if (mine.length !== theirs.length) {
        return [
          file.issue('translation_differs', [part], `${translation.id} has ${theirs.length} ${part} in Vietnamese, ${mine.length} here`),
        ];
      }
      return mine.flatMap((item, index) => {
        if (skeleton(item) === skeleton(theirs[index])) return [];
        return [file.issue('translation_differs', [part, index], `${item.id} differs from the Vietnamese in more than words`)];
      });
    });
    return [...frame, ...items];
  });
}

/** All of an item but its words. */
function skeleton(item: LessonFile['messages'][number] | LessonFile['questions'][number] | undefined): string {
  if (item === undefined) return '';
  const asked =
    'kind' in item ? { kind: item.kind, answer: item.answer, options: 'options' in item ? Object.keys(item.options).sort() : [] } : {};
  return JSON.stringify({ id: item.id, cite: item.cite, tags: item.tags, ...asked });
}
