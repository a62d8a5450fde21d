import { type Fields, fieldsOf, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import { bad, type Content, isRefusal, type Refusal } from './checks';
import { humanAgentMs, type MessengerLearner, windowMs } from './learners';
import { contentOf } from './message-content';
import type { Platform } from './platform';
import { utilityContentOf } from './utility-templates';

const senderActions = new Set(['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact']);
const recipientForms = ['id', 'user_ref', 'comment_id', 'post_id', 'notification_messages_token', 'one_time_notif_token', 'phone_number'];

/** `POST /{PAGE_ID}/messages`. There is no key against sending twice: two requests are two messages. */
export function send(platform: Platform, body: Fields): Answer {
  const learner = recipientOf(platform, fieldsOf(body.recipient) ?? {});
  if (isRefusal(learner)) return platform.refuse(learner);
  const refused = kindFault(body) ?? availabilityFault(platform, learner) ?? rateFault(platform, learner);
  if (refused !== undefined) return platform.refuse(refused, learner.id);
  return body.sender_action === undefined ? message(platform, learner, body) : action(platform, learner, body);
}

function recipientOf(platform: Platform, recipient: Fields): MessengerLearner | Refusal {
  const forms = recipientForms.filter((form) => recipient[form] !== undefined);
  if (forms.length !== 1) return bad('S3');
  const id = textOf(recipient.id);
  if (id === undefined) return bad(forms[0] === 'id' ? 'S3' : 'S26');
  const { learners, clock, parts } = platform;
  const known = learners.find(id);
  if (known !== undefined) return known;
  if (parts.strangers === 'refused') return bad('S4', 2018001);
  const stranger = learners.add(undefined, id);
  learners.act(stranger, clock.now());
  return stranger;
}

function kindFault(body: Fields): Refusal | undefined {
  if (body.message !== undefined && body.sender_action !== undefined) return bad('S5', 2018014);
  return body.message === undefined && body.sender_action === undefined ? bad('S5') : undefined;
}

function availabilityFault({ switches, rules }: Platform, learner: MessengerLearner): Refusal | undefined {
  if (!switches.canMessage) return { rule: 'S2', code: 230 };
  if (switches.restricted) return { rule: 'S18', code: 10, subcode: 1893063 };
  if (!rules.live && !learner.hasRole) return { rule: 'S17', code: 200, subcode: 2018028 };
  if (learner.blocked) return { rule: 'S15', code: 551, subcode: 1545041 };
  if (learner.stopped) return { rule: 'S15', code: 10, subcode: 2018108 };
  return learner.owner === 'inbox' ? { rule: 'S16', code: 2018300 } : undefined;
}

function rateFault(platform: Platform, learner: MessengerLearner): Refusal | undefined {
  const { accepted, rules, calls, clock, learners } = platform;
  const now = clock.now();
  if (accepted.inLastSecond(now) >= rules.sendsPerSecond) return { rule: 'S19', code: 613 };
  learner.recentSends = learner.recentSends.filter((at) => at > now - 1000);
  if (learner.recentSends.length >= rules.perThreadPerSecond) return { rule: 'S19', code: 613 };
  calls.limit = rules.callsPerEngaged * Math.max(1, learners.count);
  return calls.take(now) ? undefined : { rule: 'S19', code: 4 };
}

function action(platform: Platform, learner: MessengerLearner, body: Fields): Answer {
  if (!senderActions.has(String(body.sender_action))) return platform.refuse(bad('S5'), learner.id);
  if (platform.rules.actionsNeedWindow && !isOpen(platform, windowMs, learner.lastAction))
    return platform.refuse({ rule: 'S7', code: 10, subcode: 2018278 }, learner.id);
  return json({ recipient_id: learner.id });
}

function message(platform: Platform, learner: MessengerLearner, body: Fields): Answer {
  const fields = fieldsOf(body.message) ?? {};
  const refused = windowFault(platform, learner, body);
  if (refused !== undefined) return platform.refuse(refused, learner.id);
  const content = body.messaging_type === 'UTILITY' ? utilityContentOf(platform, fields) : contentOf(platform, fields);
  if (isRefusal(content)) return platform.refuse(content, learner.id);
  if (!mediaAllowed(platform, content)) return platform.refuse({ rule: 'S19', code: 613 }, learner.id);
  return accept(platform, learner, { content, metadata: textOf(fields.metadata), why: textOf(body.tag) ?? String(body.messaging_type) });
}

function windowFault(platform: Platform, learner: MessengerLearner, { messaging_type: type, tag }: Fields): Refusal | undefined {
  const closed = { code: 10, subcode: 2018278 };
  if (type === 'RESPONSE' || type === 'UPDATE')
    return isOpen(platform, windowMs, learner.lastAction) ? undefined : { rule: 'S7', ...closed };
  if (type === 'UTILITY') return platform.rules.utilityMessages ? undefined : { rule: 'S11', code: 10 };
  if (type !== 'MESSAGE_TAG') return bad('S6');
  if (tag !== 'HUMAN_AGENT') return bad('S9');
  if (!platform.rules.humanAgent) return { rule: 'S10', code: 10 };
  return isOpen(platform, humanAgentMs, learner.lastMessage) ? undefined : { rule: 'S10', ...closed };
}

function isOpen({ clock }: Platform, lengthMs: number, since: number | undefined): boolean {
  return since !== undefined && clock.now() - since <= lengthMs;
}

function mediaAllowed({ media, rules, clock }: Platform, { kind }: Content): boolean {
  if (kind !== 'audio' && kind !== 'video') return true;
  const now = clock.now();
  if (media.inLastSecond(now) >= rules.mediaPerSecond) return false;
  media.count(now);
  return true;
}

type Accepted = { readonly content: Content; readonly metadata: string | undefined; readonly why: string };

function accept(platform: Platform, learner: MessengerLearner, { content, metadata, why }: Accepted): Answer {
  const [id, at] = [platform.newMessageId(), platform.clock.now()];
  platform.accepted.count(at);
  learner.recentSends = [...learner.recentSends, at];
  platform.learners.keep(learner, { id, from: 'page', at, ...content, why, ...(metadata === undefined ? {} : { metadata }) });
  void tellEcho(platform, learner, { id, content, metadata, appId: Number(platform.account.appId) });
  if (platform.parts.receipts) void tellDelivery(platform, learner, id, at);
  return json({ recipient_id: learner.id, message_id: id });
}

type Echo = { readonly id: string; readonly content: Content; readonly metadata: string | undefined; readonly appId: number };

export function tellEcho(platform: Platform, learner: MessengerLearner, { id, content, metadata, appId }: Echo): Promise<void> {
  const attached = content.kind === 'text' ? {} : { attachments: [{ type: 'template', payload: { template_type: content.kind } }] };
  const text = content.kind === 'text' ? { text: content.text } : {};
  const said = { is_echo: true, app_id: appId, ...(metadata === undefined ? {} : { metadata }), mid: id, ...text, ...attached };
  const event = { sender: { id: platform.account.pageId }, recipient: { id: learner.id }, timestamp: platform.stamp(), message: said };
  return platform.tell('message_echoes', learner, event, { echo: true });
}

function tellDelivery(platform: Platform, learner: MessengerLearner, id: string, at: number): Promise<void> {
  const delivery = { ...(platform.rules.deliveryIds ? { mids: [id] } : {}), watermark: at };
  const event = { sender: { id: learner.id }, recipient: { id: platform.account.pageId }, timestamp: platform.stamp(), delivery };
  return platform.tell('message_deliveries', learner, event);
}
