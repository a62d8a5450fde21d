import type { Connection } from 'mongoose';
import type { InboundEvent } from '../../bot/channels/channel';
import { channelOf } from '../conversation/channel-of';
import { fromRow } from '../conversation/conversation-row';
import type { Conversation, ConversationRow } from '../conversation/model';
import type { Keys } from '../keys';
import { type DueDeps, dueIn } from '../pushes/due-at';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';

export type SayDueDeps = DueDeps & {
  readonly db: Connection;
  readonly keys: Keys;
  readonly now: () => Date;
  readonly accept: (events: readonly InboundEvent[]) => Promise<void>;
};

const atOnce = 500;
const mostRounds = 40;
/** By then the turn has been run and has said anew what is due; if it was lost, it is asked for again. */
const askAgainMs = 10 * 60_000;

/**
 * Lets the dialogue speak first wherever the time has come: one event for each, stored like any other. Doing it twice is doing it
 * once, since the dialogue itself knows what it has said. Answers how many were asked for.
 */
export async function sayWhatIsDue(deps: SayDueDeps): Promise<number> {
  let asked = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const rows = await native(conversations(deps.db))
      .find({ dueAt: { $lte: deps.now() } }, { promoteBuffers: true })
      .sort({ dueAt: 1 })
      .limit(atOnce)
      .toArray();
    const plans = rows.map((row) => planFor(deps, row));
    const events = plans.flatMap(({ event }) => event ?? []);
    await deps.accept(events);
    await postpone(deps, plans);
    asked += events.length;
    if (rows.length < atOnce) break;
  }
  return asked;
}

type Plan = { readonly row: ConversationRow; readonly event?: InboundEvent; readonly dueAt?: Date };

/** What was planned may no longer hold: a window has closed, a night has come, a calendar was changed. */
function planFor(deps: SayDueDeps, row: ConversationRow): Plan {
  const now = deps.now();
  const conversation = fromRow(deps.keys, row);
  const due = dueIn(deps, row._id, conversation.session, now.getTime());
  if (due === undefined) return { row };
  if (due.at > now) return { row, dueAt: due.at };
  return { row, event: eventFor(conversation, row, due.what, now), dueAt: new Date(now.getTime() + askAgainMs) };
}

function eventFor({ _id, sender }: Conversation, row: ConversationRow, what: 'lesson' | 'reminder' | 'recall', at: Date): InboundEvent {
  const [, account = ''] = _id.split(':');
  return { id: `due:${row.dueAt?.getTime()}`, channel: channelOf(_id), account, sender, at, kind: 'due', what };
}

/** Only while nothing was said since: a turn knows better. */
async function postpone({ db }: SayDueDeps, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return;
  const operations = plans.map(({ row, dueAt }) => ({
    updateOne: {
      filter: { _id: row._id, version: row.version },
      update: dueAt === undefined ? { $unset: { dueAt: '' as const } } : { $set: { dueAt } },
    },
  }));
  await native(conversations(db)).bulkWrite(operations, { ordered: false });
}
