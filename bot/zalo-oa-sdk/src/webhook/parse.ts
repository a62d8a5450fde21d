import { type Fields, fieldsOf, listOf, numberOf, parseJson, present, textOf } from '../json';
import { type EventFamily, familyOf } from './event-names';
import type { EventAbout, ReceiptEvent, SubmittedInfoEvent, ZaloEvent } from './events';
import { readMessage } from './read-message';
import type { WebhookRequest } from './verify';

/**
 * The event of a webhook's request, one at a time. `undefined`: not an event, or one without what its name promises. Verify it first.
 * Some receivers report the time in a header only, so `headers` stand in for it.
 */
export function parseWebhook(body: Uint8Array | string, headers: WebhookRequest['headers'] = {}): ZaloEvent | undefined {
  const raw = fieldsOf(parseJson(typeof body === 'string' ? body : decoded(body)));
  const name = textOf(raw?.event_name);
  const appId = textOf(raw?.app_id);
  const at = numberOf(raw?.timestamp) ?? numberOf(headers['x-zevent-timestamp']);
  if (raw === undefined || name === undefined || appId === undefined || at === undefined || at <= 0) return undefined;

  const family = familyOf(name);
  const about: EventAbout = { name, appId, at, raw, ...present({ userIdByApp: textOf(raw.user_id_by_app), oaId: oaIdOf(raw, family) }) };
  return readers[family ?? 'unknown'](raw, about);
}

/** One and the same for every delivery of the same event. */
export function dedupeKey(event: ZaloEvent): string {
  const message = fieldsOf(event.raw.message);
  const messageId = textOf(message?.msg_id);
  if (messageId !== undefined) return `${event.name}:${messageId}`;
  const { sender, follower, user_id: userId } = event.raw;
  const subject =
    textOf(userId) ?? textOf(fieldsOf(follower)?.id) ?? textOf(fieldsOf(sender)?.id) ?? textOf(fieldsOf(event.raw.data)?.user_id);
  return [event.name, subject ?? '', event.at, ...listOf(message?.msg_ids)].join(':');
}

function decoded(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return '';
  }
}

/** Of what people do the account is the recipient; of what it says, and of receipts, the sender. Of reactions no source says which. */
const accountIs: Readonly<Partial<Record<EventFamily, 'sender' | 'recipient'>>> = {
  user_message: 'recipient',
  submitted_info: 'recipient',
  anonymous_message: 'recipient',
  shop: 'recipient',
  oa_message: 'sender',
  oa_anonymous_message: 'sender',
  receipt: 'sender',
};

function oaIdOf(raw: Fields, family: EventFamily | undefined): string | undefined {
  const party = family && accountIs[family];
  return textOf(raw.oa_id) ?? textOf(raw.oaId) ?? (party && idOf(raw[party]));
}

function idOf(party: unknown): string | undefined {
  return textOf(fieldsOf(party)?.id);
}

type Reader = (raw: Fields, about: EventAbout) => ZaloEvent | undefined;

