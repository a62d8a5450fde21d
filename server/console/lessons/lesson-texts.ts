import type { LessonFigures, Measure, QuestionFigures, ShownAnswer, ShownCount } from '../../lessons/model';
import { today } from '../format';
import type { View } from '../view';

/** Below and above these shares of right answers, in tenths of a percent, a question is called hard and easy. */
const hardBelow = 300;
const easyFrom = 800;
const bands = [
  { below: 0, name: 'reversed' },
  { below: 20, name: 'weak' },
  { below: 40, name: 'fair' },
] as const;

/** What figures are called, on the screen and in the file: one place for both. */
export function lessonTexts(view: View) {
  const say = view.words('lessons');
  const { number, share, day } = view.format;
  const count = (shown: ShownCount | undefined) => (shown === undefined ? say('withheld') : number(shown.count));
  return {
    count,
    heldOn: (shown: ShownCount | undefined) => (shown?.held === undefined ? '' : say('held', { day: day(shown.held) })),
    shareOf: (part: ShownCount | undefined, whole: ShownCount | undefined) => {
      const tenths = tenthsOf(part, whole);
      return tenths === undefined ? say('unknown') : share(tenths);
    },
    difficulty: (measure: Measure | undefined) => (measure === undefined ? say('unknown') : share(measure.rightTenths)),
    difficultyWord: (measure: Measure | undefined) => (measure === undefined ? '' : say(`difficulty.${difficultyOf(measure)}`)),
    discrimination: (measure: Measure | undefined) =>
      measure?.discrimination === undefined ? say('unknown') : view.format.hundredths(measure.discrimination),
    discriminationWord: ({ discrimination }: Partial<Measure> = {}) =>
      discrimination === undefined ? '' : say(`discrimination.${bandOf(discrimination)}`),
    answer: ({ choice }: ShownAnswer, { options }: QuestionFigures) =>
      options.length === 2 || choice.length > 1
        ? [...choice].map((key) => options.find((one) => one.key === key)?.text ?? key).join(' + ')
        : `${choice}. ${options.find((one) => one.key === choice)?.text ?? ''}`,
    course: ({ courseTitles }: LessonFigures) => courseTitles[view.format.language],
    version: ({ publishedAt, language, version }: LessonFigures) =>
      say('version', { day: day(today(publishedAt)), language: say(`language.${language}`), code: version.slice(0, 8) }),
  };
}

/** Of the numbers as they are shown, so that a reader comes to the same. */
export function tenthsOf(part: ShownCount | undefined, whole: ShownCount | undefined): number | undefined {
  if (part === undefined || whole === undefined || whole.count === 0) return undefined;
  return part.count > whole.count ? undefined : Math.floor((part.count * 1000) / whole.count);
}

function difficultyOf({ rightTenths }: Measure) {
  if (rightTenths < hardBelow) return 'hard' as const;
  return rightTenths >= easyFrom ? ('easy' as const) : ('middling' as const);
}

function bandOf(discrimination: number) {
  return bands.find(({ below }) => discrimination < below)?.name ?? 'good';
}
