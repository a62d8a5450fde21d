import { createHash } from 'node:crypto';
import type { Call, CallOptions } from '../call';
import { type Fields, fieldsOf, listOf, numberOf, present, textOf } from '../json';
import type { TemplateMessage } from './templates';
import { upload } from './uploads';

export type PhoneMessage = TemplateMessage & {
  /** Comes back with the receipt; 48 characters at most. Whether it is required is disputed, so it is here. */
  readonly trackingId: string;
  /** A test, to administrators of the application or the account only. */
  readonly development?: boolean;
  /** `'3'`: beyond the quota, for accounts that are allowed to. */
  readonly sendingMode?: '1' | '3';
};

export type PhoneSent = {
  readonly messageId: string;
  readonly sentAt?: number;
  readonly sendingMode?: string;
  readonly dailyQuota?: number;
  readonly remainingQuota?: number;
};

export type PhoneStatus = { readonly status: 'unknown' | 'pushed' | 'delivered'; readonly deliveredAt?: string };

/** Template messages by phone number: ZNS, since 2026 part of ZBS. Read `quota` instead of assuming one: it moves with the recipients' feedback. */
export function phoneOf(call: Call) {
  const send = (path: string, to: Fields, message: PhoneMessage, options?: CallOptions): Promise<PhoneSent> =>
    call({ host: 'business', method: 'POST', path, body: { ...to, ...bodyOf(message) }, read: readPhoneSent }, options);
  const get = <T>(path: string, query: Fields, read: (data: unknown) => T | undefined, options?: CallOptions): Promise<T> =>
    call({ host: 'business', method: 'GET', path, query, read }, options);
  return {
    send: (phone: string, message: PhoneMessage, options?: CallOptions) =>
      send('/message/template', { phone: normalPhone(phone) }, message, options),
    /** The number itself is not sent; the receipt names its hash. */
    sendToHash: (phone: string, message: PhoneMessage, options?: CallOptions) =>
      send('/message/template/hashphone', { hash_phone: hashPhone(phone) }, message, options),
    status: (messageId: string, options?: CallOptions) => get('/message/status', { message_id: messageId }, readStatus, options),
    quota: (options?: CallOptions) => get('/message/quota', {}, readNumbers, options),
    quality: (options?: CallOptions) => get('/quality', {}, fieldsOf, options),
    allowedTags: (options?: CallOptions) => get('/message/template-tag', {}, listOf, options),
    templates: (page: { readonly offset: number; readonly limit: number; readonly status?: number }, options?: CallOptions) =>
      get('/template/all', page, (data) => listOf(data).flatMap((one) => fieldsOf(one) ?? []), options),
    template: (templateId: string, options?: CallOptions) => get('/template/info/v2', { template_id: templateId }, fieldsOf, options),
    /** What people answered to a rating template, and to its buttons. The platform's own fields. */
    ratings: (query: Fields, options?: CallOptions) => change('/rating/get', query, options),
    responses: (query: Fields, options?: CallOptions) => change('/response/get', query, options),
    createTemplate: (template: Fields, options?: CallOptions) => change('/template/create', template, options),
    editTemplate: (template: Fields, options?: CallOptions) => change('/template/edit', template, options),
    /** A picture for a template, 500 KB at most. */
    uploadImage: (bytes: Uint8Array, name: string, options?: CallOptions) =>
      call({ host: 'business', method: 'POST', path: '/upload/image', body: upload(bytes, name), read: fieldsOf }, options),
  };

  function change(path: string, body: Fields, options?: CallOptions): Promise<Fields> {
    return call({ host: 'business', method: 'POST', path, body, read: fieldsOf }, options);
  }
}

/** `84…`, as every endpoint takes it, from `0…`, `+84…` or with spaces. */
export function normalPhone(phone: string): string {
  const digits = phone.replace(/[^\d]/g, '');
  return digits.startsWith('0') ? `84${digits.slice(1)}` : digits;
}

/** Hex SHA-256 of the number as `84…`. */
export function hashPhone(phone: string): string {
  return createHash('sha256').update(normalPhone(phone)).digest('hex');
}

function bodyOf({ templateId, data, trackingId, development, sendingMode }: PhoneMessage): Fields {
  return {
    template_id: templateId,
    template_data: data,
    tracking_id: trackingId,
    ...(development === true ? { mode: 'development' } : {}),
    ...(sendingMode === undefined ? {} : { sending_mode: sendingMode }),
  };
}

function readPhoneSent(data: unknown): PhoneSent | undefined {
  const fields = fieldsOf(data);
  const messageId = textOf(fields?.msg_id) ?? textOf(fields?.message_id);
  if (fields === undefined || messageId === undefined) return undefined;
  const quota = fieldsOf(fields.quota);
  return {
    messageId,
    ...present({
      sentAt: numberOf(fields.sent_time),
      sendingMode: textOf(fields.sending_mode),
      dailyQuota: numberOf(quota?.dailyQuota),
      remainingQuota: numberOf(quota?.remainingQuota),
    }),
  };
}

function readStatus(data: unknown): PhoneStatus | undefined {
  const fields = fieldsOf(data);
  const status = numberOf(fields?.status);
  if (status === undefined) return undefined;
  const told = status === 1 ? 'delivered' : status === 0 ? 'pushed' : 'unknown';
  return { status: told, ...present({ deliveredAt: textOf(fields?.delivery_time) }) };
}

/** Every number of the answer by its name; `null` is none. */
function readNumbers(data: unknown): Readonly<Record<string, number>> | undefined {
  const fields = fieldsOf(data);
  if (fields === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (numberOf(value) === undefined ? [] : [[name, Number(value)]])),
  );
}
