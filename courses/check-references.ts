import type { CourseFiles, LoadedLesson } from './content';
import type { ContentIssue } from './content-issue';
import type { Approval, FaqEntry, Hotline, SourcesFile } from './schema';
import { fold } from './search/fold';
import { maxMessageWords, wordCount } from './word-count';
import type { YamlFile } from './yaml-file';

type Files = {
  readonly sources: YamlFile<SourcesFile>;
  readonly hotlines: YamlFile<readonly Hotline[]>;
  readonly faq: readonly YamlFile<readonly FaqEntry[]>[];
  readonly approvals: readonly YamlFile<readonly Approval[]>[];
  readonly courses: readonly CourseFiles[];
  readonly lessons: readonly LoadedLesson[];
};

/** What names something in another file: documents, replacements, hotlines, answers to questions, approvals. */
export function checkReferences(files: Files): readonly ContentIssue[] {
  const known = files.sources.value;
  return [
    ...(known === undefined ? [] : [...checkSources(files.sources, known), ...checkCited(files, known)]),
    ...checkRepeated(files.courses),
    ...checkFaq(files.faq),
    ...files.approvals.flatMap((file) => checkApprovals(file, files)),
  ];
}

function checkSources(file: YamlFile<SourcesFile>, known: SourcesFile): readonly ContentIssue[] {
  const exists = (id: string) => known.sources[id] !== undefined || known.documents[id] !== undefined;
  return Object.entries(known.sources).flatMap(([id, source]) => {
    const path = ['sources', id];
    const unnamed = source.short === undefined && source.article === undefined && source.document === undefined;
    return [
      ...(unnamed ? [file.issue('wrong_shape', path, `${id} needs a short name, or a document and an article`)] : []),
      ...(source.document === undefined || known.documents[source.document] !== undefined
        ? []
        : [file.issue('unknown_source', [...path, 'document'], `${id} belongs to ${source.document}, which no document is called`)]),
      ...(source.replaced_by === undefined || exists(source.replaced_by)
        ? []
        : [file.issue('unknown_source', [...path, 'replaced_by'], `${id} is replaced by ${source.replaced_by}, which nothing is called`)]),
    ];
  });
}

function checkCited({ hotlines, faq }: Files, known: SourcesFile): readonly ContentIssue[] {
  const missing = (file: YamlFile<unknown>, path: readonly (string | number)[], id: string, by: string): readonly ContentIssue[] => {
    const source = known.sources[id];
    if (source === undefined) return [file.issue('unknown_source', path, `${by} cites ${id}, which no source is called`)];
    return source.confidence === 'M' ? [file.issue('unchecked_source', path, `${by} cites ${id}, which nobody has checked`)] : [];
  };
  return [
    ...(hotlines.value ?? []).flatMap((hotline, index) => missing(hotlines, [index, 'source'], hotline.source, 'the hotline')),
    ...faq.flatMap((file) =>
      (file.value ?? []).flatMap((entry, index) =>
        entry.cite.flatMap((citation, nth) => missing(file, [index, 'cite', nth], citation.source, entry.id)),
      ),
    ),
  ];
}

/** Ids that must differ from course to course: a lesson's id is its key in every session. */
function checkRepeated(courses: Files['courses']): readonly ContentIssue[] {
  const seen = new Set<string>();
  const repeated = (file: YamlFile<{ readonly id: string }>, name: string): readonly ContentIssue[] => {
    if (file.value === undefined) return [];
    const known = seen.has(name);
    seen.add(name);
    return known ? [file.issue('duplicate_id', ['id'], `${file.value.id} is used twice`)] : [];
  };
  return courses.flatMap(({ course, lessons }) => [
    ...repeated(course, `course ${course.value?.id}`),
    ...lessons.flatMap((lesson) => repeated(lesson, `${lesson.value?.id} in ${lesson.value?.language}`)),
  ]);
}

function checkFaq(files: Files['faq']): readonly ContentIssue[] {
  const seen = new Set<string>();
  return files.flatMap((file) =>
    (file.value ?? []).flatMap(({ id, answer }, index) => {
      const repeated = seen.has(id);
      seen.add(id);
      const long = wordCount(answer) > maxMessageWords;
      return [
        ...(repeated ? [file.issue('duplicate_id', [index, 'id'], `${id} is used twice`)] : []),
        ...(long ? [file.issue('message_too_long', [index, 'answer'], `${id} answers in more than ${maxMessageWords} words`)] : []),
      ];
    }),
  );
}

/** An approval of an earlier version may stay on record once the present one is approved too. */
function checkApprovals(file: YamlFile<readonly Approval[]>, { approvals, lessons }: Files): readonly ContentIssue[] {
  const versions = new Set(approvals.flatMap(({ value }) => (value ?? []).map(({ version }) => version)));
  return (file.value ?? []).flatMap((approval, index) => {
    const approved = lessons.find(({ lesson }) => lesson.id === approval.lesson && lesson.language === approval.language);
    if (approved === undefined) return [file.issue('approval_outdated', [index, 'lesson'], `${approval.lesson} is no lesson any more`)];
    const { version } = approved.lesson;
    if (version !== approval.version) {
      if (versions.has(version)) return [];
      return [file.issue('approval_outdated', [index, 'version'], `${approval.lesson} is another version now: ${version}`)];
    }
    if (fold(approved.author) !== fold(approval.approved_by)) return [];
    return [file.issue('approved_by_author', [index, 'approved_by'], `${approval.lesson} is approved by its own author`)];
  });
}
