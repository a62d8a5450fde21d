import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { campaigns } from '../storage/collections/campaigns';

/** Which campaigns must send nothing just now; looked at several times a second, so that a pause is felt at once. */
export class HaltedCampaigns {
  #paused: ReadonlySet<string> = new Set();
  #cancelled: ReadonlySet<string> = new Set();

  constructor(private readonly db: Connection) {}

  async look(): Promise<void> {
    const halted = await native(campaigns(this.db))
      .find({ state: { $in: ['paused', 'cancelled'] } }, { projection: { state: 1 } })
      .toArray();
    const idsIn = (state: string) => new Set(halted.filter((campaign) => campaign.state === state).map(({ _id }) => _id));
    this.#paused = idsIn('paused');
    this.#cancelled = idsIn('cancelled');
  }

  stateOf(campaign: string): 'paused' | 'cancelled' | undefined {
    if (this.#cancelled.has(campaign)) return 'cancelled';
    return this.#paused.has(campaign) ? 'paused' : undefined;
  }
}
