import { createHash } from 'node:crypto';
import { type Fields, fieldsOf, lengthOf, parsedFields, textOf } from '../platform-parts/fields';
import { type Answer, type Call, json } from '../platform-parts/loopback';
import type { ZaloLearner } from './learners';
import type { Platform } from './platform';
import type { Refusal } from './refusal';
import { type DataFault, faultOfData, filledIn, type Template } from './templates';

type Serve = (platform: Platform, call: Call) => Answer;

const routes: Readonly<Record<string, Serve>> = {
  'POST /message/template': (platform, call) => sendByPhone(platform, call, 'phone'),
  'POST /message/template/hashphone': (platform, call) => sendByPhone(platform, call, 'hash_phone'),
  'GET /message/status': status,
  'GET /message/quota': quota,
  'GET /message/template-tag': (platform) => success([...new Set(platform.templates.all().map(({ tag }) => `TAG_${tag}`))]),
  'GET /quality': () => success({ oaCurrentQuality: 'HIGH', oa7dayQuality: 'HIGH' }),
  'GET /template/all': list,
  'GET /template/info/v2': info,
};

/** `business.openapi.zalo.me`: approved templates to phone numbers. */
export function serveBusiness(platform: Platform, call: Call): Answer {
  const serve = routes[`${call.method} ${call.path}`];
  if (serve === undefined) return json({ error: 404, message: 'Empty api or invalid' }, 404);
  const token = call.headers.access_token;
  if (typeof token !== 'string' || platform.tokens.stateOf(token) !== 'live') return refuse(platform, { rule: 'R3', code: -124 });
  if (!platform.switches.oaVerified || !platform.switches.packageAllows) return refuse(platform, { rule: 'R40', code: -135 });
  return serve(platform, call);
}

const dataFaults: Readonly<Record<DataFault, number>> = { missing: -1122, 'too long': -1121, unknown: -132, 'not text': -1124 };

function sendByPhone(platform: Platform, call: Call, by: 'phone' | 'hash_phone'): Answer {
  if (call.body.length === 0) return refuse(platform, { rule: 'R40', code: -121 });
  const body = parsedFields(call.body.toString('utf8'));
  if (body === undefined) return refuse(platform, { rule: 'R40', code: -122 });
  const learner = recipientOf(platform, textOf(body[by]) ?? '', by);
  if (learner === 'invalid') return refuse(platform, { rule: 'R40', code: -108 });

  const template = platform.templates.find(textOf(body.template_id) ?? '');
  const data = fieldsOf(body.template_data) ?? {};
  const refused =
    faultOf(platform, template, data, body) ??
    (learner === 'nobody' ? { rule: 'R40', code: -118 } : chargeFor(platform, learner, template));
  if (refused !== undefined) return refuse(platform, refused);
  return template === undefined || typeof learner === 'string'
    ? refuse(platform, { rule: 'R40', code: -100 })
    : accept(platform, { learner, template, data, body, by });
}

function recipientOf({ learners }: Platform, given: string, by: 'phone' | 'hash_phone'): ZaloLearner | 'invalid' | 'nobody' {
  if (by === 'phone') {
    const phone = given.replace(/^\+/, '');
    return /^84\d{9}$/.test(phone) ? (learners.byPhone(phone) ?? 'nobody') : 'invalid';
  }
  if (!/^[0-9a-f]{64}$/.test(given)) return 'invalid';
  for (const learner of learners.all()) if (hashed(learner.phone) === given) return learner;
  return 'nobody';
}

function faultOf(platform: Platform, template: Template | undefined, data: Fields, body: Fields): Refusal | undefined {
  if (template === undefined) return { rule: 'R40', code: -109 };
  if (template.status !== 'ENABLE') return { rule: 'R40', code: -131 };
  const fault = faultOfData(template, data);
  if (fault !== undefined) return { rule: 'R40', code: dataFaults[fault] };
  if (lengthOf(textOf(body.tracking_id) ?? '') > 48) return { rule: 'R40', code: -132 };
  if (body.mode === 'development') return { rule: 'R40', code: -127 };
  if (platform.atNight()) return { rule: 'R40', code: -133 };
  return platform.templates.remaining(platform.clock.now()) === 0 ? { rule: 'R40', code: -144 } : undefined;
}

