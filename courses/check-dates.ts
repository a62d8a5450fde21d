import type { Content, LoadedLesson } from './content';
import type { ContentIssue } from './content-issue';
import { holds, replacementOf, sourceState } from './source-state';

/** What time alone does to content: sources that lapse, reviews that fall due, lessons that have not begun. */
export function checkDates(content: Content, on: string): readonly ContentIssue[] {
  return content.lessons.flatMap((loaded) => [...checkSources(loaded, content, on), ...checkLessonDates(loaded, on)]);
}

function checkSources({ lesson, source }: LoadedLesson, { sources }: Content, on: string): readonly ContentIssue[] {
  const items = [
    ...lesson.messages.map((item, index) => ({ item, path: ['messages', index] })),
    ...lesson.questions.map((item, index) => ({ item, path: ['questions', index] })),
  ];
  return items.flatMap(({ item, path }) =>
    item.citations.flatMap((citation, index) => {
      const state = sourceState(sources, citation.source, on);
      if (state === undefined || holds(sources, citation, on)) return [];

      const at = [...path, 'cite', index];
      const cited = `${item.id} cites ${citation.source}, which`;
      if (state === 'upcoming') return [source.issue('source_not_in_force', at, `${cited} does not apply yet on ${on}`)];
      const replacement = replacementOf(sources, citation.source);
      const instead = replacement === undefined ? '' : `; ${replacement} replaced it`;
      return [source.issue('source_lapsed', at, `${cited} no longer applies on ${on}${instead}`)];
    }),
  );
}

function checkLessonDates({ lesson, source }: LoadedLesson, on: string): readonly ContentIssue[] {
  const { id, reviewBy, effectiveFrom } = lesson;
  return [
    ...(on > reviewBy ? [source.issue('review_overdue', ['review_by'], `${id} was to be read again by ${reviewBy}`)] : []),
    ...(on < effectiveFrom ? [source.issue('not_yet_effective', ['effective_from'], `${id} begins on ${effectiveFrom}`)] : []),
  ];
}
