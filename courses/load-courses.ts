import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { readAreas } from './areas-file';
import { calendarFile } from './calendar-schema';
import { checkCalendars } from './check-calendars';
import { checkListing, checkTranslations } from './check-course';
import { checkLesson } from './check-lesson';
import { checkReferences } from './check-references';
import type { Content, CourseFiles, LoadedLesson } from './content';
import type { ContentIssue } from './content-issue';
import { readLesson } from './read-lesson';
import type { AnswersFile, SourcesFile } from './schema';
import { answersFile, approvalsFile, courseFile, faqFile, hotlinesFile, lessonFile, sourcesFile } from './schema';
import { noYaml, readYaml, type YamlFile } from './yaml-file';

const noSources: SourcesFile = { marks: { history: '', upcoming: '' }, documents: {}, sources: {} };
const noAnswers: AnswersFile = { vi: { right: '', wrong: '' }, en: { right: '', wrong: '' } };

/** The one reader of the content folder. It never throws: what cannot be read is an issue like any other. */
export function loadContent(folder: string): Content {
  const files = readFolder(folder);
  const lessons = files.courses.flatMap((course) => placeLessons(course, files.answers.value ?? noAnswers));
  return {
    courses: files.courses.flatMap(({ course }) => course.value ?? []),
    lessons,
    sources: files.sources.value ?? noSources,
    hotlines: files.hotlines.value ?? [],
    faq: files.faq.flatMap((source) => (source.value ?? []).map((entry, index) => ({ entry, index, source }))),
    areas: files.areas.rows,
    calendars: withValue(files.calendars),
    approvals: files.approvals.flatMap((file) => file.value ?? []),
    issues: issuesOf(files, lessons),
  };
}

/** The calendars alone, as they stand in the whole: reading every lesson takes some fifty times as long. */
export function loadCalendars(folder: string): Content['calendars'] {
  return withValue(readerOf(folder).yamlIn('calendars', calendarFile));
}

function withValue(files: Files['calendars']): Content['calendars'] {
  return files.flatMap((source) => (source.value === undefined ? [] : [{ calendar: source.value, source }]));
}

type Files = ReturnType<typeof readFolder>;

function readFolder(folder: string) {
  const read = readerOf(folder);
  return {
    sources: read.yaml('sources.yaml', sourcesFile),
    answers: read.yaml('courses/answers.yaml', answersFile),
    hotlines: read.yaml('hotlines.yaml', hotlinesFile),
    faq: read.yamlIn('faq', faqFile),
    approvals: read.yamlIn('approvals', approvalsFile),
    calendars: read.yamlIn('calendars', calendarFile),
    areas: readAreas('areas.csv', read.text('areas.csv') ?? ''),
    courses: read
      .foldersIn('courses')
      .map((name) => readCourse(read, `courses/${name}`))
      .sort(byOrder),
    unreadable: read.unreadable,
  };
}

function issuesOf(files: Files, lessons: readonly LoadedLesson[]): readonly ContentIssue[] {
  const { sources, answers, hotlines, faq, approvals, calendars, areas, courses, unreadable } = files;
  const shared = [sources, answers, hotlines, ...faq, ...approvals, ...calendars];
  const everyFile = [...shared, ...courses.flatMap(({ course, lessons: own }) => [course, ...own])];
  return [
    ...unreadable,
    ...everyFile.flatMap((file) => file.issues),
    ...areas.issues,
    ...courses.flatMap((course) => checkCourse(course, sources.value)),
    ...checkCalendars(calendars),
    ...checkReferences({ sources, hotlines, faq, approvals, courses, lessons }),
  ];
}

function readCourse(read: Reader, folder: string): CourseFiles {
  const lessons = read.filesIn(folder).filter((file) => !file.endsWith('/course.yaml'));
  return {
    course: read.yaml(`${folder}/course.yaml`, courseFile),
    lessons: lessons.map((file) => read.yaml(file, lessonFile)),
  };
}

/** A course file with faults stands last: its own issues are what matters. */
function byOrder(a: CourseFiles, b: CourseFiles): number {
  return (a.course.value?.order ?? Number.MAX_SAFE_INTEGER) - (b.course.value?.order ?? Number.MAX_SAFE_INTEGER);
}

function checkCourse(files: CourseFiles, sources: SourcesFile | undefined): readonly ContentIssue[] {
  const core: readonly string[] = files.course.value?.core ?? [];
  return [
    ...files.lessons.flatMap((file) => checkLesson(file, core.includes(file.value?.id ?? ''), sources)),
    ...checkListing(files),
    ...checkTranslations(files.lessons),
  ];
}

function placeLessons({ course, lessons }: CourseFiles, answers: AnswersFile): readonly LoadedLesson[] {
  if (course.value === undefined) return [];
  const { id, core, optional } = course.value;
  return [...core, ...optional].flatMap((listed) =>
    lessons.flatMap((source) => {
      if (source.value?.id !== listed) return [];
      const lesson = readLesson(source.value, { course: id, core: core.includes(listed) }, answers);
      return [{ lesson, author: source.value.author, source }];
    }),
  );
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(folder: string) {
  const unreadable: ContentIssue[] = [];
  const orElse = <T, U>(path: string, instead: U, read: (full: string) => T): T | U => {
    try {
      return read(join(folder, path));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      unreadable.push({ code: 'unreadable', file: path, line: 1, column: 1, message: message.replaceAll(folder, 'content') });
      return instead;
    }
  };
  const entries = (path: string) => orElse(path, [], (full) => readdirSync(full, { withFileTypes: true })).sort(byName);
  const text = (path: string) => orElse(path, undefined, (full) => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(full)));
  const yaml = <T>(path: string, schema: z.ZodType<T>): YamlFile<T> => {
    const found = text(path);
    return found === undefined ? noYaml(path) : readYaml(path, found, schema);
  };
  const filesIn = (path: string) =>
    entries(path).flatMap((entry) => (entry.isFile() && entry.name.endsWith('.yaml') ? [`${path}/${entry.name}`] : []));
  return {
    unreadable,
    text,
    yaml,
    filesIn,
    foldersIn: (path: string) => entries(path).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])),
    yamlIn: <T>(path: string, schema: z.ZodType<T>) => filesIn(path).map((file) => yaml(file, schema)),
  };
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
