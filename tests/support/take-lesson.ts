import type { Product } from './product';
import type { WebLearner } from './web-learner';

const mostTaps = 40;

/** A reader's pace, the first thing on offer, to the end of the lesson. */
export async function takeLesson(learner: WebLearner, { advance }: Pick<Product, 'advance'>): Promise<void> {
  await learner.tap(/^Học: /);
  for (let taps = 0; taps < mostTaps && !learner.last.text.includes('Bạn đã học xong bài'); taps += 1) {
    advance(30_000);
    const { options } = learner.last;
    await learner.tap((options.find(({ label }) => label === 'Xong') ?? options[0])?.label ?? 'nothing on offer');
  }
}
