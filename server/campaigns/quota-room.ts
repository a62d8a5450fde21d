import type { Connection } from 'mongoose';
import type { Channel, ChannelName } from '../../bot/channels/channel';
import { mostFor, periodOf, type QuotaPeriod, quotasFor } from '../outbox/quota-periods';
import { usedOf } from '../outbox/send-quotas';

type Bounded = QuotaPeriod & { readonly most: number };

const hourMs = 3_600_000;

/** What campaigns may still send of each account's quotas, by day and month: whoever is given a place leaves less to those after them. */
export class QuotaRoom {
  /** By account, quota and period: used already, or given to somebody. */
  readonly #used = new Map<string, number>();
  /** A plan asks few different questions about a hundred thousand people: each is worked out once. */
  readonly #known = new Map<string, readonly Bounded[]>();
  #wasFull = false;

  constructor(
    private readonly accounts: ReadonlyMap<string, Channel>,
    used: Iterable<readonly [string, number]>,
  ) {
    for (const [id, count] of used) this.#used.set(id, count);
  }

  /** Whether anybody had to wait for a quota, or in vain. */
  get wasFull(): boolean {
    return this.#wasFull;
  }

  /** When an account that has no room at `at` has some again; `undefined`: it has room. */
  opensAt(account: string, template: boolean, at: Date): Date | undefined {
    const full = this.#placesOf(account, template, at).filter(({ id, most }) => (this.#used.get(id) ?? 0) >= most);
    if (full.length === 0) return undefined;
    this.#wasFull = true;
    return new Date(Math.max(...full.map(({ to }) => to.getTime())));
  }

  take(account: string, template: boolean, at: Date): void {
    for (const { id } of this.#placesOf(account, template, at)) this.#used.set(id, (this.#used.get(id) ?? 0) + 1);
  }

  /** A day of Vietnam begins on the hour. */
  #placesOf(account: string, template: boolean, at: Date): readonly Bounded[] {
    const key = `${account}:${template}:${Math.floor(at.getTime() / hourMs)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const places = this.#workOut(account, template, at);
    this.#known.set(key, places);
    return places;
  }

  #workOut(account: string, template: boolean, at: Date): readonly Bounded[] {
    const channel = this.accounts.get(account);
    const quotas = channel === undefined ? [] : quotasFor(channel, template);
    return quotas.map((quota) => ({ ...periodOf(quota, account, at), most: mostFor(quota, 'campaign') }));
  }
}

export async function readQuotaRoom(db: Connection, channels: ReadonlyMap<ChannelName, Channel>, now: Date): Promise<QuotaRoom> {
  const accounts = [...channels.values()].filter(({ capabilities }) => !capabilities.pull);
  const used = await Promise.all(accounts.map((channel) => usedOf(db, channel, channel.capabilities.quotas ?? [], now)));
  return new QuotaRoom(
    new Map(accounts.map((channel) => [`${channel.name}:${channel.account}`, channel])),
    used.flat().map(({ period, count }) => [period.id, count] as const),
  );
}
