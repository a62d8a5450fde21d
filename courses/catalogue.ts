import type { Content } from './content';
import type { Catalogue, Citation, Course, Language, Lesson } from './model';
import { needsApproval } from './read-lesson';
import type { Approval } from './schema';
import { fold } from './search/fold';
import { citationText, holds } from './source-state';

export type Withdrawal = {
  readonly lesson: string; // THPT-1
  readonly key: string;
  readonly language: Language;
  readonly reason: 'source-not-in-force' | 'not-approved' | 'not-yet-effective';
  readonly sources: readonly string[]; // those that do not hold
};

/** A catalogue with the lessons it leaves out, for the officer and the log. */
export type PublishedCatalogue = Catalogue & { readonly withdrawn: readonly Withdrawal[] };

export type Publication = {
  readonly content: Content;
  readonly on: string; // yyyy-mm-dd in Asia/Ho_Chi_Minh
  /** The demonstration shows drafts with their mark; a real installation waits for the approval. */
  readonly servesDrafts: boolean;
  readonly approvals: readonly Approval[];
  /** Versions published earlier, kept by the server: a learner in the middle of one stays on it. */
  readonly earlier?: readonly Lesson[];
};

/** What may be served on that day. Never throws: a lesson that may not be served is left out and named. */
export function buildCatalogue(publication: Publication): PublishedCatalogue {
  const { content, earlier = [] } = publication;
  const current = content.lessons.map(({ lesson, author }) => judge(lesson, publication, author));
  const served = withOriginals(current.flatMap(kept));
  const old = earlier.map((lesson) => judge(lesson, publication)).flatMap(kept);

  const courses = content.courses.map(
    (course): Course => ({
      id: course.id,
      title: course.title.vi,
      titles: course.title,
      populations: course.populations,
      lessons: served.filter((lesson) => lesson.course === course.id && lesson.language === 'vi'),
    }),
  );
  const newest = new Map(served.map((lesson) => [`${lesson.key}:${lesson.language}`, lesson]));
  const versions = new Map([...old, ...served].map((lesson) => [`${lesson.key}:${lesson.version}`, lesson]));
  return {
    courses,
    lesson: (key, language, version) => {
      if (version !== undefined) return versions.get(`${key}:${version}`);
      return newest.get(`${key}:${language}`) ?? newest.get(`${key}:vi`);
    },
    citationText: (citation) => citationText(content.sources, citation),
    withdrawn: current.flatMap(({ withdrawal }) => withdrawal ?? []),
  };
}

type Judged = { readonly lesson: Lesson; readonly withdrawal?: Withdrawal };

function judge(found: Lesson, publication: Publication, author?: string): Judged {
  const { content, on, servesDrafts } = publication;
  const approved = publication.approvals.some((approval) => approves(approval, found, author));
  const lesson = { ...found, draft: needsApproval(found) && !approved };
  const withdraw = (reason: Withdrawal['reason'], sources: readonly string[] = []): Judged => {
    const { id, key, language } = lesson;
    return { lesson, withdrawal: { lesson: id, key, language, reason, sources } };
  };

  const lapsed = citationsOf(lesson).filter((citation) => !holds(content.sources, citation, on));
  if (lapsed.length > 0) return withdraw('source-not-in-force', [...new Set(lapsed.map(({ source }) => source))]);
  if (on < lesson.effectiveFrom) return withdraw('not-yet-effective');
  if (lesson.draft && !servesDrafts) return withdraw('not-approved');
  return { lesson };
}

function kept({ lesson, withdrawal }: Judged): readonly Lesson[] {
  return withdrawal === undefined ? [lesson] : [];
}

/** A translation is served only beside the lesson it translates. */
function withOriginals(lessons: readonly Lesson[]): readonly Lesson[] {
  const originals = new Set(lessons.flatMap(({ key, language }) => (language === 'vi' ? [key] : [])));
  return lessons.filter(({ key }) => originals.has(key));
}

function approves(approval: Approval, lesson: Lesson, author: string | undefined): boolean {
  const same = approval.lesson === lesson.id && approval.version === lesson.version;
  return same && (author === undefined || fold(approval.approved_by) !== fold(author));
}

function citationsOf(lesson: Lesson): readonly Citation[] {
  return [...lesson.messages, ...lesson.questions].flatMap((item) => item.citations);
}
