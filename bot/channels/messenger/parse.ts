import { createHash } from 'node:crypto';
import type { Channel, InboundEvent, RawRequest, Receipt } from '../channel';
import { cleanText } from '../clean-text';
import { parseJson } from '../parse-json';
import { longestBody, longestInboundText, longestPayload } from './limits';
import { type Fields, fieldsOf, idOf, listOf, textOf, timeOf } from './payload';
import { readReceipt } from './read-receipt';

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

// An edit after the answer changes no answer; who owns a thread, and how a reply was liked, is nothing to the dialogue.
const ofNoInterest = [
  'reaction',
  'message_edit',
  'response_feedback',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'app_roles',
];

/** `undefined`: not known. Nothing but an empty list: known, and of no interest. */
function readEvent(event: Fields | undefined, account: string): Found {
  if (event === undefined) return undefined;
  if (ofNoInterest.some((name) => event[name] !== undefined)) return [];

  const sender = idOf(fieldsOf(event.sender)?.id);
  const receipt = readReceipt(event, account, sender);
  if (receipt !== undefined) return receipt;
  const at = timeOf(event.timestamp);
  if (sender === undefined || at === undefined) return undefined;
  const about: About = { channel: 'messenger', account, sender, at: new Date(at) };

  const [message, postback, referral] = [fieldsOf(event.message), fieldsOf(event.postback), fieldsOf(event.referral)];
  if (message !== undefined) return readMessage(message, about);
  if (postback !== undefined) return readPostback(postback, about);
  if (referral !== undefined) return [joined(idFrom(about, textOf(referral.ref) ?? ''), referral, about)];
  return event.optin === undefined ? undefined : readOptin(fieldsOf(event.optin), about);
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

/** Who allowed or stopped messages in the app itself: stopping there is stopping here. Marketing subscriptions are not used. */
function readOptin(optin: Fields | undefined, about: About): Found {
  const status = textOf(optin?.notification_messages_status)?.replaceAll('_', ' ');
  const ref = textOf(optin?.ref);
  const id = idFrom(about, `${textOf(optin?.notification_messages_token) ?? ref ?? ''}\n${status ?? ''}`);
  if (status === 'STOP NOTIFICATIONS') return [{ ...about, id, kind: 'left' }];
  return ref === undefined || optin?.user_ref !== undefined ? [] : [joined(id, optin, about)];
}

/** Events without an id of their own are the same when person, time and content are. */
function idFrom({ sender, at }: About, content: string): string {
  return createHash('sha256').update(`${sender}\n${at.getTime()}\n${content}`).digest('hex').slice(0, 32);
}
