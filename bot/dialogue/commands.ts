import { fold } from '../../courses/search/fold';

/**
 * What may be typed or tapped at any step. Words are written with their marks; typed without any, they are understood as well.
 * Folding alone would not do: "dừng" (stop) and "đúng" (true) fold to the same letters.
 */
export const commandWords = {
  menu: ['menu', 'trang chủ', 'danh mục', 'mục lục', 'home'],
  help: ['help', 'trợ giúp', 'giúp', 'giúp đỡ', 'hướng dẫn', '?'],
  back: ['back', 'quay lại', 'trở lại', 'lùi lại', 'go back'],
  language: ['language', 'ngôn ngữ', 'đổi ngôn ngữ', 'change language'],
  vi: ['tiếng việt', 'vietnamese'],
  en: ['english', 'tiếng anh'],
  stop: ['stop', 'dừng', 'dừng lại', 'ngừng', 'hủy', 'huỷ', 'thôi', 'hủy đăng ký', 'huỷ đăng ký', 'unsubscribe', 'quit'],
  'my-data': ['my data', 'dữ liệu của tôi', 'dữ liệu của em', 'thông tin của tôi', 'dữ liệu'],
  'delete-my-data': [
    'delete my data',
    'delete data',
    'delete',
    'xóa',
    'xoá',
    'xóa dữ liệu',
    'xoá dữ liệu',
    'xóa dữ liệu của tôi',
    'xoá dữ liệu của tôi',
  ],
  link: ['link', 'liên kết', 'liên kết kênh', 'link chats', 'link channels'],
  unlink: ['unlink', 'bỏ liên kết', 'hủy liên kết', 'huỷ liên kết', 'thôi liên kết'],
  hotline: ['hotline', 'đường dây nóng', 'tổng đài', 'khẩn cấp', 'cấp cứu', 'emergency', 'sos', 'cứu', 'cứu tôi', 'cứu em'],
  resume: ['hi', 'hello', 'chào', 'xin chào', 'chào bạn', 'alo', 'bắt đầu', 'start', 'get started', 'tiếp tục', 'continue', 'resume'],
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof commandWords;

const names = Object.keys(commandWords).filter(isCommand);
const written = new Map<string, Command>(
  names.flatMap((name) => commandWords[name].map((words) => [words.normalize('NFC'), name] as const)),
);
const unmarked = new Map<string, Command>(names.flatMap((name) => commandWords[name].map((words) => [fold(words), name] as const)));
const longestCommand = 40;

export function isCommand(name: string): name is Command {
  return Object.hasOwn(commandWords, name);
}

/** The command typed with its marks: beyond doubt, so it goes before anything a step could read into it. */
export function writtenCommand(text: string): Command | undefined {
  return text.length > longestCommand ? undefined : written.get(tidy(text));
}

/** The command typed without marks; text that has marks is not one. */
export function unmarkedCommand(text: string): Command | undefined {
  if (text.length > longestCommand) return undefined;
  const typed = tidy(text);
  return typed === fold(typed) ? unmarked.get(typed) : undefined;
}

function tidy(text: string): string {
  const words = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return words === '?' ? words : words.replace(/[.!?…]+$/, '').trim();
}
