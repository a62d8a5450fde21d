import type { Connection } from 'mongoose';
import type { Membership } from '../../bot/dialogue/fact';
import { longestMs } from '../campaigns/model';
import { dayOf } from '../reach/period';
import { native } from '../storage/collection';
import { campaigns } from '../storage/collections/campaigns';
import { outbox } from '../storage/collections/outbox';
import { people } from '../storage/collections/people';
import { pushDays } from '../storage/collections/push-days';
import { insertNew } from '../storage/insert-new';
import { type OutboxRow, openStates, type PushRow } from './model';

export type DuePush = OutboxRow & { readonly push: PushRow };

/** What was said first and waits to be sent. */
export class PushRows {
  constructor(private readonly db: Connection) {}

  /** Reminders before campaigns, the longest waiting first. */
  async due(now: Date, lanes: readonly number[], most: number): Promise<readonly DuePush[]> {
    const found: DuePush[] = [];
    for (const kind of ['reminder', 'campaign'] as const) {
      if (found.length >= most) break;
      const rows = native(outbox(this.db)).find<DuePush>(
        { 'push.kind': kind, state: { $in: openStates }, nextAt: { $lte: now }, lane: { $in: [...lanes] } },
        { promoteBuffers: true },
      );
      found.push(
        ...(await rows
          .sort({ nextAt: 1 })
          .limit(most - found.length)
          .toArray()),
      );
    }
    return found;
  }

  /** Conversations of these lanes with something said first that is not settled. */
  async openIn(lanes: readonly number[]): Promise<readonly string[]> {
    const rows = native(outbox(this.db)).find(
      { 'push.kind': { $in: ['reminder', 'campaign'] }, state: { $in: openStates }, lane: { $in: [...lanes] } },
      { projection: { conversation: 1 } },
    );
    return (await rows.toArray()).map((row) => row.conversation);
  }

  /** Learners have come by themselves: what was to call them is not sent any more, nor once more if it may have arrived. */
  async overtake(conversations: readonly string[]): Promise<void> {
    const rows = native(outbox(this.db));
    const reason = 'overtaken';
    const called = { conversation: { $in: [...conversations] }, push: { $exists: true } };
    await rows.updateMany({ ...called, state: 'waiting' }, { $set: { state: 'dropped', reason }, $unset: { sealed: '' } });
    await rows.updateMany({ ...called, state: 'unknown' }, { $set: { reason } });
  }

  /** Where its person belongs now; nowhere once they are erased. */
  async membershipOf({ push }: DuePush): Promise<Membership | undefined> {
    const person = await native(people(this.db)).findOne({ _id: push.person }, { projection: { membership: 1 } });
    return person?.membership;
  }

  /** When the campaign of a row is over at the latest; `undefined`: it is of none. */
  async campaignEnd({ push, at }: DuePush): Promise<Date | undefined> {
    if (push.campaign === undefined) return undefined;
    const campaign = await native(campaigns(this.db)).findOne({ _id: push.campaign }, { projection: { startedAt: 1 } });
    return new Date((campaign?.startedAt ?? at).getTime() + longestMs);
  }

  /** Whether this row is the push of its person's day; it stays so however often it is tried. */
  async takeDay({ _id, push }: DuePush, now: Date): Promise<boolean> {
    const day = { _id: `${push.person}:${dayOf(now)}`, row: turnOf(_id), at: now };
    const rows = native(pushDays(this.db));
    if ((await insertNew(rows, [day])).size === 1) return true;
    return (await rows.findOne({ _id: day._id }))?.row === day.row;
  }
}

/** A push of several messages is one push. */
function turnOf(rowId: string): string {
  return rowId.slice(0, rowId.lastIndexOf(':'));
}
