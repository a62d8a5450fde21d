import { createHash } from 'node:crypto';
import type { Channel, InboundEvent, RawRequest, Receipt } from '../channel';
import { cleanText } from '../clean-text';
import { parseJson } from '../parse-json';
import { longestBody, longestInboundText, longestPayload } from './limits';
import { type Fields, fieldsOf, idOf, listOf, textOf, timeOf } from './payload';

type Found = readonly (InboundEvent | Receipt)[] | undefined;
type About = { readonly channel: 'messenger'; readonly account: string; readonly sender: string; readonly at: Date };

/** Every event of every entry; one that is strange is counted and costs no other. */
export function parse(request: RawRequest, account: string): ReturnType<Channel['parse']> {
  const body = fieldsOf(parseJson(request.body, longestBody));
  if (body === undefined) return { events: [], skipped: 0, malformed: true };
  if (body.object !== 'page') return { events: [], skipped: 1 };

  const raw = listOf(body.entry).flatMap((entry) => {
    const fields = fieldsOf(entry);
    return fields === undefined ? [undefined] : listOf(fields.messaging);
  });
  const found = raw.map((event) => readEvent(fieldsOf(event), account));
  return { events: found.flatMap((events) => events ?? []), skipped: found.filter((events) => events === undefined).length };
}

/** `undefined`: not known. Nothing but an empty list: known, and of no interest. */
function readEvent(event: Fields | undefined, account: string): Found {
  if (event === undefined) return undefined;
  if (event.delivery !== undefined) return deliveries(fieldsOf(event.delivery), account);
  if (event.read !== undefined || event.reaction !== undefined || event.message_edit !== undefined) return [];

  const sender = idOf(fieldsOf(event.sender)?.id);
  const at = timeOf(event.timestamp);
  if (sender === undefined || at === undefined) return undefined;
  const about: About = { channel: 'messenger', account, sender, at: new Date(at) };

  const [message, postback, referral] = [fieldsOf(event.message), fieldsOf(event.postback), fieldsOf(event.referral)];
  if (message !== undefined) return message.is_echo === true ? echo(message, account) : readMessage(message, about);
  if (postback !== undefined) return readPostback(postback, about);
  if (referral !== undefined) return [joined(idFrom(about, textOf(referral.ref) ?? ''), referral, about)];
  return undefined;
}

function readMessage(message: Fields, about: About): Found {
  const id = textOf(message.mid);
  if (id === undefined) return undefined;

  const text = cleanText(typeof message.text === 'string' ? message.text : '', longestInboundText);
  const value = textOf(fieldsOf(message.quick_reply)?.payload, longestPayload);
  if (text === '' && value === undefined) return [{ ...about, id, kind: 'media' }];
  return [{ ...about, id, kind: 'message', text, ...(value === undefined ? {} : { value }) }];
}

/** A button of an older message, the start button, or the menu. The start button may bring the code of the link that led here. */
function readPostback(postback: Fields, about: About): Found {
  const payload = textOf(postback.payload, longestPayload);
  const id = textOf(postback.mid) ?? idFrom(about, payload ?? '');
  const referral = fieldsOf(postback.referral);
  if (payload === undefined || payload === 'GET_STARTED' || referral !== undefined) return [joined(id, referral, about)];
  return [{ ...about, id, kind: 'message', text: cleanText(textOf(postback.title) ?? '', longestInboundText), value: payload }];
}

function joined(id: string, referral: Fields | undefined, about: About): InboundEvent {
  const ref = textOf(referral?.ref);
  return { ...about, id, kind: 'joined', ...(ref === undefined ? {} : { ref: cleanText(ref, 200) }) };
}

function echo(message: Fields, account: string): Found {
  const messageId = textOf(message.mid);
  if (messageId === undefined) return undefined;
  const outboxId = textOf(message.metadata);
  return [{ channel: 'messenger', account, messageId, state: 'echo', ...(outboxId === undefined ? {} : { outboxId }) }];
}

function deliveries(delivery: Fields | undefined, account: string): Found {
  return listOf(delivery?.mids).flatMap((mid): readonly Receipt[] => {
    const messageId = textOf(mid);
    return messageId === undefined ? [] : [{ channel: 'messenger', account, messageId, state: 'delivered' }];
  });
}

/** Events without an id of their own are the same when person, time and content are. */
function idFrom({ sender, at }: About, content: string): string {
  return createHash('sha256').update(`${sender}\n${at.getTime()}\n${content}`).digest('hex').slice(0, 32);
}
