import { type Fields, fieldsOf, listOf, textOf } from '../platform-parts/fields';
import { bad, type Content, isRefusal, type Refusal, within } from './checks';
import type { ChatButton, ChatCard } from './learners';
import type { Platform } from './platform';

/** Button, generic and media templates, and the request to send notifications. */
export function templateOf(platform: Platform, payload: Fields): Content | Refusal {
  switch (payload.template_type) {
    case 'button':
      return buttonTemplate(platform, payload);
    case 'generic':
      return genericTemplate(platform, payload);
    case 'media':
      return mediaTemplate(platform, payload);
    case 'notification_messages':
      return optInRequest(platform, payload);
    default:
      return bad('S12');
  }
}

function buttonTemplate(platform: Platform, payload: Fields): Content | Refusal {
  const text = within(platform, 'S12', payload.text, 640);
  if (typeof text !== 'string') return text;
  const buttons = buttonsOf(platform, payload.buttons, 1);
  return isRefusal(buttons) ? buttons : { kind: 'buttons', text, buttons: buttons.list };
}

function genericTemplate(platform: Platform, payload: Fields): Content | Refusal {
  const elements = listOf(payload.elements) ?? [];
  if (elements.length === 0 || elements.length > 10) return bad('S12');
  const cards: ChatCard[] = [];
  for (const element of elements) {
    const card = cardOf(platform, fieldsOf(element) ?? {});
    if (isRefusal(card)) return card;
    cards.push(card);
  }
  return { kind: 'cards', text: cards[0]?.title ?? '', cards };
}

function cardOf(platform: Platform, element: Fields): ChatCard | Refusal {
  const title = within(platform, 'S12', element.title, 80);
  if (typeof title !== 'string') return title;
  const subtitle = element.subtitle === undefined ? undefined : within(platform, 'S12', element.subtitle, 80);
  if (subtitle !== undefined && typeof subtitle !== 'string') return subtitle;
  if (title === '' || Object.keys(element).length < 2) return bad('S12');
  const buttons = buttonsOf(platform, element.buttons, 0);
  if (isRefusal(buttons)) return buttons;
  const picture = textOf(element.image_url);
  return { title, buttons: buttons.list, ...(subtitle === undefined ? {} : { subtitle }), ...(picture === undefined ? {} : { picture }) };
}

function mediaTemplate(platform: Platform, payload: Fields): Content | Refusal {
  const elements = listOf(payload.elements) ?? [];
  const element = fieldsOf(elements[0]);
  if (elements.length !== 1 || element === undefined) return bad('S12', 2018173);
  if (element.media_type !== 'image' && element.media_type !== 'video') return bad('S12', 2018174);
  const buttons = buttonsOf(platform, element.buttons, 0);
  if (isRefusal(buttons)) return buttons;
  return { kind: element.media_type, text: '', picture: textOf(element.url) ?? String(element.attachment_id), buttons: buttons.list };
}

function optInRequest(platform: Platform, payload: Fields): Content | Refusal {
  const title = within(platform, 'S12', payload.title, 65);
  if (typeof title !== 'string') return title;
  const optIn = within(platform, 'S12', payload.payload, 1000);
  return typeof optIn === 'string' ? { kind: 'opt-in', text: title, buttons: [{ title: 'Nhận tin nhắn', payload: optIn }] } : optIn;
}

/** In an object, since an array cannot tell itself from a refusal. */
function buttonsOf(platform: Platform, given: unknown, least: number): { readonly list: readonly ChatButton[] } | Refusal {
  const list = given === undefined ? [] : (listOf(given) ?? []);
  if (list.length < least || list.length > 3) return bad('S12');
  const buttons: ChatButton[] = [];
  for (const one of list) {
    const button = buttonOf(platform, fieldsOf(one) ?? {});
    if (isRefusal(button)) return button;
    buttons.push(button);
  }
  return { list: buttons };
}

function buttonOf(platform: Platform, fields: Fields): ChatButton | Refusal {
  const title = within(platform, 'S12', fields.title, 20);
  if (typeof title !== 'string') return title;
  if (title === '') return bad('S13');
  if (fields.type === 'postback') {
    const payload = within(platform, 'S13', fields.payload, 1000);
    return typeof payload === 'string' ? { title, payload } : payload;
  }
  if (fields.type === 'web_url') {
    const url = textOf(fields.url) ?? '';
    const allowed = platform.rules.limits === 'strict' ? /^https:\/\/\S+$/ : /^https?:\/\/\S+$/;
    return allowed.test(url) ? { title, url } : bad('S13');
  }
  const phone = textOf(fields.payload);
  return fields.type === 'phone_number' && phone !== undefined && /^\+\d+$/.test(phone) ? { title, url: `tel:${phone}` } : bad('S13');
}
