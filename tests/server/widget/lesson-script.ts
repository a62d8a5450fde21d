import type { Reply } from '../../../bot/messages';
import type { Script } from './chat-server';

/** Enough of a lesson to see every kind of message on screen. */
export const lessonScript: Script = (event) => {
  if (event.kind === 'joined' || event.text === 'English') return welcome;
  if (event.text === 'Bắt đầu bài học') return lesson;
  return [{ type: 'text', payload: { text: `Bạn vừa viết: ${event.text ?? ''}` } }];
};

const welcome: readonly Reply[] = [
  {
    type: 'text',
    payload: {
      text: 'Chào bạn. Đây là chương trình trả lời tự động, không phải người thật. Thông tin để hiểu biết, không thay cho tư vấn pháp lý.',
    },
  },
  {
    type: 'choice',
    payload: {
      text: 'Bạn muốn làm gì tiếp theo?',
      options: [
        { label: 'Bắt đầu bài học', value: 'start~x' },
        { label: 'Hỏi một câu', value: 'ask~x' },
        { label: 'Để sau', value: 'later~x' },
      ],
    },
  },
];

const lesson: readonly Reply[] = [
  {
    type: 'text',
    payload: {
      text: 'Người nhiễm HIV có quyền được học, được làm việc và được chăm sóc sức khỏe như mọi người. Không ai được buộc thôi học hoặc từ chối nhận một học sinh vì lý do người đó nhiễm HIV.\n\nNếu thấy bạn mình bị đối xử khác đi, em có thể nói với thầy cô hoặc gọi tổng đài.\n\nCăn cứ: Điều 8, Luật Phòng, chống HIV/AIDS (sửa đổi năm 2020)',
    },
  },
  {
    type: 'choice',
    payload: {
      text: 'Câu 1/6. Nhà trường có được từ chối nhận học sinh vì em ấy nhiễm HIV không?',
      options: [
        { label: 'A. Được, nếu phụ huynh khác phản đối', value: 'a~x' },
        { label: 'B. Không được, đó là hành vi bị nghiêm cấm', value: 'b~x' },
        { label: 'C. Chỉ được với lớp bán trú', value: 'c~x' },
      ],
    },
  },
];
