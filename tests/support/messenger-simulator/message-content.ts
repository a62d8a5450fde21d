import { type Fields, fieldsOf, listOf, textOf } from '../platform-parts/fields';
import { bad, type Content, isRefusal, type Refusal, within } from './checks';
import type { ChatButton } from './learners';
import type { Platform } from './platform';
import { templateOf } from './templates';

export function contentOf(platform: Platform, message: Fields): Content | Refusal {
  const kinds = ['text', 'attachment', 'attachments', 'sticker_id', 'template'].filter((kind) => message[kind] !== undefined);
  if (kinds.length !== 1) return bad('S12');
  const metadata = message.metadata;
  if (metadata !== undefined && (typeof metadata !== 'string' || metadata.length >= 1000)) return bad('S12');
  const said = saidBy(platform, message);
  if (isRefusal(said)) return said;
  const quickReplies = quickRepliesOf(platform, message.quick_replies);
  if (!Array.isArray(quickReplies)) return isRefusal(quickReplies) ? quickReplies : said;
  return quickReplies.length === 0 ? said : { ...said, quickReplies };
}

function saidBy(platform: Platform, message: Fields): Content | Refusal {
  if (message.text !== undefined) {
    const text = within(platform, 'S12', message.text, 2000);
    if (typeof text !== 'string') return text;
    return text.trim() === '' ? bad('S12') : { kind: 'text', text };
  }
  const attachment = fieldsOf(message.attachment);
  if (attachment === undefined) return message.sticker_id === undefined ? bad('S12') : { kind: 'sticker', text: '' };
  const payload = fieldsOf(attachment.payload);
  if (payload === undefined) return bad('S12');
  return attachment.type === 'template' ? templateOf(platform, payload) : mediaOf(platform, attachment.type, payload);
}

const attachmentLifeMs = 90 * 24 * 60 * 60_000;

function mediaOf(platform: Platform, kind: unknown, payload: Fields): Content | Refusal {
  if (kind !== 'image' && kind !== 'audio' && kind !== 'video' && kind !== 'file') return bad('S14', 2018047);
  if (payload.attachment_id !== undefined) {
    const uploaded = typeof payload.attachment_id === 'string' ? platform.attachments.get(payload.attachment_id) : undefined;
    const usable = uploaded !== undefined && platform.clock.now() - uploaded <= attachmentLifeMs;
    return usable ? { kind, text: '', picture: String(payload.attachment_id) } : bad('S14', 2018074);
  }
  const url = textOf(payload.url);
  return url === undefined || !/^https?:\/\/\S+$/.test(url) ? bad('S14', 2018008) : { kind, text: '', picture: url };
}

function quickRepliesOf(platform: Platform, given: unknown): readonly ChatButton[] | Refusal {
  if (given === undefined) return [];
  const list = listOf(given);
  if (list === undefined || list.length > 13) return bad('S12');
  const replies: ChatButton[] = [];
  for (const one of list) {
    const reply = quickReplyOf(platform, fieldsOf(one) ?? {});
    if (isRefusal(reply)) return reply;
    replies.push(reply);
  }
  return replies;
}

function quickReplyOf(platform: Platform, fields: Fields): ChatButton | Refusal {
  if (fields.content_type === 'user_phone_number' || fields.content_type === 'user_email') return { title: fields.content_type };
  if (fields.content_type !== 'text') return bad('S12');
  const title = within(platform, 'S12', fields.title, 20);
  if (typeof title !== 'string') return title;
  const payload = within(platform, 'S12', fields.payload, 1000);
  if (typeof payload !== 'string') return payload;
  return title === '' || (payload === '' && fields.image_url === undefined) ? bad('S12') : { title, payload };
}
