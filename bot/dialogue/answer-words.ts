/** Ways to say yes and no in either language, whatever language the learner reads in. */
export const yesWords = ['có', 'đồng ý', 'vâng', 'dạ', 'ừ', 'được', 'ok', 'yes', 'y', 'agree'];
export const noWords = ['không', 'không đồng ý', 'ko', 'k', 'no', 'n', 'disagree'];
export const doneWords = ['xong', 'done', 'gửi', 'submit'];
export const nextWords = [
  'tiếp',
  'tiếp tục',
  'tiếp theo',
  'next',
  'continue',
  'ok',
  'ừ',
  'rồi',
  'làm bài',
  'đọc tiếp',
  'sẵn sàng',
  'ready',
];
