import type { Connection } from 'mongoose';
import type { Channel, Outgoing } from '../../bot/channels/channel';
import { hasMarkedEcho } from '../conversation/echoes';
import { echoId } from '../conversation/inbox-writer';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { inbox } from '../storage/collections/inbox';
import { outbox } from '../storage/collections/outbox';
import { echoWaitMs } from './after-failure';
import type { OutboxRow } from './model';
import type { DuePush } from './push-rows';

/** How many confirmed pushes must have been echoed before a missing echo means anything, and how many are looked at on either side. */
export const leastEchoed = 200;

/** What the platform's echoes say of sends whose answer never came. */
export class SentEchoes {
  constructor(
    private readonly db: Connection,
    private readonly keys: Keys,
  ) {}

  /**
   * Whether the platform has echoed this message: by our id, or where it carries none by whom it went to and what it said since its turn.
   * The latter is told by a single source and may be another message of the same words, so it only ever ends a send, and never begins one.
   */
  async has(channel: Channel, row: OutboxRow, message: Outgoing): Promise<boolean> {
    if (channel.marksOf !== undefined)
      return hasMarkedEcho({ db: this.db, keys: this.keys }, { channel: channel.name, marks: channel.marksOf(message), since: row.at });
    return (await this.#echoed([row._id])) === 1;
  }

  /**
   * Whether a push without an echo is known not to have arrived (`docs/design/contracts.md` §2): those confirmed just before and just
   * after it were all echoed, so echoes were neither lost nor late around it. To be asked when `pushEchoWaitMs` have passed.
   */
  async provesLost(channel: Channel, row: DuePush): Promise<boolean> {
    if (channel.capabilities.echo !== 'with-id') return false;
    const { nextAt } = row; // as long after its send as that of every confirmed push is after its own
    const before = await this.#confirmed(row, { $gte: new Date(nextAt.getTime() - echoWaitMs), $lte: nextAt }, -1);
    const after = await this.#confirmed(row, { $gt: nextAt, $lte: new Date(nextAt.getTime() + echoWaitMs) }, 1);
    const confirmed = before.length + after.length;
    if (before.length === 0 || after.length === 0 || confirmed < leastEchoed) return false;
    return (await this.#echoed([...before, ...after])) === confirmed;
  }

  /** The pushes of the same account and kind that the platform's own answer confirmed, the nearest first. */
  async #confirmed({ channel, push }: DuePush, nextAt: Record<string, Date>, order: 1 | -1): Promise<readonly string[]> {
    const rows = native(outbox(this.db)).find(
      { 'push.kind': push.kind, state: 'sent', nextAt, channel, reason: { $ne: 'unknown' } },
      { projection: { _id: 1 } },
    );
    return (await rows.sort({ nextAt: order }).limit(leastEchoed).toArray()).map(({ _id }) => _id);
  }

  #echoed(ids: readonly string[]): Promise<number> {
    return native(inbox(this.db)).countDocuments({ _id: { $in: ids.map(echoId) } });
  }
}
