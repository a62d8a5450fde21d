import type { Call, CallOptions } from '../call';
import { type Fields, fieldsOf, listOf, numberOf, present, textOf } from '../json';
import type { MessageId, UserId } from './message-types';

export type Profile = {
  readonly oaId: string;
  readonly name?: string;
  readonly description?: string;
  readonly alias?: string;
  readonly isVerified?: boolean;
  /** 2 business, 4 government. */
  readonly type?: number;
  readonly category?: string;
  readonly followers?: number;
  readonly avatar?: string;
  readonly cover?: string;
  readonly package?: string;
  readonly packageValidThrough?: string;
  readonly packageRenews?: string;
  /** The account that pays for what is charged. */
  readonly linkedBilling?: string;
};

export type HistoryEntry = {
  readonly from: 'account' | 'user';
  readonly at: number;
  readonly type: string;
  readonly text?: string;
  readonly messageId?: MessageId;
  readonly fromId?: string;
  readonly toId?: string;
  readonly raw: Fields;
};

/** At most ten entries a call. */
export type Page = { readonly offset: number; readonly count: number };

/** The account itself, and what was said lately. */
export function accountOf(call: Call) {
  const get = <T>(path: string, data: Fields | undefined, read: (answer: unknown) => T | undefined, options?: CallOptions): Promise<T> =>
    call({ host: 'oa', method: 'GET', path, ...(data === undefined ? {} : { data }), read }, options);
  return {
    profile: (options?: CallOptions): Promise<Profile> => get('/v2.0/oa/getoa', undefined, readProfile, options),
    conversation: (userId: UserId, page: Page, options?: CallOptions): Promise<readonly HistoryEntry[]> =>
      get('/v2.0/oa/conversation', { user_id: userId, ...page }, readHistory, options),
    recentChats: (page: Page, options?: CallOptions): Promise<readonly HistoryEntry[]> =>
      get('/v2.0/oa/listrecentchat', page, readHistory, options),
  };
}

/** Two spellings of the account's id and two of its billing account are about. */
function readProfile(data: unknown): Profile | undefined {
  const fields = fieldsOf(data);
  const oaId = textOf(fields?.oaid) ?? textOf(fields?.oa_id);
  if (fields === undefined || oaId === undefined) return undefined;
  return {
    oaId,
    ...present({
      name: textOf(fields.name),
      description: textOf(fields.description),
      alias: textOf(fields.oa_alias),
      isVerified: typeof fields.is_verified === 'boolean' ? fields.is_verified : undefined,
      type: numberOf(fields.oa_type),
      category: textOf(fields.cate_name),
      followers: numberOf(fields.num_follower),
      avatar: textOf(fields.avatar),
      cover: textOf(fields.cover),
      package: textOf(fields.package_name),
      packageValidThrough: textOf(fields.package_valid_through_date),
      packageRenews: textOf(fields.package_auto_renew_date),
      linkedBilling: textOf(fields.linked_ZCA) ?? textOf(fields.linked_zca),
    }),
  };
}

function readHistory(data: unknown): readonly HistoryEntry[] | undefined {
  if (!Array.isArray(data)) return undefined;
  return listOf(data).flatMap((one) => readEntry(fieldsOf(one)) ?? []);
}

function readEntry(entry: Fields | undefined): HistoryEntry | undefined {
  const at = numberOf(entry?.time);
  if (entry === undefined || at === undefined) return undefined;
  const more = {
    text: textOf(entry.message),
    messageId: textOf(entry.message_id),
    fromId: textOf(entry.from_id),
    toId: textOf(entry.to_id),
  };
  return { from: numberOf(entry.src) === 1 ? 'user' : 'account', at, type: textOf(entry.type) ?? '', raw: entry, ...present(more) };
}
