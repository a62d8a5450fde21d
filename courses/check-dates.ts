import type { Content, LoadedCalendar, LoadedEntry, LoadedLesson } from './content';
import type { ContentIssue } from './content-issue';
import type { Citation } from './model';
import type { SourcesFile } from './schema';
import { holds, replacementOf, sourceState } from './source-state';
import type { Path, YamlFile } from './yaml-file';

/** What time alone does to content: sources that lapse, reviews that fall due, lessons that have not begun. */
export function checkDates(content: Content, on: string): readonly ContentIssue[] {
  return [
    ...content.lessons.flatMap((loaded) => checkLessonDates(loaded, content.sources, on)),
    ...content.faq.flatMap((loaded) => checkEntryDates(loaded, content.sources, on)),
    ...content.calendars.flatMap((loaded) => checkCalendarDate(loaded, on)),
  ];
}

function checkLessonDates({ lesson, source }: LoadedLesson, sources: SourcesFile, on: string): readonly ContentIssue[] {
  const { id, reviewBy, effectiveFrom } = lesson;
  const items = [
    ...lesson.messages.map((item, index) => ({ ...item, path: ['messages', index, 'cite'] })),
    ...lesson.questions.map((item, index) => ({ ...item, path: ['questions', index, 'cite'] })),
  ];
  return [
    ...items.flatMap((item) => checkCited({ ...item, file: source }, sources, on)),
    ...(on > reviewBy ? [source.issue('review_overdue', ['review_by'], `${id} was to be read again by ${reviewBy}`)] : []),
    ...(on < effectiveFrom ? [source.issue('not_yet_effective', ['effective_from'], `${id} begins on ${effectiveFrom}`)] : []),
  ];
}

function checkEntryDates({ entry, index, source }: LoadedEntry, sources: SourcesFile, on: string): readonly ContentIssue[] {
  const { id, cite, review_by: reviewBy } = entry;
  const overdue = on > reviewBy ? [source.issue('review_overdue', [index, 'review_by'], `${id} was to be read again by ${reviewBy}`)] : [];
  return [...checkCited({ id, citations: cite, path: [index, 'cite'], file: source }, sources, on), ...overdue];
}

function checkCalendarDate({ calendar, source }: LoadedCalendar, on: string): readonly ContentIssue[] {
  const { review_by: reviewBy } = calendar;
  return on > reviewBy ? [source.issue('review_overdue', ['review_by'], `the calendar was to be read again by ${reviewBy}`)] : [];
}

type Citing = { readonly id: string; readonly citations: readonly Citation[]; readonly path: Path; readonly file: YamlFile<unknown> };

function checkCited({ id, citations, path, file }: Citing, sources: SourcesFile, on: string): readonly ContentIssue[] {
  return citations.flatMap((citation, index) => {
    const state = sourceState(sources, citation.source, on);
    if (state === undefined || holds(sources, citation, on)) return [];

    const at = [...path, index];
    const cited = `${id} cites ${citation.source}, which`;
    if (state === 'upcoming') return [file.issue('source_not_in_force', at, `${cited} does not apply yet on ${on}`)];
    const replacement = replacementOf(sources, citation.source);
    const instead = replacement === undefined ? '' : `; ${replacement} replaced it`;
    return [file.issue('source_lapsed', at, `${cited} no longer applies on ${on}${instead}`)];
  });
}
