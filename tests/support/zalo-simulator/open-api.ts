import { type Fields, parsedFields } from '../platform-parts/fields';
import { type Answer, type Call, json } from '../platform-parts/loopback';
import { sendConsultation } from './consultation';
import type { Platform } from './platform';
import { invalid, type Refusal } from './refusal';

type Route = { readonly method: 'GET' | 'POST'; readonly serve: (platform: Platform, fields: Fields, call: Call) => Answer };

const routes: Readonly<Record<string, Route>> = {
  '/v3.0/oa/message/cs': { method: 'POST', serve: sendConsultation },
};

/** `openapi.zalo.me`: everything an account may ask for. */
export function serveOpenApi(platform: Platform, call: Call): Answer {
  const route = routes[call.path];
  if (route === undefined || route.method !== call.method) return json({ error: 404, message: 'Empty api or invalid' }, 404);

  const withinLimit = platform.requests.take(platform.clock.now());
  const answer = withinLimit ? admitted(platform, route, call) : platform.refuse({ rule: 'R38', code: -32 });
  return { ...answer, headers: { ...answer.headers, ...limitHeaders(platform) } };
}

export function limitHeaders({ requests, clock }: Platform): Readonly<Record<string, string>> {
  return { 'x-ratelimit-limit': String(requests.limit), 'x-ratelimit-remain': String(requests.left(clock.now())) };
}

function admitted(platform: Platform, route: Route, call: Call): Answer {
  const refused = whyNot(platform, call);
  if (refused !== undefined) return platform.refuse(refused);
  if (/^multipart\//i.test(call.headers['content-type'] ?? '')) return route.serve(platform, {}, call);

  const fields = fieldsOfCall(call);
  return fields === undefined
    ? platform.refuse(invalid('R20', call.method === 'GET' ? 'data' : 'body'))
    : route.serve(platform, fields, call);
}

/** The token is read from its own header and from nowhere else. */
export function whyNot({ tokens, switches }: Platform, call: Call): Refusal | undefined {
  const token = call.headers.access_token;
  const state = typeof token === 'string' ? tokens.stateOf(token) : 'unknown';
  if (state === 'unknown') return { rule: 'R2', code: -216 };
  if (state !== 'live') return { rule: 'R3', code: -220 };
  if (!switches.appActive) return { rule: 'R1', code: -209 };
  if (!switches.productRegistered) return { rule: 'R1', code: -212 };
  if (!switches.granted) return { rule: 'R1', code: -223 };
  if (!switches.oaVerified) return { rule: 'R1', code: -221 };
  return switches.packageAllows ? undefined : { rule: 'R1', code: -224 };
}

function fieldsOfCall(call: Call): Fields | undefined {
  if (call.method === 'POST') return call.body.length === 0 ? {} : parsedFields(call.body.toString('utf8'));
  const data = call.query.get('data');
  return data === null ? ([...call.query].length === 0 ? {} : undefined) : parsedFields(data);
}
