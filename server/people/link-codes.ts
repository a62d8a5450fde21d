import { createHmac } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { CodeLookup } from '../../bot/dialogue/fact';
import { joinCodeAlphabet, normaliseJoinCode, withCheckCharacter } from '../../bot/dialogue/join-code-text';
import { mayOfferLink } from '../../bot/dialogue/linked-session';
import type { Session } from '../../bot/dialogue/session';
import { channelOf } from '../conversation/channel-of';
import { fromRow } from '../conversation/conversation-row';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { type LinkCode, linkCodes } from '../storage/collections/link-codes';
import { insertNew } from '../storage/insert-new';

const bodyLength = 7;

/** The code an event would be shown: nobody can guess it, and a turn that runs again shows the same. */
export function linkCodeFor(keys: Keys, conversation: string, event: string): string {
  const bytes = createHmac('sha256', keys.of('link-code')).update(`${conversation}\n${event}`).digest().subarray(0, bodyLength);
  return withCheckCharacter([...bytes].map((byte) => joinCodeAlphabet[byte % joinCodeAlphabet.length]).join(''));
}

export type ShownCode = Pick<LinkCode, 'conversation' | 'person' | 'until'> & { readonly code: string };

/** Before the learner is shown it, so that it is known wherever it is typed. */
export async function keepLinkCode(db: Connection, keys: Keys, { code, ...about }: ShownCode): Promise<void> {
  await insertNew(native(linkCodes(db)), [{ _id: idOf(keys, code), ...about }]);
}

export type TypedCode = { readonly text: string; readonly conversation: string };

/** What a code that joins no group is: one shown on another channel, over, or nothing of ours. */
export async function lookUpLink(db: Connection, keys: Keys, { text, conversation }: TypedCode, now: Date): Promise<CodeLookup> {
  const code = normaliseJoinCode(text);
  const row = code === undefined ? null : await native(linkCodes(db)).findOne({ _id: idOf(keys, code) });
  if (row === null) return { found: 'unknown' };
  if (channelOf(row.conversation) === channelOf(conversation)) return { found: 'link-here' };
  if (row.claimedBy === undefined ? row.until <= now : row.claimedBy !== conversation) return { found: 'link-over' };
  return (await shownIn(db, keys, row._id)) === undefined ? { found: 'link-over' } : { found: 'link', code: row._id };
}

/** The session of the conversation that showed the code, while it still may; it may have been erased or closed to recording since. */
export async function shownIn(db: Connection, keys: Keys, code: string): Promise<Session | undefined> {
  const row = await native(linkCodes(db)).findOne({ _id: code });
  const shown = row === null ? null : await native(conversations(db)).findOne({ _id: row.conversation }, { promoteBuffers: true });
  if (row === null || shown === null || shown.person !== row.person) return undefined;
  const { session } = fromRow(keys, shown);
  return mayOfferLink(session) ? session : undefined;
}

/** Takes a code for this conversation, once and for all; taking it again there is fine. `undefined`: another was quicker. */
export async function claimLink(db: Connection, code: string, conversation: string, now: Date): Promise<LinkCode | undefined> {
  const rows = native(linkCodes(db));
  const free = { _id: code, claimedBy: { $exists: false }, until: { $gt: now } };
  await rows.updateOne(free, { $set: { claimedBy: conversation } });
  return (await rows.findOne({ _id: code, claimedBy: conversation })) ?? undefined;
}

function idOf(keys: Keys, code: string): string {
  return keyedHash(keys.of('link-code'), code);
}
