import type { Question } from '../../courses/model';
import type { GiveOut } from '../reach/give-out';
import type { ShownCell, TableCell } from '../reach/given-out';
import type { Day } from '../reach/period';
import { fewestForRate } from '../reach/small-groups';
import { discriminationOf, type LessonSums } from './lesson-sums';
import type { LessonFigures, Measure, QuestionFigures, ShownCount } from './model';

type Shown = ReadonlyMap<string, ShownCell>;
type Numbers = Pick<LessonFigures, 'started' | 'finished' | 'questions'>;

export type Edition = {
  readonly series: string;
  readonly questions: readonly Question[];
  readonly sums: LessonSums;
  readonly before: LessonFigures | undefined;
  readonly day: Day;
};

/** What may be shown of sums, now that this has been shown before: nothing tells of 1 to 9 people, not by subtraction either. */
export async function lessonEdition(giveOut: GiveOut, edition: Edition): Promise<Numbers> {
  const { series, sums, questions, day } = edition;
  const whole = await giveOut(series, passageCells(sums), day);
  const finished = whole.get('finished');
  // Each question's answers add up to those who finished: where these are not told, the answers would tell them.
  const answers: Shown = finished === undefined ? new Map() : await giveOut(`${series} answers`, answerCells(edition), day);
  return {
    ...named('started', whole.get('started')),
    ...named('finished', finished),
    questions: questions.map((question, place) => questionFigures(edition, { question, place, whole, answers })),
  };
}

/** Not the name of any cell: what stands under it is no part of a sum, and still no live total of a plan. */
const apart = 'apart';

function passageCells({ started, finished, stops }: LessonSums): readonly TableCell[] {
  const stopped = stops.map((count, place) => cell(`stop-${place}`, 'started', count));
  return [cell('started', apart, started), cell('finished', 'started', finished), ...stopped];
}

function answerCells({ sums, questions }: Edition): readonly TableCell[] {
  return questions.flatMap((question, place) => {
    const given = sums.questions[place]?.answers;
    const parts = choicesOf(question, given).map((choice) => cell(`q${place}-${choice}`, `q${place}`, given?.get(choice) ?? 0));
    return [cell(`q${place}`, undefined, sums.finished), ...parts];
  });
}

function cell(id: string, parent: string | undefined, count: number): TableCell {
  return { id, parent, low: count, high: count, people: undefined, attendances: 0, understood: undefined };
}

/** The options there are, and of questions with several right ones every set that somebody chose. */
function choicesOf({ kind, options, key }: Question, given: ReadonlyMap<string, number> = new Map()): readonly string[] {
  const offered = kind === 'several' ? [key.join('')] : options.map((option) => option.key);
  return [...new Set([...offered, ...given.keys()])];
}

type Asked = { readonly question: Question; readonly place: number; readonly whole: Shown; readonly answers: Shown };

function questionFigures(edition: Edition, asked: Asked): QuestionFigures {
  const { question, place, whole, answers } = asked;
  const right = question.key.join('');
  const listed = choicesOf(question, edition.sums.questions[place]?.answers)
    .map((choice) => ({ choice, right: choice === right, ...named('count', answers.get(`q${place}-${choice}`)) }))
    .filter(({ choice, count }) => question.kind !== 'several' || choice === right || (count?.count ?? 0) > 0);
  const measure = measureOf(edition, asked);
  return {
    text: question.text,
    options: question.options,
    ...named('stopped', whole.get(`stop-${place}`)),
    answers: listed,
    ...(measure === undefined ? {} : { measure }),
  };
}

/** From 30 people on, out of figures of one day; otherwise what was measured before stays, with its day. */
function measureOf({ sums, before, day }: Edition, { question, place, whole, answers }: Asked): Measure | undefined {
  const known = before?.questions[place]?.measure;
  const finished = whole.get('finished');
  const right = answers.get(`q${place}-${question.key.join('')}`);
  const current = sums.questions[place];
  if (finished === undefined || right === undefined || current === undefined) return undefined;
  if (finished.held !== undefined || right.held !== undefined || finished.low < fewestForRate) return known;
  const discrimination = discriminationOf(sums, current);
  const rightTenths = Math.floor((right.low * 1000) / finished.low);
  return { day, of: finished.low, rightTenths, ...(discrimination === undefined ? {} : { discrimination }) };
}

function named<N extends string>(name: N, shown: ShownCell | undefined): { readonly [key in N]?: ShownCount } {
  if (shown === undefined) return {};
  const count: ShownCount = { count: shown.low, ...(shown.held === undefined ? {} : { held: shown.held }) };
  const entry: { [key in N]?: ShownCount } = {};
  entry[name] = count;
  return entry;
}
