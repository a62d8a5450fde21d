import { type Interval, intersection, never } from './intervals';
import type { Reading } from './model';
import type { Moment } from './person-history';

export const recallReadings = ['recall-asked', 'recall-answered', 'remembered'] as const satisfies readonly Reading[];
export type RecallReading = (typeof recallReadings)[number];
type RecallSpans = Readonly<Record<RecallReading, readonly Interval[]>>;
/** Which rows say that somebody stands there: who was right has answered, who has answered was asked. */
const toldBy = {
  'recall-asked': ['sent', 'answered', 'remembered'],
  'recall-answered': ['answered', 'remembered'],
  remembered: ['remembered'],
} as const satisfies Record<RecallReading, readonly Moment['recall'][]>;

export const noRecall = { 'recall-asked': [], 'recall-answered': [], remembered: [] } as const;

/** Since when a person stands among those asked again about a month after a lesson, of the days on which they count. */
export function recallSpans(c: readonly Interval[], recalled: readonly Moment[]): RecallSpans {
  if (recalled.length === 0) return noRecall;
  const since = (reading: RecallReading) => {
    const first = recalled.find(({ recall }) => toldBy[reading].some((one) => one === recall))?.day;
    return first === undefined ? [] : intersection(c, [{ from: first, to: never }]);
  };
  return { 'recall-asked': since('recall-asked'), 'recall-answered': since('recall-answered'), remembered: since('remembered') };
}
