import type { Connection } from 'mongoose';
import type { Channel, Quota } from '../../bot/channels/channel';
import { native } from '../storage/collection';
import { sendQuotas } from '../storage/collections/send-quotas';
import { insertNew } from '../storage/insert-new';
import { type Counted, mostFor, periodOf, type QuotaPeriod, quotasFor } from './quota-periods';

type Named = Pick<Channel, 'name' | 'account'>;
type Account = Named & Pick<Channel, 'capabilities'>;
/** A place in every quota that a message counts in, or when the first that is full opens again. */
export type Place = { readonly giveBack: () => Promise<void> } | { readonly opensAt: Date };

/**
 * What accounts have sent of what they may in a day or month. It stands in the store and is taken before a message leaves: a crash may
 * lose a place, never gain one, and all processes take from the same.
 */
export class SendQuotas {
  readonly #known = new Set<string>();

  constructor(private readonly db: Connection) {}

  async take(channel: Account, { urgency, template }: Counted, at: Date): Promise<Place> {
    const taken: string[] = [];
    for (const quota of quotasFor(channel, template)) {
      const period = periodOf(quota, nameOf(channel), at);
      if (await this.#takeOne(period, mostFor(quota, urgency))) taken.push(period.id);
      else {
        await this.#giveBack(taken);
        return { opensAt: period.to };
      }
    }
    return { giveBack: () => this.#giveBack(taken) };
  }

  async #takeOne({ id, to }: QuotaPeriod, most: number): Promise<boolean> {
    const rows = native(sendQuotas(this.db));
    if (!this.#known.has(id)) await insertNew(rows, [{ _id: id, used: 0, to }]);
    this.#known.add(id);
    return (await rows.updateOne({ _id: id, used: { $lt: most } }, { $inc: { used: 1 } })).modifiedCount === 1;
  }

  async #giveBack(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await native(sendQuotas(this.db)).updateMany({ _id: { $in: [...ids] } }, { $inc: { used: -1 } });
  }
}

export type UsedQuota = { readonly quota: Quota; readonly period: QuotaPeriod; readonly count: number };

/** How much of an account's quotas is used in the periods that hold `at`. */
export async function usedOf(db: Connection, channel: Named, quotas: readonly Quota[], at: Date): Promise<readonly UsedQuota[]> {
  const periods = quotas.map((quota) => ({ quota, period: periodOf(quota, nameOf(channel), at) }));
  const rows = await native(sendQuotas(db))
    .find({ _id: { $in: periods.map(({ period }) => period.id) } })
    .toArray();
  const used = new Map(rows.map((row) => [row._id, row.used]));
  return periods.map(({ quota, period }) => ({ quota, period, count: used.get(period.id) ?? 0 }));
}

function nameOf({ name, account }: Named): string {
  return `${name}:${account}`;
}
