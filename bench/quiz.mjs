/**
 * The lesson every bot of the bench gives: one message, five questions, the result. Each text of a learner moves one step
 * and is answered once. What is said ends in "#<state>", so that the driver sees a step lost, doubled or out of order.
 */
export const MESSAGE = 0; // the message was shown; questions 1 to 5 are asked in the states of their number
export const FINISHED = 6;
export const STATES = 7;
export const SEEDED = 3; // two questions answered, the third one asked

const message = 'Pháp luật bảo vệ người học và người lao động. Năm câu hỏi sau nói về vài quyền ai cũng nên biết.';
const questions = [
  { text: 'Người lao động làm đủ 12 tháng được nghỉ hằng năm ít nhất bao nhiêu ngày?', options: ['10', '12', '14', '16'], key: 'B' },
  { text: 'Nữ từ đủ bao nhiêu tuổi thì được đăng ký kết hôn?', options: ['16', '17', '20', '18'], key: 'D' },
  { text: 'Ai được khiếu nại một quyết định hành chính?', options: ['Người bị ảnh hưởng', 'Luật sư', 'Cán bộ', 'Không ai'], key: 'A' },
  { text: 'Tổng đài bảo vệ trẻ em là số nào?', options: ['113', '114', '111', '115'], key: 'C' },
  { text: 'Người nghèo được trợ giúp pháp lý có phải trả tiền không?', options: ['Có', 'Không', 'Một nửa', 'Tùy nơi'], key: 'B' },
];

export const newSession = () => ({ state: FINISHED, right: 0, finished: 0 });
export const seededSession = () => ({ state: SEEDED, right: 1, finished: 0 });

/** Moves the session one step, in place, and returns what to say. */
export function takeStep(session, text) {
  const asked = questions[session.state - 1];
  session.state = (session.state + 1) % STATES;
  if (session.state === MESSAGE) {
    session.right = 0;
    return `${message} #${MESSAGE}`;
  }
  if (asked === undefined) return ask(session.state);

  const correct = text.trim().toUpperCase() === asked.key;
  if (correct) session.right += 1;
  const verdict = correct ? 'Đúng rồi!' : `Chưa đúng, đáp án là ${asked.key}.`;
  if (session.state < FINISHED) return `${verdict} ${ask(session.state)}`;

  session.finished += 1;
  return `${verdict} Bạn đúng ${session.right}/${questions.length} câu. #${FINISHED}`;
}

function ask(state) {
  const { text, options } = questions[state - 1];
  const choices = options.map((option, index) => `${'ABCD'[index]}. ${option}`).join('  ');
  return `Câu ${state}/${questions.length}. ${text} ${choices} #${state}`;
}
