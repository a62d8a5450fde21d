import { type Fields, fieldsOf, lengthOf, listOf, textOf } from '../platform-parts/fields';
import { actionOf, buttonsRefused, type Content, withButtons } from './actions';
import type { Platform } from './platform';
import { invalid, isRefusal, type Refusal } from './refusal';

const longestText = 2000;

/** What a consultation or group message says, or the rule it breaks. */
export function contentOf(platform: Platform, message: Fields): Content | Refusal {
  const text = message.text;
  if (text !== undefined && typeof text !== 'string') return invalid('R26', 'text');
  if (text !== undefined && lengthOf(text) > longestText) return tooLong(platform, 'R26', 'text');
  if (message.attachment === undefined) return text === undefined || text.trim() === '' ? invalid('R26', 'text') : { kind: 'text', text };

  const attachment = fieldsOf(message.attachment);
  const payload = fieldsOf(attachment?.payload);
  if (attachment === undefined || payload === undefined) return invalid('R27', 'attachment');
  if (attachment.type === 'file') return fileOf(platform, payload, text ?? '');
  if (attachment.type !== 'template') return { rule: 'R27', code: -233 };
  return templateOf(platform, payload, text ?? '');
}

function tooLong(platform: Platform, rule: string, field: string): Refusal {
  return rule === 'R26' && platform.rules.tooLongText === '-201' ? invalid(rule, field) : { rule, code: -210 };
}

function fileOf(platform: Platform, payload: Fields, text: string): Content | Refusal {
  const token = textOf(payload.token);
  if (token === undefined) return invalid('R28', 'token');
  return usable(platform, token) ?? { kind: 'file', text };
}

function templateOf(platform: Platform, payload: Fields, text: string): Content | Refusal {
  switch (payload.template_type) {
    case undefined:
      return withButtons(platform, payload, { kind: 'buttons', text }, true);
    case 'media':
      return mediaOf(platform, payload, text);
    case 'request_user_info':
      return requestOf(payload);
    case 'list':
      return listRows(platform, payload);
    default:
      return { rule: 'R27', code: -233 };
  }
}

function mediaOf(platform: Platform, payload: Fields, text: string): Content | Refusal {
  const elements = listOf(payload.elements) ?? [];
  const element = fieldsOf(elements[0]);
  if (elements.length !== 1 || element === undefined) return invalid('R27', 'elements');
  const { media_type: kind, url, attachment_id: id } = element;
  if (kind !== 'image' && kind !== 'gif' && kind !== 'sticker') return { rule: 'R27', code: -233 };
  if ((url === undefined) === (id === undefined)) return invalid('R27', 'attachment_id');
  if (kind === 'gif' && (typeof element.width !== 'number' || typeof element.height !== 'number')) return invalid('R27', 'width');
  const known = typeof id === 'string' && kind !== 'sticker' ? usable(platform, id) : undefined;
  if (known !== undefined) return known;
  return withButtons(platform, payload, { kind, text, picture: textOf(url) ?? textOf(id) ?? '' }, false);
}

function usable(platform: Platform, id: string): Refusal | undefined {
  const state = platform.assets.stateOf(id, platform.clock.now());
  if (state === 'usable') return undefined;
  return state === 'expired' ? { rule: 'R28', code: -100 } : invalid('R28', 'attachment_id');
}

function requestOf(payload: Fields): Content | Refusal {
  const elements = listOf(payload.elements) ?? [];
  const element = fieldsOf(elements[0]);
  const title = textOf(element?.title);
  const subtitle = textOf(element?.subtitle);
  if (elements.length !== 1 || title === undefined || subtitle === undefined || textOf(element?.image_url) === undefined)
    return invalid('R29', 'elements');
  if (lengthOf(title) > 100 || lengthOf(subtitle) > 500) return { rule: 'R29', code: -210 };
  return { kind: 'request_user_info', text: `${title}\n${subtitle}` };
}

function listRows(platform: Platform, payload: Fields): Content | Refusal {
  const refused = buttonsRefused(platform);
  if (refused !== undefined) return refused;
  const elements = listOf(payload.elements) ?? [];
  if (elements.length === 0) return invalid('R31', 'elements');
  if (elements.length > 5) return { rule: 'R31', code: -210 };
  const rows: NonNullable<Content['rows']>[number][] = [];
  for (const [index, one] of elements.entries()) {
    const row = rowOf(fieldsOf(one) ?? {}, index === 0);
    if (isRefusal(row)) return row;
    rows.push(row);
  }
  return withButtons(platform, payload, { kind: 'list', text: rows[0]?.title ?? '', rows }, false);
}

function rowOf(fields: Fields, first: boolean): NonNullable<Content['rows']>[number] | Refusal {
  const title = textOf(fields.title);
  const subtitle = textOf(fields.subtitle);
  if (title === undefined || title === '' || (first && subtitle === undefined)) return invalid('R31', 'title');
  if (lengthOf(title) > 100 || lengthOf(subtitle ?? '') > 500) return { rule: 'R31', code: -210 };
  const asked = fieldsOf(fields.default_action);
  if (asked === undefined) return { title, ...(subtitle === undefined ? {} : { subtitle }) };
  const action = actionOf(asked, 'flat');
  if (isRefusal(action)) return action;
  const leads = action.type === 'oa.open.url' ? { url: action.payload } : { payload: action.payload };
  return { title, ...(subtitle === undefined ? {} : { subtitle }), ...leads };
}
