import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { campaignDeferrals } from '../storage/collections/campaign-deferrals';
import { insertNew } from '../storage/insert-new';
import type { Deferred, Reason } from './model';

/** Those of running campaigns for whom it is night at work, or who had their push of the day. */
export class Deferrals {
  constructor(private readonly db: Connection) {}

  async add(campaign: string, people: readonly Pick<Deferred, 'person' | 'at'>[]): Promise<void> {
    const rows = people.map(({ person, at }): Deferred => ({ _id: `${campaign}:${person}`, campaign, person, at, outcome: null }));
    await insertNew(native(campaignDeferrals(this.db)), rows);
  }

  async due(campaign: string, now: Date, most: number): Promise<readonly string[]> {
    const rows = native(campaignDeferrals(this.db)).find({ campaign, outcome: null, at: { $lte: now } });
    return (await rows.sort({ at: 1 }).limit(most).toArray()).map(({ person }) => person);
  }

  async areLeft(campaign: string): Promise<boolean> {
    return (await native(campaignDeferrals(this.db)).findOne({ campaign, outcome: null }, { projection: { _id: 1 } })) !== null;
  }

  async putOff(campaign: string, people: readonly Pick<Deferred, 'person' | 'at'>[]): Promise<void> {
    await this.#set(campaign, people, ({ at }) => ({ at }));
  }

  async settle(campaign: string, people: readonly { readonly person: string; readonly outcome: Reason }[]): Promise<void> {
    await this.#set(campaign, people, ({ outcome }) => ({ outcome }));
  }

  async #set<T extends { readonly person: string }>(
    campaign: string,
    people: readonly T[],
    change: (one: T) => Partial<Pick<Deferred, 'at' | 'outcome'>>,
  ): Promise<void> {
    if (people.length === 0) return;
    const operations = people.map((one) => ({
      updateOne: { filter: { _id: `${campaign}:${one.person}`, outcome: null }, update: { $set: change(one) } },
    }));
    await native(campaignDeferrals(this.db)).bulkWrite(operations, { ordered: false });
  }
}
