import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/**
 * The lesson every bot of the bench gives: one message, five questions, the result. Each text of a learner moves one step
 * and is answered once. What is said ends in "#<state>", so that the driver sees a step lost, doubled or out of order.
 */
export const MESSAGE = 0; // the message was shown; questions 1 to 5 are asked in the states of their number
export const FINISHED = 6;
export const STATES = 7;
const questionCount = 5;

/** Where a learner stands at the start: as many at each question, so that any moment has the events of a whole lesson. */
export const seededState = (learner) => 1 + (learner % questionCount);

const lessonFile = new URL('./content/courses/bench/bench-1.yaml', import.meta.url);
const { messages, questions } = parse(readFileSync(lessonFile, 'utf8'));
const asked = questions.map(({ text, options }) =>
  [text, ...Object.entries(options).map(([key, option]) => `${key}. ${option}`)].join('\n'),
);

export const newSession = () => ({ state: FINISHED, right: 0, finished: 0 });
export const seededSession = (learner) => ({ state: seededState(learner), right: 0, finished: 0 });

/** Moves the session one step, in place, and returns what to say. */
export function takeStep(session, text) {
  const question = questions[session.state - 1];
  session.state = (session.state + 1) % STATES;
  if (session.state === MESSAGE) {
    session.right = 0;
    return messages[0].text;
  }
  if (question === undefined) return asked[0];

  const correct = text.trim().toUpperCase() === question.answer;
  if (correct) session.right += 1;
  const verdict = correct ? 'Đúng rồi!' : `Chưa đúng, đáp án là ${question.answer}.`;
  if (session.state < FINISHED) return `${verdict} ${question.explanation}\n\n${asked[session.state - 1]}`;

  session.finished += 1;
  return `Bạn đúng ${session.right}/${questions.length} câu.\n\n${verdict} ${question.explanation}`;
}
