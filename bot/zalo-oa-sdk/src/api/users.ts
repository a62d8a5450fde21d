import type { Call, CallOptions } from '../call';
import { type Fields, fieldsOf, listOf, numberOf, present, textOf } from '../json';
import type { UserId } from './message-types';

export type SharedInfo = {
  readonly name?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly city?: string;
  readonly district?: string;
  readonly dateOfBirth?: string;
};

export type UserDetail = {
  readonly userId: UserId;
  readonly userIdByApp?: string;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly alias?: string;
  /** By one source: under 18. */
  readonly isSensitive?: boolean;
  readonly isFollower?: boolean;
  /** DD/MM/YYYY: too coarse for the 48 hours; ask `quota.ofUser` for those. */
  readonly lastInteractionDay?: string;
  readonly avatar?: string;
  readonly tags: readonly string[];
  readonly notes: readonly string[];
  readonly shared: SharedInfo;
};

export type UserFilter = {
  /** 0 to 9,951. */
  readonly offset: number;
  /** 1 to 50. */
  readonly count: number;
  readonly isFollower?: boolean;
  /** `TODAY`, `YESTERDAY`, `L7D`, `L30D` or `YYYY_MM_DD:YYYY_MM_DD`. */
  readonly lastInteraction?: string;
  readonly tag?: string;
};

export type UserPage = { readonly total: number; readonly userIds: readonly UserId[] };

export type UserUpdate = {
  readonly alias?: string;
  readonly externalId?: string;
  readonly shared?: {
    readonly name?: string;
    readonly phone?: string;
    readonly address?: string;
    readonly cityId?: number;
    readonly districtId?: number;
    readonly dateOfBirth?: string;
  };
};

export function usersOf(call: Call) {
  return {
    detail: (userId: UserId, options?: CallOptions): Promise<UserDetail> =>
      call({ host: 'oa', method: 'GET', path: '/v3.0/oa/user/detail', data: { user_id: userId }, read: readDetail }, options),
    list: (filter: UserFilter, options?: CallOptions): Promise<UserPage> =>
      call({ host: 'oa', method: 'GET', path: '/v3.0/oa/user/getlist', data: filterBody(filter), read: readPage }, options),
    update: (userId: UserId, update: UserUpdate, options?: CallOptions): Promise<void> =>
      call({ ...write('/v3.0/oa/user/update'), body: { user_id: userId, ...updateBody(update) } }, options).then(() => undefined),
    /** Removes what the account has stored of a person on the platform: call it when they ask to be forgotten. */
    forget: (userId: UserId, options?: CallOptions): Promise<void> =>
      call({ ...write('/v2.0/oa/deletefollowerinfo'), body: { user_id: userId } }, options).then(() => undefined),
    /** Fields of the account's own; every value comes back as text. One source only: the platform's own fields in and out. */
    customInfo: (userId: UserId, options?: CallOptions): Promise<Fields> =>
      call({ host: 'oa', method: 'GET', path: '/v3.0/oa/user/detail/custominfo', data: { user_id: userId }, read: fieldsOf }, options),
    updateCustomInfo: (userId: UserId, custom: Fields, options?: CallOptions): Promise<void> =>
      call({ ...write('/v3.0/oa/user/update/custominfo'), body: { user_id: userId, ...custom } }, options).then(() => undefined),
  };
}

const write = (path: string) => ({ host: 'oa', method: 'POST', path, repeatable: true, read: () => true }) as const;

function readDetail(data: unknown): UserDetail | undefined {
  const user = fieldsOf(data);
  const userId = textOf(user?.user_id);
  if (user === undefined || userId === undefined) return undefined;
  const notes = fieldsOf(user.tags_and_notes_info);
  return {
    userId,
    tags: texts(notes?.tag_names),
    notes: texts(notes?.notes),
    shared: readShared(fieldsOf(user.shared_info)),
    ...present({
      userIdByApp: textOf(user.user_id_by_app),
      externalId: textOf(user.user_external_id),
      displayName: textOf(user.display_name),
      alias: textOf(user.user_alias),
      isSensitive: flag(user.is_sensitive),
      isFollower: flag(user.user_is_follower),
      lastInteractionDay: textOf(user.user_last_interaction_date),
      avatar: textOf(user.avatar),
    }),
  };
}

/** May be absent, and its phone is text for some and a number for others. */
function readShared(shared: Fields | undefined): SharedInfo {
  return present({
    name: textOf(shared?.name),
    phone: textOf(shared?.phone),
    address: textOf(shared?.address),
    city: textOf(shared?.city),
    district: textOf(shared?.district),
    dateOfBirth: textOf(shared?.user_dob),
  });
}

function readPage(data: unknown): UserPage | undefined {
  const page = fieldsOf(data);
  if (page === undefined) return undefined;
  const userIds = listOf(page.users).flatMap((user) => textOf(fieldsOf(user)?.user_id) ?? []);
  return { total: numberOf(page.total) ?? userIds.length, userIds };
}

/** The documented samples have the flag as text. */
function filterBody({ offset, count, isFollower, lastInteraction, tag }: UserFilter): Fields {
  const follower = isFollower === undefined ? undefined : String(isFollower);
  return { offset, count, ...present({ is_follower: follower, last_interaction_period: lastInteraction, tag_name: tag }) };
}

function updateBody({ alias, externalId, shared }: UserUpdate): Fields {
  const info = shared && {
    ...present({ name: shared.name, phone: shared.phone, address: shared.address }),
    ...present({ city_id: shared.cityId, district_id: shared.districtId, user_dob: shared.dateOfBirth }),
  };
  return present({ user_alias: alias, user_external_id: externalId, shared_info: info });
}

function texts(value: unknown): readonly string[] {
  return listOf(value).flatMap((one) => textOf(one) ?? []);
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
