import { type Fields, fieldsOf, lengthOf, listOf, textOf } from '../platform-parts/fields';
import type { ChatButton, ChatMessage } from './learners';
import type { Platform } from './platform';
import { invalid, isRefusal, type Refusal } from './refusal';

export type Content = Pick<ChatMessage, 'kind' | 'text' | 'buttons' | 'picture' | 'rows'>;

export function withButtons(platform: Platform, payload: Fields, content: Content, required: boolean): Content | Refusal {
  if (payload.buttons === undefined && !required) return content;
  const refused = buttonsRefused(platform);
  if (refused !== undefined) return refused;
  const given = listOf(payload.buttons) ?? [];
  if (given.length === 0 || (required && content.text.trim() === '')) return invalid('R30', 'buttons');
  if (given.length > 5) return { rule: 'R30', code: -210 };
  const buttons: ChatButton[] = [];
  for (const one of given) {
    const button = actionOf(fieldsOf(one) ?? {}, 'payload');
    if (isRefusal(button)) return button;
    buttons.push(button);
  }
  return { ...content, buttons };
}

export function buttonsRefused({ rules }: Platform): Refusal | undefined {
  if (rules.buttons === 'accept') return undefined;
  return rules.buttons === '-233' ? { rule: 'R30', code: -233 } : invalid('R30', 'attachment');
}

/** `payload` is an object for addresses in a button and flat in a list's row. */
export function actionOf(fields: Fields, place: 'payload' | 'flat'): ChatButton | Refusal {
  const title = textOf(fields.title) ?? '';
  const type = textOf(fields.type) ?? '';
  if (place === 'payload' && title === '') return invalid('R30', 'title');
  if (lengthOf(title) > 100) return { rule: 'R30', code: -210 };
  const inner = fieldsOf(fields.payload);
  if (type === 'oa.query.show' || type === 'oa.query.hide') {
    const payload = textOf(fields.payload);
    if (payload === undefined || payload === '') return invalid('R30', 'payload');
    return lengthOf(payload) > 1000 ? { rule: 'R30', code: -210 } : { title, type, payload };
  }
  if (type === 'oa.open.url') {
    const url = textOf(place === 'payload' ? inner?.url : fields.url);
    return url === undefined || !/^https?:\/\//.test(url) ? invalid('R30', 'url') : { title, type, payload: url };
  }
  if (type !== 'oa.open.sms' && type !== 'oa.open.phone') return invalid('R30', 'type');
  const phone = textOf(inner?.phone_code);
  if (phone === undefined) return invalid('R30', 'phone_code');
  return lengthOf(textOf(inner?.content) ?? '') > 160 ? { rule: 'R30', code: -210 } : { title, type, payload: phone };
}
