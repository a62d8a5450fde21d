import { type Fields, fieldsOf, listOf, numberOf, present, textOf } from '../json';
import type { Attachment, Message } from './events';

/** The `message` of an event; `undefined` without an id. */
export function readMessage(event: Fields): Message | undefined {
  const message = fieldsOf(event.message);
  const messageId = textOf(message?.msg_id);
  if (message === undefined || messageId === undefined) return undefined;
  const attachments = listOf(message.attachments).flatMap((one) => readAttachment(fieldsOf(one)) ?? []);
  return { messageId, attachments, ...present({ text: textOf(message.text), quotedId: textOf(message.quote_msg_id) }) };
}

function readAttachment(attachment: Fields | undefined): Attachment | undefined {
  const kind = textOf(attachment?.type);
  if (attachment === undefined || kind === undefined) return undefined;
  const payload = fieldsOf(attachment.payload) ?? {};
  return known(kind, payload) ?? { type: 'other', kind, payload };
}

function known(kind: string, payload: Fields): Attachment | undefined {
  const url = textOf(payload.url);
  const shown = present({ thumbnail: textOf(payload.thumbnail), description: textOf(payload.description) });
  switch (kind) {
    case 'image':
    case 'gif':
    case 'video':
    case 'audio':
      return url === undefined ? undefined : { type: kind, url, ...shown };
    case 'link':
      return { type: kind, ...shown, ...present({ url, title: textOf(payload.title) }) };
    case 'sticker':
      return readSticker(payload, url);
    case 'location':
      return readLocation(fieldsOf(payload.coordinates));
    case 'file':
      return url === undefined ? undefined : { type: kind, url, ...present(fileFields(payload)) };
    default:
      return undefined;
  }
}

function readSticker(payload: Fields, url: string | undefined): Attachment | undefined {
  const id = textOf(payload.id);
  return id === undefined ? undefined : { type: 'sticker', id, ...present({ url }) };
}

/** Degrees as text or as numbers: sources differ. */
function readLocation(coordinates: Fields | undefined): Attachment | undefined {
  const [latitude, longitude] = [numberOf(coordinates?.latitude), numberOf(coordinates?.longitude)];
  return latitude === undefined || longitude === undefined ? undefined : { type: 'location', latitude, longitude };
}

function fileFields(payload: Fields) {
  return { name: textOf(payload.name), size: numberOf(payload.size), md5: textOf(payload.checksum), kind: textOf(payload.type) };
}