const readers: Readonly<Record<EventFamily | 'unknown', Reader>> = {
  user_message: (raw, about) => {
    const [message, userId] = [readMessage(raw), idOf(raw.sender)];
    return message && userId ? { ...about, ...message, family: 'user_message', userId } : undefined;
  },
  oa_message: (raw, about) => {
    const [message, userId] = [readMessage(raw), idOf(raw.recipient)];
    const adminId = textOf(fieldsOf(raw.sender)?.admin_id);
    return message && userId ? { ...about, ...message, family: 'oa_message', userId, ...present({ adminId }) } : undefined;
  },
  follow: (raw, about) => {
    const userId = idOf(raw.follower);
    const name = about.name === 'follow' ? 'follow' : 'unfollow';
    return userId ? { ...about, name, family: 'follow', userId, ...present({ source: textOf(raw.source) }) } : undefined;
  },
  chat_now: (raw, about) => {
    const userId = textOf(raw.user_id) ?? idOf(raw.sender);
    return userId ? { ...about, family: 'chat_now', userId } : undefined;
  },
  receipt: readReceipt,
  reaction: (raw, about) => {
    const message = fieldsOf(raw.message);
    const [messageId, icon] = [textOf(message?.msg_id), textOf(message?.react_icon)];
    return messageId && icon ? { ...about, family: 'reaction', messageId, icon } : undefined;
  },
  submitted_info: (raw, about) => {
    const userId = idOf(raw.sender);
    return userId ? { ...about, family: 'submitted_info', userId, info: readInfo(fieldsOf(raw.info) ?? {}) } : undefined;
  },
  account: (raw, about) => ({ ...about, family: 'account', ...present({ userId: textOf(raw.user_id) ?? idOf(raw.sender) }) }),
  anonymous_message: (raw, about) => anonymous('anonymous_message', idOf(raw.sender), { raw, about }),
  oa_anonymous_message: (raw, about) => anonymous('oa_anonymous_message', idOf(raw.recipient), { raw, about }),
  tag: (raw, about) => {
    const tag = fieldsOf(raw.tag);
    const name = textOf(tag?.name);
    return name ? { ...about, family: 'tag', tag: name, userIds: listOf(tag?.user_ids).flatMap((id) => textOf(id) ?? []) } : undefined;
  },
  widget: (raw, about) => {
    const data = fieldsOf(raw.data);
    const userId = textOf(data?.user_id);
    const more = present({ userExternalId: textOf(data?.user_external_id), url: textOf(data?.url) });
    return userId ? { ...about, family: 'widget', userId, ...more } : undefined;
  },
  group_message: (raw, about) => groupMessage('group_message', raw, about),
  oa_group_message: (raw, about) => groupMessage('oa_group_message', raw, about),
  group: (raw, about) => {
    const groupId = textOf(raw.group_id);
    const userIds = listOf(raw.users).flatMap((user) => idOf(user) ?? textOf(user) ?? []);
    return groupId ? { ...about, family: 'group', groupId, userIds } : undefined;
  },
  template: (_, about) => ({ ...about, family: 'template' }),
  call: (_, about) => ({ ...about, family: 'call' }),
  shop: (_, about) => ({ ...about, family: 'shop' }),
  unknown: (_, about) => ({ ...about, family: 'unknown' }),
};

function readReceipt(raw: Fields, about: EventAbout): ReceiptEvent | undefined {
  const message = fieldsOf(raw.message);
  const to = idOf(raw.recipient);
  const messageIds = [message?.msg_id, ...listOf(message?.msg_ids)].flatMap((id) => textOf(id) ?? []);
  if (to === undefined || messageIds.length === 0) return undefined;
  const state = about.name === 'user_seen_message' ? 'seen' : 'received';
  const more = present({ trackingId: textOf(message?.tracking_id), deliveredAt: numberOf(message?.delivery_time) });
  return { ...about, family: 'receipt', state, to, messageIds, ...more };
}

type Read = { readonly raw: Fields; readonly about: EventAbout };

function anonymous(family: 'anonymous_message' | 'oa_anonymous_message', anonymousId: string | undefined, { raw, about }: Read) {
  const message = readMessage(raw);
  const conversationId = textOf(fieldsOf(raw.message)?.conversation_id);
  return message && anonymousId ? { ...about, ...message, family, anonymousId, ...present({ conversationId }) } : undefined;
}

function groupMessage(family: 'group_message' | 'oa_group_message', raw: Fields, about: EventAbout) {
  const [message, senderId, groupId] = [readMessage(raw), idOf(raw.sender), idOf(raw.recipient)];
  return message && senderId && groupId ? { ...about, ...message, family, groupId, senderId } : undefined;
}

/** The address stands flat in the older shape, one level deeper in the newer. */
function readInfo(info: Fields): SubmittedInfoEvent['info'] {
  const full = fieldsOf(info.full_address);
  return present({
    name: textOf(info.name),
    phone: textOf(info.phone),
    dateOfBirth: textOf(info.user_dob),
    gender: textOf(info.gender),
    city: textOf(full?.user_city) ?? textOf(info.city),
    district: textOf(info.district),
    ward: textOf(full?.user_ward) ?? textOf(info.ward),
    address: textOf(full?.user_address) ?? textOf(info.address),
  });
}
