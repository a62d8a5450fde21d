import type { Call, CallOptions } from '../call';
import { type Fields, fieldsOf } from '../json';
import { messageBody } from './message-body';
import type { MessageContent, Sent, UserId } from './message-types';
import { readSent } from './read-sent';

/**
 * Chats the account owns (GMF); needs a verified account on an upper package. The bodies of the management calls are told by one
 * source only, so they take and give the platform's own fields.
 */
export function groupsOf(call: Call) {
  const post = (path: string, body: Fields, options?: CallOptions): Promise<Fields> =>
    call({ host: 'oa', method: 'POST', path, body, read: (data) => fieldsOf(data) ?? {} }, options);
  const get = (path: string, data: Fields, options?: CallOptions): Promise<unknown> =>
    call({ host: 'oa', method: 'GET', path, data, read: (answer) => answer ?? {} }, options);
  const send = (groupId: string, content: MessageContent, options?: CallOptions): Promise<Sent> =>
    call(
      {
        host: 'oa',
        method: 'POST',
        path: '/v3.0/oa/group/message',
        body: { recipient: { group_id: groupId }, message: messageBody(content) },
        read: readSent,
      },
      options,
    );
  return {
    send,
    sendText: (groupId: string, text: string, options?: CallOptions) => send(groupId, { kind: 'text', text }, options),
    create: (group: Fields, options?: CallOptions) => post('/v3.0/oa/group/creategroupwithoa', group, options),
    update: (groupId: string, changes: Fields, options?: CallOptions) =>
      post('/v3.0/oa/group/updateinfo', { group_id: groupId, ...changes }, options),
    invite: (groupId: string, userIds: readonly UserId[], options?: CallOptions) =>
      post('/v3.0/oa/group/invite', { group_id: groupId, member_user_ids: userIds }, options),
    list: (page: { readonly offset: number; readonly count: number }, options?: CallOptions) =>
      get('/v3.0/oa/group/getgroupsofoa', page, options),
    members: (groupId: string, page: { readonly offset: number; readonly count: number }, options?: CallOptions) =>
      get('/v3.0/oa/group/listmember', { group_id: groupId, ...page }, options),
    history: (groupId: string, page: { readonly offset: number; readonly count: number }, options?: CallOptions) =>
      get('/v3.0/oa/group/conversation', { group_id: groupId, ...page }, options),
    quota: (body: Fields, options?: CallOptions) =>
      call({ host: 'oa', method: 'POST', path: '/v3.0/oa/quota/group', body, repeatable: true, read: (data) => data ?? {} }, options),
  };
}

/** Words of a person without `[@id]`, which in a group would call a member, or all of them. */
export function withoutMentions(text: string): string {
  return text.replace(/\[@[^\]]*\]/g, '');
}
