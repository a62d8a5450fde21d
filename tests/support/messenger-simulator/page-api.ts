import { type Fields, fieldsOf, textOf } from '../platform-parts/fields';
import { type Answer, type Call, json } from '../platform-parts/loopback';
import { partNamed } from '../platform-parts/multipart';
import { bad } from './checks';
import { allFields, inboxAppId } from './options';
import type { Platform } from './platform';

/** `/{PAGE_ID}/subscribed_apps`: which events the page passes on. */
export function serveSubscription(platform: Platform, call: Call, body: Fields): Answer {
  const { pageFields, account, parts } = platform;
  if (call.method === 'GET') {
    const subscribed = { id: account.appId, name: 'Hiểu Luật', category: 'Education', link: '', subscribed_fields: [...pageFields] };
    return json({ data: pageFields.size === 0 || !parts.caller.subscribed ? [] : [subscribed] });
  }
  pageFields.clear();
  if (call.method === 'DELETE') return json({ success: true });
  const asked = (call.query.get('subscribed_fields') ?? textOf(body.subscribed_fields) ?? '').split(',').filter((field) => field !== '');
  const known: readonly string[] = allFields;
  if (asked.length === 0 || !asked.every((field) => known.includes(field))) return platform.refuse(bad('S25'));
  for (const field of asked) pageFields.add(field);
  parts.caller.subscribed = true;
  return json({ success: true });
}

export function createPersona(platform: Platform, body: Fields): Answer {
  const [name, picture] = [textOf(body.name), textOf(body.profile_picture_url)];
  if (name === undefined || picture === undefined || name.length > 50) return platform.refuse(bad('5.4'));
  const id = `3${String(platform.personas.size + 1).padStart(15, '0')}`;
  platform.personas.set(id, { id, name, picture });
  return json({ id });
}

/** Pictures and the like to be sent later, by address or as a file; theirs for ninety days. */
export function createAttachment(platform: Platform, call: Call, body: Fields): Answer {
  const type = call.headers['content-type'] ?? '';
  const file = partNamed(call, 'filedata');
  const attachment = fieldsOf(fieldsOf(body.message)?.attachment);
  const byUrl = /^https?:\/\//.test(textOf(fieldsOf(attachment?.payload)?.url) ?? '');
  if (/^multipart\//i.test(type) ? file === undefined : !byUrl) return platform.refuse(bad('S14', 2018008));
  if (file !== undefined && file.bytes.length > 25 * 1024 * 1024) return platform.refuse(bad('S14', 2018109));
  const id = `687${String(platform.attachments.size + 1).padStart(12, '0')}`;
  platform.attachments.set(id, platform.clock.now());
  return json({ attachment_id: id });
}

/** Who answers a chat: the bot, or a person at the page's inbox. */
export function serveThreadControl(platform: Platform, name: string, body: Fields): Answer {
  const learner = platform.learners.find(textOf(fieldsOf(body.recipient)?.id) ?? '');
  if (learner === undefined) return platform.refuse(bad('3.9', 2018001));
  if (name === 'pass_thread_control' && Number(body.target_app_id) !== inboxAppId) return platform.refuse(bad('3.9', 2018164));
  if (name !== 'request_thread_control') learner.owner = name === 'pass_thread_control' ? 'inbox' : 'bot';
  return json({ success: true });
}

export function threadOwner(platform: Platform, call: Call): Answer {
  const learner = platform.learners.find(call.query.get('recipient') ?? '');
  if (learner === undefined) return platform.refuse(bad('3.9', 2018001));
  const id = learner.owner === 'bot' ? platform.account.appId : String(inboxAppId);
  return json({ data: [{ thread_owner: { app_id: id } }] });
}

export function userProfile(platform: Platform, id: string, call: Call): Answer | undefined {
  const learner = platform.learners.find(id);
  if (learner === undefined) return undefined;
  const [first = '', ...rest] = learner.name.split(' ');
  const all: Fields = {
    id,
    name: learner.name,
    first_name: first,
    last_name: rest.join(' '),
    profile_pic: '',
    locale: 'vi_VN',
    timezone: 7,
  };
  const asked = (call.query.get('fields') ?? 'name').split(',');
  return json({ ...Object.fromEntries(asked.flatMap((field) => (field in all ? [[field, all[field]]] : []))), id });
}
