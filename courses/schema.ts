import { z } from 'zod';
import { populations } from './model';

const oneLine = z
  .string()
  .trim()
  .min(1)
  .refine((text) => !/[\r\n]/.test(text), 'must be one line')
  .transform((text) => text.normalize('NFC'));
const day = z.iso.date();
const id = z.string().regex(/^[A-Z0-9][A-Z0-9-]*$/, 'must be capital letters, digits and hyphens');

const citation = z.union([id.transform((source) => ({ source })), z.strictObject({ source: id, as: z.enum(['history', 'upcoming']) })]);

const reviewed = {
  cite: z.array(citation).min(1),
  tags: z.array(z.enum(['law', 'knowledge'])).min(1),
  unreviewed: z.array(z.enum(['part', 'expert'])).default([]),
};

const message = z.strictObject({ id, text: oneLine, ...reviewed });

const optionKey = z.enum(['A', 'B', 'C', 'D', 'E', 'F']);
const asked = { id, text: oneLine, explanation: oneLine, ...reviewed };
const options = z.partialRecord(optionKey, oneLine).refine((all) => Object.keys(all).length >= 2, 'needs at least two options');

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('single'), ...asked, options, answer: optionKey }),
  z.strictObject({ kind: z.literal('scenario'), ...asked, options, answer: optionKey }),
  z.strictObject({ kind: z.literal('several'), ...asked, options, answer: z.array(optionKey).min(1) }),
  z.strictObject({ kind: z.literal('true-false'), ...asked, answer: z.boolean() }),
]);

export const lessonFile = z.strictObject({
  id,
  language: z.enum(['vi', 'en']),
  author: oneLine,
  title: oneLine,
  goal: oneLine,
  minutes: z.int().min(1).max(30),
  opening: oneLine.optional(),
  effective_from: day,
  review_by: day,
  messages: z.array(message).min(1),
  questions: z.array(question).min(1),
});
export type LessonFile = z.infer<typeof lessonFile>;
export type QuestionFile = LessonFile['questions'][number];

const bothLanguages = z.strictObject({ vi: oneLine, en: oneLine });

export const courseFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: bothLanguages,
  order: z.int(),
  populations: z.array(z.enum(populations)).min(1),
  core: z.array(id).min(1),
  optional: z.array(id).default([]),
});
export type CourseFile = z.infer<typeof courseFile>;

/** The words of the two answers to a true-or-false question, one file for all lessons. */
export const answersFile = z.strictObject({
  vi: z.strictObject({ right: oneLine, wrong: oneLine }),
  en: z.strictObject({ right: oneLine, wrong: oneLine }),
});
export type AnswersFile = z.infer<typeof answersFile>;

const validity = { from: day.optional(), to: day.optional(), replaced_by: id.optional() };

/** A document and its articles: an article without dates of its own is in force as long as its document. */
export const sourcesFile = z.strictObject({
  marks: z.strictObject({ history: oneLine, upcoming: oneLine }),
  documents: z.record(id, z.strictObject({ name: oneLine, short: oneLine, ...validity })),
  sources: z.record(
    id,
    z.strictObject({
      document: id.optional(),
      article: oneLine.optional(),
      short: oneLine.optional(),
      says: oneLine,
      status: oneLine.optional(), // in the words of whoever checked it
      issued: z.boolean().default(true), // false: announced or drafted only
      confidence: z.enum(['2+', '1T', '1', 'M']),
      confidence_note: oneLine.optional(),
      read_in: oneLine.optional(),
      lawyer: oneLine.optional(), // what a lawyer or agency still has to settle
      ...validity,
    }),
  ),
});
export type SourcesFile = z.infer<typeof sourcesFile>;

export const hotlinesFile = z.array(
  z.strictObject({
    source: id,
    name: bothLanguages,
    number: oneLine.optional(), // as shown; absent where the province fills it in
    call: z
      .string()
      .regex(/^\+?[0-9]+$/)
      .optional(), // as dialled
    use: bothLanguages,
    hours: bothLanguages.optional(),
    free: z.boolean().optional(), // only where proven
    local: z.boolean().default(false),
    always: z.boolean().default(false), // on the card that ends every lesson
    verified_at: day.optional(),
  }),
);
export type Hotline = z.infer<typeof hotlinesFile>[number];

export const faqFile = z.array(
  z.strictObject({
    id,
    question: oneLine,
    asked_as: z.array(oneLine).default([]),
    about: z.array(z.array(oneLine).min(1)).min(1), // a question is answered when it says one phrase of each line,
    unless: z.array(oneLine).default([]), // and none of these
    answer: oneLine,
    cite: z.array(citation).min(1),
    review_by: day,
    unreviewed: z.array(z.enum(['expert'])).default([]),
  }),
);
export type FaqEntry = z.infer<typeof faqFile>[number];

export const approvalsFile = z.array(
  z.strictObject({
    lesson: id,
    language: z.enum(['vi', 'en']),
    version: z.string().regex(/^[0-9a-f]{64}$/, 'must be the content hash'),
    approved_by: oneLine,
    role: oneLine,
    on: day,
  }),
);
export type Approval = z.infer<typeof approvalsFile>[number];

export const areaRow = z.strictObject({
  code: z.string().regex(/^[0-9]{2}$/),
  name: oneLine,
  kind: z.enum(['city', 'province']),
  communes: z.coerce.number().int().positive(), // communes, wards and special zones
  from: day,
  former: z.string().transform((names) => (names === '' ? [] : names.split('; '))),
});
export type AreaRow = z.infer<typeof areaRow>;
