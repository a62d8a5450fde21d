import type { Connection } from 'mongoose';
import type { Keys } from '../keys';
import { codeId } from '../organisations/lookup-codes';
import { native } from '../storage/collection';
import { joinCodes } from '../storage/collections/join-codes';
import { viewCodes } from '../storage/collections/view-codes';
import { viewCodeId } from './keep-data-request';
import { readNumber } from './new-number';
import { paperPersonOf } from './paper-person';

/**
 * Whose data a code leads to: one that their own chat showed them just now, or the roster code they hold. There is no other way from
 * somebody to their rows, and none from a card.
 */
export async function findSubject(db: Connection, keys: Keys, text: string, now: Date): Promise<string | undefined> {
  const number = readNumber(text);
  if (number !== undefined) {
    const shown = await native(viewCodes(db)).findOne({ _id: viewCodeId(keys, number), until: { $gt: now } });
    return shown?.person;
  }
  const id = codeId(keys, text);
  const code = id === undefined ? null : await native(joinCodes(db)).findOne({ _id: id, kind: 'roster' });
  return code === null ? undefined : (code.claimedBy ?? paperPersonOf(keys, code._id));
}
