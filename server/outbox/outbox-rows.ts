import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { Channel, Outgoing } from '../../bot/channels/channel';
import { type SendFailureCode, sendFailures } from '../../bot/channels/send-failure';
import type { Conversation } from '../conversation/model';
import { type Keys, seal, unseal } from '../keys';
import { native } from '../storage/collection';
import { outbox } from '../storage/collections/outbox';
import { insertNew } from '../storage/insert-new';
import { isPushDrop, type OutboxRow, type OutboxState, openStates, type PushDrop, type PushRow } from './model';

const repliesPerTurn = 1000;
const isReply = { push: { $exists: false } } as const;

/** What rows are made with. */
export type Held = {
  readonly state: 'waiting' | 'unknown' | 'dropped';
  readonly reason?: SendFailureCode;
  readonly nextAt: Date;
  readonly tries: number;
  readonly push?: PushRow;
};

/** The outbox in the store: every row has a derived id, and only the holder of its lane's term changes it. */
export class OutboxRows {
  constructor(
    private readonly db: Connection,
    private readonly keys: Keys,
  ) {}

  async hold(conversation: Conversation, channel: Channel, messages: readonly Outgoing[], held: Held, term: number): Promise<void> {
    const rows = messages.map((message): OutboxRow => {
      const index = Number(message.id.slice(message.id.lastIndexOf(':') + 1));
      return {
        _id: message.id,
        conversation: conversation._id,
        lane: conversation.lane,
        channel: channel.name,
        ...(forgets(held) ? {} : { sealed: seal(this.keys.of('platform-id'), Buffer.from(JSON.stringify(message))) }),
        state: held.state,
        ...(held.reason === undefined ? {} : { reason: held.reason }),
        tries: held.tries,
        nextAt: held.nextAt,
        order: conversation.turn.n * repliesPerTurn + index,
        term,
        at: conversation.turn.at,
        ...(held.push === undefined ? {} : { push: held.push }),
      };
    });
    await insertNew(native(outbox(this.db)), rows);
  }

  /** Conversations of these lanes that have an open row: their next replies queue behind it. */
  async blocked(lanes: readonly number[]): Promise<readonly string[]> {
    const open = native(outbox(this.db)).find(
      { state: { $in: openStates }, lane: { $in: [...lanes] }, ...isReply },
      { projection: { conversation: 1 } },
    );
    return (await open.toArray()).map((row) => row.conversation);
  }

  /** Conversations of these lanes with a row whose time has come. */
  async due(now: Date, lanes: readonly number[], most: number): Promise<readonly string[]> {
    const rows = native(outbox(this.db))
      .find(
        { state: { $in: openStates }, nextAt: { $lte: now }, lane: { $in: [...lanes] }, ...isReply },
        { projection: { conversation: 1 } },
      )
      .sort({ nextAt: 1 })
      .limit(most);
    return [...new Set((await rows.toArray()).map((row) => row.conversation))];
  }

  /** The open replies of one conversation, in the order they are sent. */
  async open(conversation: string): Promise<readonly OutboxRow[]> {
    const rows = native(outbox(this.db)).find({ conversation, state: { $in: openStates }, ...isReply }, { promoteBuffers: true });
    return rows.sort({ order: 1 }).toArray();
  }

  /** Before a send: from here on a crash leaves an unknown outcome, never a silent second send. `false`: another holder has the row. */
  async begin(row: OutboxRow, until: Date, term: number): Promise<boolean> {
    const guard = { _id: row._id, state: row.state, term: { $lte: term } };
    const again = row.state === 'unknown' ? { resent: true as const } : {};
    const set = { state: 'unknown' as const, nextAt: until, term, tries: row.tries + 1, ...again };
    return (await native(outbox(this.db)).updateOne(guard, { $set: set })).modifiedCount === 1;
  }

  /** `false`: another holder has the row. */
  async finish(row: OutboxRow, state: 'sent' | 'dropped', term: number, reason?: SendFailureCode | PushDrop): Promise<boolean> {
    const set = { state, term, ...(reason === undefined ? {} : { reason }) };
    const forget = state === 'sent' || forgets({ state, reason }) ? { $unset: { sealed: '' } as const } : {};
    const guard = { _id: row._id, term: { $lte: term } };
    return (await native(outbox(this.db)).updateOne(guard, { $set: set, ...forget })).matchedCount === 1;
  }

  /** Nobody knows whether it arrived: its row, made so before the send, learns why. */
  async doubt(row: OutboxRow, term: number): Promise<void> {
    await native(outbox(this.db)).updateOne(
      { _id: row._id, state: 'unknown', reason: { $ne: 'overtaken' }, term },
      { $set: { reason: 'unknown' } },
    );
  }

  /** What is known not to have arrived is sent when its time has come. */
  async wait(row: OutboxRow, nextAt: Date, term: number, reason: SendFailureCode): Promise<void> {
    const guard = { _id: row._id, state: 'unknown' as const, reason: { $ne: 'overtaken' as const }, term: { $lte: term } };
    await native(outbox(this.db)).updateOne(guard, { $set: { state: 'waiting', nextAt, reason, term } });
  }

  /** What is behind a reply that waits is not looked at before it: it would hide the rows of others that are due. */
  async waitBehind({ conversation, nextAt }: OutboxRow): Promise<void> {
    const behind = { conversation, state: 'waiting' as const, nextAt: { $lt: nextAt }, ...isReply };
    await native(outbox(this.db)).updateMany(behind, { $set: { nextAt } });
  }

  /** Something said first waits for a better hour; it was not tried. */
  async postpone(row: OutboxRow, nextAt: Date, term: number, why?: OutboxRow['reason']): Promise<void> {
    const $set = { nextAt, term, ...(why === undefined ? {} : { reason: why }) };
    await native(outbox(this.db)).updateOne({ _id: row._id, state: 'waiting', term: { $lte: term } }, { $set });
  }

  /** Before turn `n` of a learner who asked to be forgotten: nothing said earlier is kept, and nothing of it is sent any more. */
  async forgetBefore(conversation: string, n: number): Promise<void> {
    const earlier = { conversation, order: { $lt: n * repliesPerTurn } };
    await native(outbox(this.db)).updateMany({ ...earlier, state: { $in: openStates } }, { $set: { state: 'dropped' } });
    await native(outbox(this.db)).updateMany(earlier, { $unset: { sealed: '' } });
  }

  /** The message a row holds; `undefined` when it was sealed under another secret. */
  message(row: OutboxRow): Outgoing | undefined {
    const plain = row.sealed === undefined ? undefined : unseal(this.keys.of('platform-id'), row.sealed);
    return plain === undefined ? undefined : outgoing.parse(JSON.parse(plain.toString('utf8')));
  }
}

const outgoing = z.object({ id: z.string(), to: z.string(), body: z.string() });

/** A push that was given up before it was sent is not sent later. */
function forgets({ state, reason }: { readonly state: OutboxState; readonly reason?: SendFailureCode | PushDrop | undefined }): boolean {
  if (state !== 'dropped' || reason === undefined) return false;
  return isPushDrop(reason) || sendFailures[reason].whenDropped === 'forget-text';
}
