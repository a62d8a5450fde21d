/**
 * The quiz every bot of the bench runs. A learner either waits at question 0 to 4 or has finished; each text moves one
 * step and is answered once. What is said ends in "#<state>", so that the driver sees a step lost, doubled or out of order.
 */
export const FINISHED = 5;
export const STATES = 6;
export const SEEDED_STATE = 2;

const questions = [
  { text: 'Người lao động làm đủ 12 tháng được nghỉ hằng năm ít nhất bao nhiêu ngày?', options: ['10', '12', '14', '16'], key: 'B' },
  { text: 'Nữ từ đủ bao nhiêu tuổi thì được đăng ký kết hôn?', options: ['16', '17', '20', '18'], key: 'D' },
  { text: 'Ai được khiếu nại một quyết định hành chính?', options: ['Người bị ảnh hưởng', 'Luật sư', 'Cán bộ', 'Không ai'], key: 'A' },
  { text: 'Tổng đài bảo vệ trẻ em là số nào?', options: ['113', '114', '111', '115'], key: 'C' },
  { text: 'Người nghèo được trợ giúp pháp lý có phải trả tiền không?', options: ['Có', 'Không', 'Một nửa', 'Tùy nơi'], key: 'B' },
];

export const newSession = () => ({ state: FINISHED, right: 0, finished: 0 });
export const seededSession = () => ({ state: SEEDED_STATE, right: 1, finished: 0 });

/** Moves the session one step, in place, and returns what to say. */
export function takeStep(session, text) {
  if (session.state === FINISHED) {
    Object.assign(session, { state: 0, right: 0 });
    return ask(0);
  }

  const correct = text.trim().toUpperCase() === questions[session.state].key;
  const verdict = correct ? 'Đúng rồi!' : 'Chưa đúng.';
  if (correct) session.right += 1;
  session.state += 1;
  if (session.state < FINISHED) return `${verdict} ${ask(session.state)}`;

  session.finished += 1;
  return `${verdict} Bạn đúng ${session.right}/${questions.length} câu. #${FINISHED}`;
}

function ask(state) {
  const { text, options } = questions[state];
  const choices = options.map((option, index) => `${'ABCD'[index]}. ${option}`).join('  ');
  return `Câu ${state + 1}/${questions.length}. ${text} ${choices} #${state}`;
}
