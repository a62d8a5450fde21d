import { type Fields, parsedFields } from '../platform-parts/fields';
import { type Answer, type Call, json } from '../platform-parts/loopback';
import { accountProfile, conversation, quotaV2, quotaV3, recentChats } from './account-api';
import { sendConsultation } from './consultation';
import { discontinued, groupsOfAccount, sendToGroup, sendV2 } from './other-messages';
import { allTags, forgetUser, removeTag, tagUser, untagUser, userDetail, userList, userUpdate } from './people-api';
import type { Platform } from './platform';
import { invalid, type Refusal } from './refusal';
import { sendTemplate } from './template-by-uid';
import { upload } from './uploads';

type Serve = (platform: Platform, fields: Fields, call: Call) => Answer;

const routes: Readonly<Record<string, Serve>> = {
  'POST /v3.0/oa/message/cs': sendConsultation,
  'POST /v3.0/oa/message/template': sendTemplate,
  'POST /v3.0/oa/message/transaction': discontinued,
  'POST /v3.0/oa/message/promotion': discontinued,
  'POST /v2.0/oa/message': sendV2,
  'POST /v3.0/oa/group/message': sendToGroup,
  'GET /v3.0/oa/group/getgroupsofoa': groupsOfAccount,
  'POST /v2.0/oa/upload/image': upload('image'),
  'POST /v2.0/oa/upload/gif': upload('gif'),
  'POST /v2.0/oa/upload/file': upload('file'),
  'GET /v3.0/oa/user/detail': userDetail,
  'GET /v3.0/oa/user/getlist': userList,
  'POST /v3.0/oa/user/update': userUpdate,
  'POST /v2.0/oa/deletefollowerinfo': forgetUser,
  'POST /v2.0/oa/tag/tagfollower': tagUser,
  'POST /v2.0/oa/tag/rmfollowerfromtag': untagUser,
  'POST /v2.0/oa/tag/rmtag': removeTag,
  'GET /v2.0/oa/tag/gettagsofoa': allTags,
  'POST /v3.0/oa/quota/message': quotaV3,
  'POST /v2.0/oa/quota/message': quotaV2,
  'GET /v2.0/oa/getoa': accountProfile,
  'GET /v2.0/oa/conversation': conversation,
  'GET /v2.0/oa/listrecentchat': recentChats,
};

/** `openapi.zalo.me`: everything an account may ask for. */
export function serveOpenApi(platform: Platform, call: Call): Answer {
  const route = routes[`${call.method} ${call.path}`];
  if (route === undefined) return json({ error: 404, message: 'Empty api or invalid' }, 404);

  const withinLimit = platform.requests.take(platform.clock.now());
  const answer = withinLimit ? admitted(platform, route, call) : platform.refuse({ rule: 'R38', code: -32 });
  return { ...answer, headers: { ...answer.headers, ...limitHeaders(platform) } };
}

export function limitHeaders({ requests, clock }: Platform): Readonly<Record<string, string>> {
  return { 'x-ratelimit-limit': String(requests.limit), 'x-ratelimit-remain': String(requests.left(clock.now())) };
}

function admitted(platform: Platform, route: Serve, call: Call): Answer {
  const refused = whyNot(platform, call);
  if (refused !== undefined) return platform.refuse(refused);
  if (/^multipart\//i.test(call.headers['content-type'] ?? '')) return route(platform, {}, call);

  const fields = fieldsOfCall(call);
  return fields === undefined ? platform.refuse(invalid('R20', call.method === 'GET' ? 'data' : 'body')) : route(platform, fields, call);
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
