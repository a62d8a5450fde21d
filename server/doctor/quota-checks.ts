import type { Connection } from 'mongoose';
import { messengerAccount } from '../../bot/channels/messenger';
import { zaloAccount } from '../../bot/channels/zalo';
import type { Config } from '../config';
import { usedOf } from '../outbox/send-quotas';
import { type Finding, found } from './finding';

/** What is left of the day's and month's messages, by the setting that says how many there are. */
export async function checkQuotas(db: Connection, { zalo, messenger }: Config, now: Date): Promise<readonly Finding[]> {
  const used = await Promise.all([
    usedOf(db, { name: 'zalo', account: zaloAccount }, zalo?.quotas ?? [], now),
    usedOf(db, { name: 'messenger', account: messengerAccount }, messenger?.quotas ?? [], now),
  ]);
  return used.flatMap((quotas, index) =>
    quotas.flatMap(({ quota: { messages, of, per }, count }) => {
      const name = `${index === 0 ? 'ZALO' : 'MESSENGER'}${of === 'templates' ? '_TEMPLATES' : ''}_PER_${per.toUpperCase()}`;
      const left = Math.max(0, messages - count);
      return found(left === 0 ? 'quota_used' : 'quota_left', { name, left, messages });
    }),
  );
}
