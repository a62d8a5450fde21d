import type { Connection } from 'mongoose';
import type { AskedFact } from '../conversation/fan-out';
import type { Conversation } from '../conversation/model';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { viewCodes } from '../storage/collections/view-codes';
import { insertNew } from '../storage/insert-new';
import { openDataRequest } from './data-requests';
import type { Holidays } from './request-deadlines';

export type KeepDeps = { readonly db: Connection; readonly keys: Keys; readonly isHoliday: Holidays };

/** What a turn asked about its person's data: a code to see it by, or a request somebody has to answer. May be run again. */
export async function keepDataRequest({ db, keys, isHoliday }: KeepDeps, { _id, turn }: Conversation, fact: AskedFact): Promise<void> {
  const { person } = turn;
  if (fact.kind === 'view-asked') {
    const row = { _id: viewCodeId(keys, fact.code), conversation: _id, person, until: new Date(fact.until) };
    await insertNew(native(viewCodes(db)), [row]);
    return;
  }
  await openDataRequest(db, { _id: fact.number, kind: fact.request, from: 'chat', askedAt: new Date(fact.at), person }, isHoliday);
}

export function viewCodeId(keys: Keys, code: string): string {
  return keyedHash(keys.of('view-code'), code);
}