function chargeFor(platform: Platform, learner: ZaloLearner | 'invalid', template: Template | undefined): Refusal | undefined {
  if (typeof learner === 'string' || template === undefined) return undefined;
  if (learner.blocked) return { rule: 'R40', code: -141 };
  const refused = platform.charge(learner, template.priceSdt);
  if (refused === undefined) return undefined;
  return { rule: 'R40', code: refused.code === -320 ? -136 : -115 };
}

type Sending = {
  readonly learner: ZaloLearner;
  readonly template: Template;
  readonly data: Fields;
  readonly body: Fields;
  readonly by: 'phone' | 'hash_phone';
};

function accept(platform: Platform, { learner, template, data, body, by }: Sending): Answer {
  const { clock, templates, learners, accepted, account } = platform;
  const [id, at] = [platform.newMessageId(), clock.now()];
  accepted.count(at);
  templates.count(at);
  learners.keep(learner, { id, from: 'oa', at, kind: 'template', text: filledIn(template, data), price: template.priceSdt });
  const recipient = { id: by === 'phone' ? learner.phone : hashed(learner.phone) };
  const message = { delivery_time: String(at), msg_id: id, tracking_id: textOf(body.tracking_id) ?? '' };
  void platform.tellOf(
    learner.id,
    'user_received_message',
    { sender: { id: account.oaId }, recipient, message },
    { headers: { 'x-zevent-server': 'ZNS' } },
  );
  const left = { dailyQuota: String(templates.dailyQuota), remainingQuota: String(templates.remaining(at)) };
  return success({ msg_id: id, sent_time: String(at), sending_mode: '1', quota: left });
}

function status(platform: Platform, call: Call): Answer {
  const id = call.query.get('message_id') ?? '';
  for (const { messages } of platform.learners.all()) {
    const found = messages.find((message) => message.id === id);
    if (found !== undefined) return success({ delivery_time: String(found.at), status: 1, message: 'Delivered' });
  }
  return refuse(platform, { rule: 'R40', code: -107 });
}

function quota({ templates, clock }: Platform): Answer {
  const remainingQuota = templates.remaining(clock.now());
  return success({ dailyQuota: templates.dailyQuota, remainingQuota, dailyQuotaPromotion: null, remainingQuotaPromotion: null });
}

function list(platform: Platform, call: Call): Answer {
  const [offset, limit] = [Number(call.query.get('offset') ?? 0), Number(call.query.get('limit') ?? 100)];
  if (!Number.isInteger(offset) || !Number.isInteger(limit) || offset < 0 || limit < 1 || limit > 100)
    return refuse(platform, { rule: 'R40', code: -132 });
  const all = platform.templates.all();
  const rows = all
    .slice(offset, offset + limit)
    .map(({ id, name, status: state }) => ({ templateId: id, templateName: name, status: state }));
  return json({ error: 0, message: 'Success', data: rows, metadata: { total: all.length } });
}

function info(platform: Platform, call: Call): Answer {
  const template = platform.templates.find(call.query.get('template_id') ?? '');
  if (template === undefined) return refuse(platform, { rule: 'R40', code: -109 });
  const listParams = Object.entries(template.parameters).map(([name, maxLength]) => ({
    name,
    require: true,
    type: 'STRING',
    maxLength,
    minLength: 1,
    acceptNull: false,
  }));
  const { id, name, status: state, tag, priceSdt, priceUid } = template;
  return success({
    templateId: id,
    templateName: name,
    status: state,
    listParams,
    templateTag: `TAG_${tag}`,
    price_sdt: priceSdt,
    price_uid: priceUid,
  });
}

function success(data: unknown): Answer {
  return json({ error: 0, message: 'Success', data });
}

function refuse(platform: Platform, { rule, code }: Refusal): Answer {
  return platform.refuse({ rule, code, message: `ZNS error ${code}` });
}

function hashed(phone: string): string {
  return createHash('sha256').update(phone).digest('hex');
}
