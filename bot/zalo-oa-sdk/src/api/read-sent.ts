import { fieldsOf, numberOf, present, textOf } from '../json';
import type { SendQuota, Sent } from './message-types';

/** What a send answers. Without an id of the message nobody can say what was sent. */
export function readSent(data: unknown): Sent | undefined {
  const fields = fieldsOf(data);
  const messageId = textOf(fields?.message_id) ?? textOf(fields?.msg_id);
  if (fields === undefined || messageId === undefined) return undefined;
  return {
    messageId,
    ...present({
      userId: textOf(fields.user_id),
      groupId: textOf(fields.group_id),
      sentAt: numberOf(fields.sent_time),
      quota: readSendQuota(fields.quota),
    }),
  };
}

function readSendQuota(value: unknown): SendQuota | undefined {
  const quota = fieldsOf(value);
  const type = textOf(quota?.quota_type);
  if (quota === undefined || type === undefined) return undefined;
  return {
    type,
    ...present({
      remain: numberOf(quota.remain),
      total: numberOf(quota.total),
      expiredDate: textOf(quota.expired_date),
      ownerType: textOf(quota.owner_type),
      ownerId: textOf(quota.owner_id),
    }),
  };
}
