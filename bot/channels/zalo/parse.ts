import { dedupeKey, type OaMessageEvent, parseWebhook, type UserMessageEvent, type ZaloEvent } from 'zalo-oa-sdk';
import type { Channel, InboundEvent, RawRequest, Receipt } from '../channel';
import { cleanText } from '../clean-text';
import { parseJson } from '../parse-json';
import { longestBody, longestInboundText } from './limits';
import { codeInLink, markOf, readTap } from './payload';

type Found = readonly (InboundEvent | Receipt)[] | undefined;

/** The one event of a request, receipts of several messages taken apart. */
export function parse(request: RawRequest, account: string): ReturnType<Channel['parse']> {
  const body = parseJson(request.body, longestBody);
  if (typeof body !== 'object' || Array.isArray(body)) return { events: [], skipped: 0, malformed: true };

  const event = parseWebhook(request.body, request.headers);
  const events = event === undefined ? undefined : readEvent(event, account);
  return { events: events ?? [], skipped: events === undefined ? 1 : 0 };
}

/** `undefined`: not known. Nothing but an empty list: known, and of no interest. */
function readEvent(event: ZaloEvent, account: string): Found {
  const about = (sender: string) => ({ channel: 'zalo', account, sender, id: dedupeKey(event), at: new Date(event.at) }) as const;
  switch (event.family) {
    case 'user_message':
      return [{ ...about(event.userId), ...readMessage(event) }];
    case 'follow':
      return [{ ...about(event.userId), kind: event.name === 'follow' ? 'joined' : 'left' }];
    case 'chat_now':
      return [{ ...about(event.userId), kind: 'joined' }];
    case 'widget':
      return event.name === 'widget_interaction_accepted' ? [{ ...about(event.userId), kind: 'joined', ...refOf(event.url) }] : [];
    case 'account':
      return event.name === 'user_withdraw' && event.userId !== undefined ? [{ ...about(event.userId), kind: 'erase' }] : [];
    case 'oa_message':
      return [echoOf(event, account)];
    case 'receipt': {
      const state = event.state === 'seen' ? 'read' : 'delivered';
      return event.messageIds.map((messageId) => ({ channel: 'zalo', account, state, messageId }));
    }
    case 'unknown':
      return undefined;
    default:
      return [];
  }
}

/** What a person wrote in the account's own tool is no message of ours, though it may say the same: nothing is settled by it. */
function echoOf({ messageId, userId, text = '', adminId }: OaMessageEvent, account: string): Receipt {
  const mark = adminId === undefined ? { mark: markOf(userId, text) } : {};
  return { channel: 'zalo', account, state: 'echo', messageId, ...mark };
}

/** A picture, voice or sticker has attachments, with or without words beside it. */
function readMessage(event: UserMessageEvent): { readonly kind: 'media' } | { readonly kind: 'message'; readonly text: string } {
  const { text, ...value } = readTap(cleanText(event.text ?? '', longestInboundText));
  if (event.name !== 'user_send_text' || (text === '' && !('value' in value))) return { kind: 'media' };
  return { kind: 'message', text, ...value };
}

function refOf(url: string | undefined): { readonly ref?: string } {
  const ref = codeInLink(url);
  return ref === undefined ? {} : { ref };
}
