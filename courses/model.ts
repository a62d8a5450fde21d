/** The two parts a plan names: law and policy, information and knowledge (`docs/design/reach.md` §2). */
export type Part = 'law' | 'knowledge';

export type Language = 'vi' | 'en';

/** A source in `content/sources.yaml`; `history` cites a text that no longer applies, `upcoming` one not yet in force, on purpose. */
export type Citation = { readonly source: string; readonly as?: 'history' | 'upcoming' };

/** Review marks: `part` tags proposed and not yet confirmed, `expert` waits for a lawyer or health agency (⚖). */
export type ReviewMark = 'part' | 'expert';

export type LessonMessage = {
  readonly id: string; // THPT-1-P1
  readonly text: string; // at most 60 words
  readonly citations: readonly Citation[];
  readonly parts: readonly Part[];
  readonly unreviewed: readonly ReviewMark[];
};

export type QuestionKind = 'single' | 'true-false' | 'several' | 'scenario';

export type Option = { readonly key: string /* A, B, C, D */; readonly text: string };

export type Question = {
  readonly id: string; // THPT-1-Q1
  readonly kind: QuestionKind;
  readonly text: string;
  readonly options: readonly Option[]; // true-false: A true, B false
  readonly key: readonly string[]; // the right option keys, sorted
  readonly explanation: string; // one line
  readonly citations: readonly Citation[];
  readonly parts: readonly Part[];
  readonly unreviewed: readonly ReviewMark[];
};

/** One lesson in one language, checked. Immutable once published: `version` is its content hash. */
export type Lesson = {
  readonly id: string; // THPT-1: for authors and officers
  readonly key: string; // opaque: the only name in sessions, attempts and URLs
  readonly version: string; // content hash, hex
  readonly course: string;
  readonly language: Language; // the language this text is in
  readonly title: string;
  readonly goal: string;
  readonly minutes: number;
  readonly core: boolean; // "Bắt buộc" in the curriculum: holds both parts
  readonly opening?: string; // the safety note some lessons begin with
  readonly messages: readonly LessonMessage[];
  readonly questions: readonly Question[];
  readonly effectiveFrom: string; // yyyy-mm-dd
  readonly reviewBy: string; // yyyy-mm-dd
  readonly draft: boolean; // holds unreviewed (⚖) items or is a translation, and nobody approved this version
};

export type Course = {
  readonly id: string; // thpt, sv, kcn, csdv, tt
  readonly title: string; // in Vietnamese
  readonly titles: Readonly<Record<Language, string>>;
  readonly populations: readonly Population[];
  readonly lessons: readonly Lesson[]; // in Vietnamese, in teaching order: core first
};

/** `docs/design/reach.md` §1. `service-worker` is never offered as a choice. */
export const populations = [
  'upper-secondary',
  'vocational',
  'higher-education',
  'ip-worker',
  'service-worker',
  'official',
  'community',
] as const;
export type Population = (typeof populations)[number];

/** What a learner may be served today, in each language, with what a lapsed source withdrew. */
export type Catalogue = {
  readonly courses: readonly Course[];
  /** The lesson with that opaque key: in `language` if it exists, else in Vietnamese. With `version`, that version or nothing. */
  lesson(key: string, language: Language, version?: string): Lesson | undefined;
  /** The official name of a source, short enough for a chat line. */
  citationText(citation: Citation): string;
};
