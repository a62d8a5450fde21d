import { type Fields, fieldsOf, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import type { Content } from './actions';
import { freeWindowMs, offlineMs, paidWindowMs, type ZaloLearner } from './learners';
import { contentOf } from './message-content';
import type { Platform } from './platform';
import { invalid, isRefusal, type Refusal } from './refusal';

const pricePerMessage = 55;

type Quota = { readonly quota_type: string; readonly remain?: string; readonly total?: string };
type Paid = { readonly quota: Quota | undefined; readonly price: number };

/** `POST /v3.0/oa/message/cs`: to whoever interacted within seven days, free within 48 hours. */
export function sendConsultation(platform: Platform, body: Fields): Answer {
  const recipient = fieldsOf(body.recipient);
  const learner = platform.learners.find(textOf(recipient?.user_id) ?? '');
  if (learner === undefined) return platform.refuse(invalid('R21', 'user_id'));

  const message = fieldsOf(body.message);
  if (message === undefined) return platform.refuse(invalid('R26', 'message'), learner.id);
  const content = contentOf(platform, message);
  if (isRefusal(content)) return platform.refuse(content, learner.id);
  const quoted = message.quote_message_id;
  if (quoted !== undefined && !learner.messages.some(({ id }) => id === quoted))
    return platform.refuse(invalid('R32', 'quote_message_id'), learner.id);

  const paid = mayReceive(platform, learner) ?? windowOf(platform, learner);
  return isRefusal(paid) ? platform.refuse(paid, learner.id) : accept(platform, learner, content, paid);
}

export function mayReceive(platform: Platform, learner: ZaloLearner): Refusal | undefined {
  if (learner.blocked) return { rule: 'R33', code: -244 };
  if (platform.clock.now() - learner.lastOnline > offlineMs) return { rule: 'R33', code: -227 };
  if (learner.left && platform.rules.afterUnfollow === '-213') return { rule: 'R33', code: -213 };
  return undefined;
}

function windowOf(platform: Platform, learner: ZaloLearner): Paid | Refusal {
  const { rules, clock } = platform;
  if (learner.lastInteraction === undefined) return { rule: 'R22', code: -232 };
  const since = clock.now() - learner.lastInteraction;
  if (since > paidWindowMs) return { rule: 'R22', code: -230 };
  if (!learner.chatted && learner.greeted < rules.welcomeMessages) {
    learner.greeted += 1;
    const remain = String(rules.welcomeMessages - learner.greeted);
    return { quota: { quota_type: 'welcome_msg', remain, total: String(rules.welcomeMessages) }, price: 0 };
  }
  const free = rules.freePerWindow === 'unlimited' || learner.freeUsed < rules.freePerWindow;
  if (since > freeWindowMs || !free) return platform.charge(learner, pricePerMessage) ?? { quota: undefined, price: pricePerMessage };
  learner.freeUsed += 1;
  return { quota: replyQuota(platform, learner), price: 0 };
}

function replyQuota({ rules }: Platform, learner: ZaloLearner): Quota {
  if (rules.freePerWindow !== 'unlimited') {
    return { quota_type: 'reply', remain: String(rules.freePerWindow - learner.freeUsed), total: String(rules.freePerWindow) };
  }
  return { quota_type: 'reply', ...(rules.replyQuotaNumbers === 'text' ? { remain: '8', total: '8' } : {}) };
}

function accept(platform: Platform, learner: ZaloLearner, content: Content, { quota, price }: Paid): Answer {
  const id = platform.newMessageId();
  const at = platform.clock.now();
  show(platform, learner, content, { id, at, price });
  const data = { message_id: id, user_id: learner.id, sent_time: String(at), ...(quota === undefined ? {} : { quota }) };
  return json({ data, error: 0, message: 'Success' });
}

/** On the learner's phone, and told to the receiver as an echo and a receipt. */
export function show(
  platform: Platform,
  learner: ZaloLearner,
  content: Content,
  { id, at, price }: { readonly id: string; readonly at: number; readonly price: number },
): void {
  platform.accepted.count(at);
  platform.learners.keep(learner, { id, from: 'oa', at, ...content, ...(price > 0 ? { price } : {}) });
  const echoed = platform.rules.echoId === 'same' ? id : platform.newMessageId();
  const parties = { sender: { id: platform.account.oaId }, recipient: { id: learner.id } };
  void platform.tell(
    learner,
    echoName(content.kind),
    { ...parties, message: { text: content.text, msg_id: echoed, ...attachmentsOf(content) } },
    true,
  );
  if (platform.parts.receipts) void platform.tell(learner, 'user_received_message', { ...parties, message: { msg_id: echoed } });
}

const echoNames: Readonly<Record<string, string>> = {
  image: 'image',
  gif: 'gif',
  list: 'list',
  file: 'file',
  sticker: 'sticker',
  template: 'template',
};

function echoName(kind: string): string {
  return `oa_send_${echoNames[kind] ?? 'text'}`;
}

function attachmentsOf({ kind, picture, rows }: Content): { readonly attachments?: readonly object[] } {
  if (rows !== undefined) {
    return {
      attachments: rows.map(({ title, subtitle = '', url = '' }) => ({
        type: 'link',
        payload: { title, description: subtitle, url, thumbnail: '' },
      })),
    };
  }
  return picture === undefined ? {} : { attachments: [{ type: kind, payload: { url: picture, thumbnail: picture } }] };
}
