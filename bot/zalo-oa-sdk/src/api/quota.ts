import type { Call, CallOptions } from '../call';
import { type Fields, fieldsOf, listOf, numberOf, present, textOf } from '../json';
import type { UserId } from './message-types';

export type UserQuota = {
  /** The platform's own clock for the 48 hours and the seven days, in milliseconds: ask before a send that costs or may fail. */
  readonly lastInteractionAt?: number;
  readonly reply?: Remaining;
  readonly promotion?: {
    readonly dailyRemain?: number;
    readonly dailyTotal?: number;
    readonly monthlyRemain?: number;
    readonly monthlyTotal?: number;
  };
};

export type Remaining = { readonly remain: number; readonly total: number };

export type QuotaAsset = {
  readonly assetId?: string;
  readonly productType?: string;
  readonly quotaType?: string;
  readonly validThrough?: string;
  readonly remain?: number;
  readonly total?: number;
};

export type AssetFilter = {
  readonly owner: 'OA' | 'APP';
  readonly product: 'cs' | 'transaction';
  readonly quota: 'sub_quota' | 'purchase_quota' | 'reward_quota';
};

export function quotaOf(call: Call) {
  const ask = <T>(path: string, body: Fields, read: (data: unknown) => T | undefined, options?: CallOptions): Promise<T> =>
    call({ host: 'oa', method: 'POST', path, body, repeatable: true, read }, options);
  return {
    /** What may still be said to this person, and since when they have been silent. */
    ofUser: (userId: UserId, options?: CallOptions): Promise<UserQuota> =>
      ask('/v3.0/oa/quota/message', { user_id: userId }, readUserQuota, options),
    /** What the account or the application has bought or been given. */
    assets: ({ owner, product, quota }: AssetFilter, options?: CallOptions): Promise<readonly QuotaAsset[]> =>
      ask('/v3.0/oa/quota/message', { quota_owner: owner, product_type: product, quota_type: quota }, readAssets, options),
    /** Messages the account may still begin. */
    active: (options?: CallOptions): Promise<Remaining> => ask('/v2.0/oa/quota/message', {}, readRemaining, options),
    /** Answers to one message of a person that are still free. */
    ofReply: (messageId: string, options?: CallOptions): Promise<Remaining> =>
      ask('/v2.0/oa/quota/message', { message_id: messageId }, readRemaining, options),
  };
}

function readUserQuota(data: unknown): UserQuota | undefined {
  const fields = fieldsOf(data);
  if (fields === undefined) return undefined;
  const promotion = fieldsOf(fields.promotion);
  return present({
    lastInteractionAt: numberOf(fields.last_interaction),
    reply: readRemaining(fields.cs_reply),
    promotion:
      promotion &&
      present({
        dailyRemain: numberOf(promotion.daily_remain),
        dailyTotal: numberOf(promotion.daily_total),
        monthlyRemain: numberOf(promotion.monthly_remain),
        monthlyTotal: numberOf(promotion.monthly_total),
      }),
  });
}

function readRemaining(value: unknown): Remaining | undefined {
  const fields = fieldsOf(value);
  const [remain, total] = [numberOf(fields?.remain), numberOf(fields?.total)];
  return remain === undefined || total === undefined ? undefined : { remain, total };
}

function readAssets(data: unknown): readonly QuotaAsset[] | undefined {
  if (!Array.isArray(data)) return undefined;
  return listOf(data).flatMap((one) => {
    const asset = fieldsOf(one);
    return asset === undefined ? [] : [readAsset(asset)];
  });
}

function readAsset(asset: Fields): QuotaAsset {
  return present({
    assetId: textOf(asset.asset_id),
    productType: textOf(asset.product_type),
    quotaType: textOf(asset.quota_type),
    validThrough: textOf(asset.valid_through),
    remain: numberOf(asset.remain),
    total: numberOf(asset.total),
  });
}
