import type { CalendarFile } from './calendar-schema';
import type { ContentIssue } from './content-issue';
import type { Lesson } from './model';
import type { Approval, AreaRow, CourseFile, FaqEntry, Hotline, LessonFile, SourcesFile } from './schema';
import type { YamlFile } from './yaml-file';

/** Everything in the content folder that passed, with every fault in what did not. */
export type Content = {
  readonly courses: readonly CourseFile[]; // in the order they are offered
  readonly lessons: readonly LoadedLesson[]; // in teaching order
  readonly sources: SourcesFile;
  readonly hotlines: readonly Hotline[];
  readonly faq: readonly LoadedEntry[];
  readonly areas: readonly AreaRow[];
  readonly approvals: readonly Approval[];
  readonly calendars: readonly LoadedCalendar[];
  readonly issues: readonly ContentIssue[];
};

/** A lesson with its author, and with the file it came from, so that a later check can point into it. */
export type LoadedLesson = { readonly lesson: Lesson; readonly author: string; readonly source: YamlFile<LessonFile> };

/** A frequent question, with where it stands in its file. */
export type LoadedEntry = { readonly entry: FaqEntry; readonly index: number; readonly source: YamlFile<readonly FaqEntry[]> };

/** Days and hours without pushes, with the file they came from. */
export type LoadedCalendar = { readonly calendar: CalendarFile; readonly source: YamlFile<CalendarFile> };

export type CourseFiles = { readonly course: YamlFile<CourseFile>; readonly lessons: readonly YamlFile<LessonFile>[] };
