import type { LessonFigures, Measure } from '../../lessons/model';

/** The question that fewest of its people had right, where it could be measured. */
export function hardestOf({ questions }: LessonFigures): { readonly number: number; readonly measure: Measure } | undefined {
  const measured = questions.flatMap(({ measure }, place) => (measure === undefined ? [] : [{ number: place + 1, measure }]));
  return measured.sort((a, b) => a.measure.rightTenths - b.measure.rightTenths)[0];
}
