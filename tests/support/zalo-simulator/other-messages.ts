import { type Fields, fieldsOf, listOf, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import { contentOf } from './message-content';
import type { Platform } from './platform';
import { invalid, isRefusal } from './refusal';

const reactions = new Set([':>', '--b', ':-((', '/-strong', '/-heart', ':-h', ':o', '/-remove']);

/** `POST /v2.0/oa/message`: reactions and articles to many; texts to one person were shut down. */
export function sendV2(platform: Platform, body: Fields): Answer {
  const recipient = fieldsOf(body.recipient) ?? {};
  if (body.sender_action !== undefined) return react(platform, recipient, fieldsOf(body.sender_action) ?? {});
  return recipient.target === undefined ? platform.refuse({ rule: 'R34', code: -240 }) : broadcast(platform, body);
}

function react(platform: Platform, recipient: Fields, action: Fields): Answer {
  const learner = platform.learners.find(textOf(recipient.user_id) ?? '');
  const id = textOf(action.react_message_id) ?? '';
  if (learner === undefined) return platform.refuse(invalid('R34', 'user_id'));
  if (!learner.messages.some((message) => message.id === id)) return platform.refuse(invalid('R34', 'react_message_id'), learner.id);
  if (!reactions.has(String(action.react_icon))) return platform.refuse(invalid('R34', 'react_icon'), learner.id);
  const count = platform.reactions.get(id) ?? 0;
  if (count >= 50) return platform.refuse({ rule: 'R34', code: -210 }, learner.id);
  platform.reactions.set(id, count + 1);
  return json({ error: 0, message: 'Success', data: { message_id: id } });
}

/** The targets are not looked at: every follower who has not blocked the account gets the article. */
function broadcast(platform: Platform, body: Fields): Answer {
  const payload = fieldsOf(fieldsOf(fieldsOf(body.message)?.attachment)?.payload);
  const elements = listOf(payload?.elements) ?? [];
  const articles = elements.every((element) => fieldsOf(element)?.media_type === 'article');
  if (payload?.template_type !== 'media' || elements.length === 0 || !articles) return platform.refuse({ rule: 'R34', code: -233 });
  if (elements.length > 5) return platform.refuse({ rule: 'R34', code: -210 });
  if (platform.atNight()) return platform.refuse({ rule: 'R34', code: -234 });
  const [id, at] = [platform.newMessageId(), platform.clock.now()];
  for (const learner of platform.learners.all()) {
    if (learner.following && !learner.blocked) platform.learners.keep(learner, { id, from: 'oa', at, kind: 'article', text: 'Bài viết' });
  }
  return json({ error: 0, message: 'Success', data: { message_id: id } });
}

export function discontinued(platform: Platform): Answer {
  return platform.refuse({ rule: 'R35', code: platform.rules.discontinued });
}

export function sendToGroup(platform: Platform, body: Fields): Answer {
  const group = platform.groups.get(textOf(fieldsOf(body.recipient)?.group_id) ?? '');
  if (group === undefined) return platform.refuse({ rule: '5.14', code: -403 });
  if (group.lapsed) return platform.refuse({ rule: '5.14', code: -237 });
  const content = contentOf(platform, fieldsOf(body.message) ?? {});
  if (isRefusal(content)) return platform.refuse(content);
  const [id, at] = [platform.newMessageId(), platform.clock.now()];
  for (const member of group.members) {
    const learner = platform.learners.find(member);
    if (learner !== undefined) platform.learners.keep(learner, { id, from: 'oa', at, ...content });
  }
  const { oaId } = platform.account;
  const fields = { oa_id: oaId, sender: { id: oaId }, recipient: { id: group.id }, message: { text: content.text, msg_id: id } };
  void platform.tellOf(group.id, 'oa_send_group_text', fields, { echo: true });
  return json({ error: 0, message: 'Success', data: { message_id: id, group_id: group.id } });
}

export function groupsOfAccount(platform: Platform): Answer {
  const groups = [...platform.groups.values()].map(({ id, name, members }) => ({ group_id: id, name, total_member: members.length }));
  return json({ error: 0, message: 'Success', data: { total: groups.length, groups } });
}
