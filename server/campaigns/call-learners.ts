import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import { channelOf } from '../conversation/channel-of';
import { fromRow } from '../conversation/conversation-row';
import type { Keys } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { outbox } from '../storage/collections/outbox';
import type { Person } from './candidates';
import type { Campaign } from './model';

export type CallDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
};

/** Asks the dialogue of each of these conversations to speak, by an event of one id: asking twice is asking once. */
export async function callLearners(deps: CallDeps, campaign: Campaign, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const rows = await native(conversations(deps.db))
    .find({ _id: { $in: [...ids] } }, { promoteBuffers: true, batchSize: 10_000 })
    .toArray();
  await deps.accept(
    rows.map((row): InboundEvent => {
      const [, account = ''] = row._id.split(':');
      const { sender } = fromRow(deps.keys, row);
      return {
        id: `campaign:${campaign._id}`,
        channel: channelOf(row._id),
        account,
        sender,
        at: now,
        kind: 'due',
        what: campaign.what,
        campaign: campaign._id,
      };
    }),
  );
}

/** Those of these people whom the campaign has spoken to, in whichever of their conversations: a crash may have come before it was noted. */
export async function calledAmong(db: Connection, campaign: string, people: readonly Person[]): Promise<ReadonlySet<string>> {
  const rowOf = (conversation: string) => `push:${campaign}:${conversation}:0`;
  const ids = people.flatMap(({ reachable }) => reachable.map(({ conversation }) => rowOf(conversation)));
  if (ids.length === 0) return new Set();
  const rows = native(outbox(db)).find({ _id: { $in: ids } }, { projection: { _id: 1 }, batchSize: 10_000 });
  const found = new Set((await rows.toArray()).map(({ _id }) => _id));
  const called = people.filter(({ reachable }) => reachable.some(({ conversation }) => found.has(rowOf(conversation))));
  return new Set(called.map(({ person }) => person));
}
