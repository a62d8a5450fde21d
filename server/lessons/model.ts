import type { Language } from '../../courses/model';
import type { Day } from '../reach/period';
import type { Times } from './passages';

/** `held`: as of an earlier day, until ten people more or fewer stand there (`docs/design/reach.md` §6). */
export type ShownCount = { readonly count: number; readonly held?: Day };

/** What `of` people's finished answers say of a question, on that day. */
export type Measure = {
  readonly day: Day;
  readonly of: number;
  readonly rightTenths: number; // difficulty: tenths of a percent that were right
  readonly discrimination?: number; // hundredths
};

export type ShownAnswer = { readonly choice: string; readonly right: boolean; readonly count?: ShownCount };

export type QuestionFigures = {
  readonly text: string;
  readonly options: readonly { readonly key: string; readonly text: string }[];
  readonly stopped?: ShownCount; // people whose first question without an answer this is
  readonly answers: readonly ShownAnswer[];
  readonly measure?: Measure;
};

/** One edition of what a version of a lesson amounts to: people, with small groups withheld already. */
export type LessonFigures = {
  readonly _id: string; // version:times
  readonly lesson: string; // opaque key
  readonly name: string; // THPT-1
  readonly course: string;
  readonly courseTitles: Readonly<Record<Language, string>>;
  readonly version: string;
  readonly language: Language;
  readonly title: string;
  readonly publishedAt: Date;
  readonly times: Times;
  readonly day: Day;
  readonly started?: ShownCount;
  readonly finished?: ShownCount;
  readonly questions: readonly QuestionFigures[];
};
