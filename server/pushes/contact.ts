import { type Standing, standingOf } from '../../bot/dialogue/follow-up';
import type { Session } from '../../bot/dialogue/session';
import { type Keys, seal, unseal } from '../keys';

/** What must be known of a conversation to plan a push without opening it; sealed by itself, and always of one length. */
export type Contact = {
  readonly heardAt: Date; // channel time of the learner's last word: opens the platform's window
  readonly pushedAt?: Date;
  readonly standing: Standing;
};

const standings = ['open', 'not_opted_in', 'opted_out', 'left', 'under_age', 'apart'] as const satisfies readonly Standing[];
const bytes = 17;

export function contactOf(session: Session): Contact {
  const { lastAppliedAt = 0, invitation } = session;
  const heard = { heardAt: new Date(lastAppliedAt), standing: standingOf(session) };
  return invitation === undefined ? heard : { ...heard, pushedAt: new Date(invitation.at) };
}

/** Two times and a number: how long it is tells nothing. */
export function sealContact(keys: Keys, { heardAt, pushedAt, standing }: Contact): Buffer {
  const plain = Buffer.alloc(bytes);
  plain.writeDoubleBE(heardAt.getTime(), 0);
  plain.writeDoubleBE(pushedAt?.getTime() ?? 0, 8);
  plain.writeUInt8(standings.indexOf(standing), 16);
  return seal(keys.of('contact'), plain);
}

/** `undefined` when it was sealed under another secret. */
export function openContact(keys: Keys, sealed: Buffer): Contact | undefined {
  const plain = unseal(keys.of('contact'), sealed);
  const standing = plain?.length === bytes ? standings[plain.readUInt8(16)] : undefined;
  if (plain === undefined || standing === undefined) return undefined;
  const pushedAt = plain.readDoubleBE(8);
  const heard = { heardAt: new Date(plain.readDoubleBE(0)), standing };
  return pushedAt === 0 ? heard : { ...heard, pushedAt: new Date(pushedAt) };
}
