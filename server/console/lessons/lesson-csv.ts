import { stringify } from 'csv-stringify/sync';
import type { LessonFigures } from '../../lessons/model';
import { guardFormula } from '../formula-guard';
import type { View } from '../view';
import { hardestOf } from './hardest-of';
import { lessonTexts } from './lesson-texts';

/** The rows of the list in their order. */
export function lessonListCsv(view: View, rows: readonly LessonFigures[]): string {
  const say = view.words('lessons');
  const texts = lessonTexts(view);
  const heads = ['lesson', 'course', 'version', 'times', 'started', 'finished', 'share', 'hardest', 'day'];
  const lines = rows.map((row) => {
    const hardest = hardestOf(row);
    return [
      ...[`${row.name}: ${row.title}`, texts.course(row), texts.version(row), say(`times.${row.times}`)],
      ...[texts.count(row.started), texts.count(row.finished), texts.shareOf(row.finished, row.started)],
      ...[hardest === undefined ? '' : say('hardest', { number: hardest.number, share: texts.difficulty(hardest.measure) }), row.day],
    ];
  });
  return csv([heads.map((head) => say(`head.${head}`)), ...lines]);
}

/** One line for each answer of each question, and what is said of the question beside it. */
export function lessonCsv(view: View, row: LessonFigures): string {
  const say = view.words('lessons');
  const texts = lessonTexts(view);
  const heads = ['lesson', 'version', 'times', 'started', 'finished', 'day', 'number', 'question', 'stopped', 'answer', 'right', 'people'];
  const measures = ['difficulty', 'discrimination', 'of', 'measuredOn'];
  const lines = row.questions.flatMap((question, place) =>
    question.answers.map((answer) => [
      ...[`${row.name}: ${row.title}`, texts.version(row), say(`times.${row.times}`), texts.count(row.started), texts.count(row.finished)],
      ...[row.day, String(place + 1), question.text, texts.count(question.stopped), texts.answer(answer, question)],
      ...[say(answer.right ? 'yes' : 'no'), texts.count(answer.count), texts.difficulty(question.measure)],
      ...[texts.discrimination(question.measure), String(question.measure?.of ?? ''), question.measure?.day ?? ''],
    ]),
  );
  return csv([[...heads, ...measures].map((head) => say(`head.${head}`)), ...lines]);
}

function csv(lines: readonly (readonly string[])[]): string {
  return stringify(
    lines.map((line) => line.map((cell) => guardFormula(cell))),
    { bom: true, record_delimiter: 'windows' },
  );
}
