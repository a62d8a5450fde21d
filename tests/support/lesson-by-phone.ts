import type { Language } from '../../courses/model';
import type { PhoneLearner } from './phone-learner';

export type Lesson = {
  readonly language: Language;
  readonly code: string;
  /** A reader's pause, on the product's clock. */
  readonly pause: () => Promise<void> | void;
};

/** Which choices are taken at each of the six questions, by place; the first answer is wrong. */
const answers: readonly (readonly number[])[] = [[0], [1], [0, 3], [0], [0], [3]];

/** From the first contact through a lesson to what may be asked after it; every choice by what the phone offers. */
export async function takeLesson(learner: PhoneLearner, { language, code, pause }: Lesson): Promise<void> {
  await onboard(learner, language, code);
  await learner.choose(0);
  for (let read = 0; !atQuestion(learner, 1); read += 1) {
    if (read > 12) throw new Error(`no question came: ${learner.last.text}`);
    await pause();
    await learner.choose(0);
  }
  for (const places of answers) {
    await pause();
    for (const place of places) await learner.choose(place);
    if (places.length > 1) await learner.choose(-1);
  }
  await learner.say(language === 'vi' ? 'hôm nay trời đẹp' : 'nice weather today');
  await learner.say('menu');
}

/** To the menu, with a yes to learning and to being counted, and a no to the rest. */
export async function onboard(learner: PhoneLearner, language: Language, code: string): Promise<void> {
  await learner.begin();
  if (language === 'en') await learner.choose(-1);
  await learner.choose(1); // 16 or 17
  await learner.say(code);
  for (const place of [0, 0, 1, 1]) await learner.choose(place);
}

export function atQuestion(learner: PhoneLearner, number: number): boolean {
  return new RegExp(`^(Câu|Question) ${number}/`, 'm').test(learner.last.text);
}
