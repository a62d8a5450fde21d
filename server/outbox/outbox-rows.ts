import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { Channel, Outgoing } from '../../bot/channels/channel';
import type { SendFailureCode } from '../../bot/channels/send-failure';
import type { Conversation } from '../conversation/model';
import { type Keys, seal, unseal } from '../keys';
import { native } from '../storage/collection';
import { outbox } from '../storage/collections/outbox';
import { insertNew } from '../storage/insert-new';
import type { OutboxRow, OutboxState } from './model';

const repliesPerTurn = 1000;
const openStates: OutboxState[] = ['waiting', 'unknown'];

/** What a row is made with: the state of the first message; those behind it wait their turn. */
export type Held = {
  readonly state: 'waiting' | 'unknown';
  readonly reason?: SendFailureCode;
  readonly nextAt: Date;
  readonly tries: number;
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
        sealed: seal(this.keys.of('platform-id'), Buffer.from(JSON.stringify(message))),
        state: held.state,
        ...(held.reason === undefined ? {} : { reason: held.reason }),
        tries: held.tries,
        nextAt: held.nextAt,
        order: conversation.turn.n * repliesPerTurn + index,
        term,
        at: conversation.turn.at,
      };
    });
    await insertNew(native(outbox(this.db)), rows);
  }

  /** Conversations that have an open row: their next replies queue behind it. */
  async blocked(): Promise<readonly string[]> {
    const open = native(outbox(this.db)).find({ state: { $in: openStates } }, { projection: { conversation: 1 } });
    return (await open.toArray()).map((row) => row.conversation);
  }

  /** Conversations with a row whose time has come. */
  async due(now: Date, most: number): Promise<readonly string[]> {
    const rows = native(outbox(this.db))
      .find({ state: { $in: openStates }, nextAt: { $lte: now } }, { projection: { conversation: 1 } })
      .sort({ nextAt: 1 })
      .limit(most);
    return [...new Set((await rows.toArray()).map((row) => row.conversation))];
  }

  /** The open rows of one conversation, in the order they are sent. */
  async open(conversation: string): Promise<readonly OutboxRow[]> {
    const rows = native(outbox(this.db)).find({ conversation, state: { $in: openStates } }, { promoteBuffers: true });
    return rows.sort({ order: 1 }).toArray();
  }

  /** Before a send: from here on a crash leaves an unknown outcome, never a silent second send. `false`: another holder has the row. */
  async begin(row: OutboxRow, until: Date, term: number): Promise<boolean> {
    const guard = { _id: row._id, state: row.state, term: { $lte: term } };
    const set = { state: 'unknown' as const, nextAt: until, term, tries: row.tries + 1 };
    return (await native(outbox(this.db)).updateOne(guard, { $set: set })).modifiedCount === 1;
  }

  async finish(row: OutboxRow, state: 'sent' | 'dropped', term: number, reason?: SendFailureCode): Promise<void> {
    const set = { state, term, ...(reason === undefined ? {} : { reason }) };
    await native(outbox(this.db)).updateOne({ _id: row._id, term: { $lte: term } }, { $set: set, $unset: { sealed: '' } });
  }

  async wait(row: OutboxRow, nextAt: Date, term: number, reason: SendFailureCode): Promise<void> {
    await native(outbox(this.db)).updateOne({ _id: row._id, term }, { $set: { state: 'waiting', nextAt, reason } });
  }

  /** The message a row holds; `undefined` when it was sealed under another secret. */
  message(row: OutboxRow): Outgoing | undefined {
    const plain = row.sealed === undefined ? undefined : unseal(this.keys.of('platform-id'), row.sealed);
    return plain === undefined ? undefined : outgoing.parse(JSON.parse(plain.toString('utf8')));
  }
}

const outgoing = z.object({ id: z.string(), to: z.string(), body: z.string() });
