import { type Fields, fieldsOf, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import { mayReceive, show } from './consultation';
import type { Platform } from './platform';
import { invalid } from './refusal';
import { faultOfData, filledIn } from './templates';

/** `POST /v3.0/oa/message/template`: whenever, to anybody whose id is known, for a price. */
export function sendTemplate(platform: Platform, body: Fields): Answer {
  const learner = platform.learners.find(textOf(body.user_id) ?? '');
  const template = platform.templates.find(textOf(body.template_id) ?? '');
  const data = fieldsOf(body.template_data);
  if (learner === undefined) return platform.refuse(invalid('R36', 'user_id'));
  if (template === undefined || template.status !== 'ENABLE') return platform.refuse(invalid('R36', 'template_id'), learner.id);
  if (!template.byUid) return platform.refuse({ rule: 'R36', code: -249 }, learner.id);
  if (body.tracking_id !== undefined) return platform.refuse(invalid('R36', 'tracking_id'), learner.id);
  if (data === undefined || faultOfData(template, data) !== undefined) return platform.refuse(invalid('R36', 'template_data'), learner.id);
  if (template.tag === 3 && platform.atNight()) return platform.refuse({ rule: 'R36', code: -234 }, learner.id);

  if (platform.templates.remaining(platform.clock.now()) === 0) return platform.refuse({ rule: 'R36', code: -211 }, learner.id);

  const refused = mayReceive(platform, learner) ?? platform.charge(learner, template.priceUid);
  if (refused !== undefined) return platform.refuse(refused, learner.id);
  const id = platform.newMessageId();
  const at = platform.clock.now();
  platform.templates.count(at);
  show(platform, learner, { kind: 'template', text: filledIn(template, data) }, { id, at, price: template.priceUid });
  return json({ error: 0, message: 'Success', data: { message_id: id, user_id: learner.id, sent_time: String(at) } });
}
