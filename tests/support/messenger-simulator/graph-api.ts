import { createHmac } from 'node:crypto';
import { type Fields, fieldsOf, listOf, parsedFields, textOf } from '../platform-parts/fields';
import { type Answer, type Call, json } from '../platform-parts/loopback';
import { bad } from './checks';
import { createAttachment, createPersona, serveSubscription, serveThreadControl, threadOwner, userProfile } from './page-api';
import type { Platform } from './platform';
import { serveProfile } from './profile-api';
import { send } from './send-api';
import { createTemplate, listTemplates } from './utility-templates';

/** `graph.facebook.com`, as much of it as a page's bot needs. `appSubscription` checks and saves the webhook's address. */
export type AppSubscription = (callbackUrl: string, verifyToken: string) => Promise<boolean>;

export async function serveGraph(platform: Platform, call: Call, subscribe: AppSubscription): Promise<Answer> {
  const [, version, ...path] = call.path.split('/');
  const body = bodyOf(call);
  if (call.path === '/' && call.method === 'POST') return batch(platform, call, body, subscribe);
  const number = /^v(\d+)\.\d+$/.exec(version ?? '')?.[1];
  if (number === undefined || Number(number) > platform.rules.newestVersion || path[0] === undefined)
    return platform.refuse({ rule: 'S1', code: 2500 });
  const [node, edge] = path;
  if (node === platform.account.appId && edge === 'subscriptions') return appSubscription(platform, call, body, subscribe);
  if (edge === 'ids_for_pages') return idsForPages(platform, call, node);
  const refused = tokenFault(platform, call, body);
  if (refused !== undefined) return refused;
  const mine = node === 'me' || node === platform.account.pageId;
  const answer = mine ? ofPage(platform, call, body, edge) : ofOther(platform, call, node);
  return answer ?? platform.refuse(bad('S1', 33));
}

function ofPage(platform: Platform, call: Call, body: Fields, edge: string | undefined): Answer | undefined {
  const post = call.method === 'POST';
  switch (edge) {
    case undefined:
      return json({ id: platform.account.pageId, name: platform.account.pageName });
    case 'messages':
      return post ? send(platform, body) : undefined;
    case 'messenger_profile':
      return serveProfile(platform, call, body);
    case 'subscribed_apps':
      return serveSubscription(platform, call, body);
    case 'message_attachments':
      return post ? createAttachment(platform, call, body) : undefined;
    case 'message_templates':
      return post ? createTemplate(platform, body) : listTemplates(platform);
    case 'personas':
      return post ? createPersona(platform, body) : json({ data: [...platform.personas.values()].map(({ id, name }) => ({ id, name })) });
    case 'pass_thread_control':
    case 'take_thread_control':
    case 'request_thread_control':
      return post ? serveThreadControl(platform, edge, body) : undefined;
    case 'thread_owner':
      return threadOwner(platform, call);
    default:
      return undefined;
  }
}

function ofOther(platform: Platform, call: Call, node: string | undefined): Answer | undefined {
  const persona = platform.personas.get(node ?? '');
  if (persona !== undefined && call.method === 'DELETE') platform.personas.delete(persona.id);
  if (persona !== undefined) return json(call.method === 'DELETE' ? { success: true } : { id: persona.id, name: persona.name });
  return call.method === 'GET' ? userProfile(platform, node ?? '', call) : undefined;
}

function tokenFault(platform: Platform, call: Call, body: Fields): Answer | undefined {
  const { account, switches } = platform;
  const given = tokenOf(call, body);
  if (given !== account.pageToken || !switches.tokenValid)
    return platform.refuse({ rule: 'S2', code: 190, ...(switches.tokenValid ? {} : { subcode: 463 }) });
  const proof = call.query.get('appsecret_proof') ?? textOf(body.appsecret_proof);
  const right = createHmac('sha256', account.appSecret).update(given).digest('hex');
  return proof === undefined || proof === right ? undefined : platform.refuse(bad('S2'));
}

function tokenOf(call: Call, body: Fields): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1];
  return bearer ?? call.query.get('access_token') ?? textOf(body.access_token);
}

/** JSON, or a form whose values may be JSON themselves. */
function bodyOf(call: Call): Fields {
  const type = call.headers['content-type'] ?? '';
  if (/^multipart\//i.test(type)) return {};
  const text = call.body.toString('utf8');
  if (!/^application\/x-www-form-urlencoded/i.test(type)) return parsedFields(text) ?? {};
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, parsedFields(value) ?? value]));
}

async function appSubscription(platform: Platform, call: Call, body: Fields, subscribe: AppSubscription): Promise<Answer> {
  const { appId, appSecret } = platform.account;
  if (tokenOf(call, body) !== `${appId}|${appSecret}`) return platform.refuse({ rule: 'S2', code: 190 });
  const [url, verifyToken] = [textOf(body.callback_url), textOf(body.verify_token)];
  const saved = url !== undefined && verifyToken !== undefined && (await subscribe(url, verifyToken));
  return saved ? json({ success: true }) : platform.refuse({ rule: 'W1', code: 2200 });
}

/** Only for the app itself, with a proof that it knows its secret, and only for people who signed in with it. */
function idsForPages(platform: Platform, call: Call, user: string): Answer {
  const { appId, appSecret, pageId, pageName } = platform.account;
  const token = `${appId}|${appSecret}`;
  if (call.method !== 'GET' || tokenOf(call, {}) !== token) return platform.refuse({ rule: 'S2', code: 190 });
  const proof = createHmac('sha256', appSecret).update(token).digest('hex');
  if (call.query.get('appsecret_proof') !== proof) return platform.refuse(bad('S2'));
  const known = [...platform.learners.all()].filter(({ appScopedId }) => appScopedId === user);
  if (known.length === 0) return platform.refuse(bad('S1', 33));
  return json({ data: known.map(({ id }) => ({ id, page: { id: pageId, name: pageName } })) });
}

/** At most fifty calls in one; each is answered as it would be alone. */
async function batch(platform: Platform, call: Call, body: Fields, subscribe: AppSubscription): Promise<Answer> {
  const asked = typeof body.batch === 'string' ? JSON.parse(body.batch) : body.batch;
  const calls = listOf(asked) ?? [];
  if (calls.length === 0 || calls.length > 50) return platform.refuse(bad('S1'));
  const answers: object[] = [];
  for (const one of calls) {
    const { method, relative_url: url, body: form } = fieldsOf(one) ?? {};
    const target = new URL(`/${String(url).replace(/^\//, '')}`, 'http://localhost');
    const headers = { ...call.headers, 'content-type': 'application/x-www-form-urlencoded' };
    const inner = {
      method: textOf(method) ?? 'GET',
      path: target.pathname,
      query: target.searchParams,
      headers,
      body: Buffer.from(textOf(form) ?? ''),
    };
    const answer = await serveGraph(platform, inner, subscribe);
    answers.push({ code: answer.status, body: String(answer.body) });
  }
  return json(answers);
}
