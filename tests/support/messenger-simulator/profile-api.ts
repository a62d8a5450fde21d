import { type Fields, fieldsOf, lengthOf, listOf, textOf } from '../platform-parts/fields';
import { type Answer, type Call, json } from '../platform-parts/loopback';
import { bad, type Refusal } from './checks';
import type { Platform } from './platform';

/** `/me/messenger_profile`: what a visitor finds, ten calls in ten minutes. */
export function serveProfile(platform: Platform, call: Call, body: Fields): Answer {
  if (!platform.switches.canMessage) return platform.refuse({ rule: 'S2', code: 230 });
  if (!platform.profileCalls.take(platform.clock.now())) return platform.refuse({ rule: 'S23', code: 613 });
  if (call.method === 'GET') return read(platform, call.query.get('fields') ?? '');
  if (call.method === 'DELETE') return remove(platform, body);
  const refused = faultOf(platform, body);
  if (refused !== undefined) return platform.refuse(refused);
  for (const [property, value] of Object.entries(body)) platform.profile.set(property, value);
  return json({ result: 'success' });
}

function read(platform: Platform, fields: string): Answer {
  const set = fields.split(',').flatMap((name) => (platform.profile.has(name) ? [[name, platform.profile.get(name)] as const] : []));
  return json({ data: set.length === 0 ? [] : [Object.fromEntries(set)] });
}

function remove(platform: Platform, body: Fields): Answer {
  const names = listOf(body.fields)?.map(String) ?? [];
  const leavesMenuAlone = names.includes('get_started') && platform.profile.has('persistent_menu') && !names.includes('persistent_menu');
  if (names.length === 0 || leavesMenuAlone) return platform.refuse(bad('S23'));
  for (const name of names) platform.profile.delete(name);
  return json({ result: 'success' });
}

type Check = (platform: Platform, value: unknown, body: Fields) => boolean;

const checks: Readonly<Record<string, Check>> = {
  get_started: (_platform, value) => isWithin(fieldsOf(value)?.payload, 1, 1000),
  greeting: (_platform, value) => hasDefault(value) && everyOf(value, ({ text }) => isWithin(text, 1, 160)),
  ice_breakers: (_platform, value) =>
    hasDefault(value) &&
    everyOf(
      value,
      (one) =>
        actionsOf(one).length <= 4 &&
        actionsOf(one).every(({ question, payload }) => isWithin(question, 1, 80) && isWithin(payload, 1, 1000)),
    ),
  persistent_menu: (platform, value, body) =>
    (body.get_started !== undefined || platform.profile.has('get_started')) &&
    hasDefault(value) &&
    everyOf(value, (one) => actionsOf(one).length <= 20 && actionsOf(one).every(isMenuItem)),
  commands: (_platform, value) =>
    everyOf(value, ({ commands }) => {
      const list = (listOf(commands) ?? []).map((one) => fieldsOf(one) ?? {});
      return list.length <= 100 && list.every(({ name, description }) => isWithin(name, 1, 32) && isWithin(description, 1, 64));
    }),
  whitelisted_domains: (_platform, value) => (listOf(value) ?? []).every((one) => typeof one === 'string' && one.startsWith('https://')),
  account_linking_url: (_platform, value) => typeof value === 'string' && value.startsWith('https://'),
};

function faultOf(platform: Platform, body: Fields): Refusal | undefined {
  const entries = Object.entries(body);
  const good = entries.length > 0 && entries.every(([property, value]) => checks[property]?.(platform, value, body) === true);
  return good ? undefined : bad('S23');
}

function isMenuItem(item: Fields): boolean {
  if (!isWithin(item.title, 1, 30)) return false;
  return item.type === 'postback'
    ? isWithin(item.payload, 1, 1000)
    : item.type === 'web_url' && /^https?:\/\//.test(textOf(item.url) ?? '');
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'string' && lengthOf(value) >= least && lengthOf(value) <= most;
}

function hasDefault(value: unknown): boolean {
  return (listOf(value) ?? []).some((one) => fieldsOf(one)?.locale === 'default');
}

function everyOf(value: unknown, good: (one: Fields) => boolean): boolean {
  return listOf(value)?.every((one) => good(fieldsOf(one) ?? {})) === true;
}

function actionsOf(one: Fields): readonly Fields[] {
  return (listOf(one.call_to_actions) ?? []).map((action) => fieldsOf(action) ?? {});
}
