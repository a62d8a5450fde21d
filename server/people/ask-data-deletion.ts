import type { Connection } from 'mongoose';
import type { SignedRequest } from '../../bot/channels/messenger/signed-request';
import { type Keys, keyedHash, seal } from '../keys';
import { native } from '../storage/collection';
import { dataDeletionRequests } from '../storage/collections/data-deletion-requests';
import { insertNew } from '../storage/insert-new';

/** Notes the request once and answers its confirmation code: the same for the same request, however often it comes. */
export async function askDataDeletion(db: Connection, keys: Keys, { user, issuedAt }: SignedRequest, now: Date): Promise<string> {
  const code = keyedHash(keys.of('data-deletion'), `${issuedAt ?? ''}\n${user}`)
    .slice(0, 20)
    .toUpperCase();
  const sealed = seal(keys.of('platform-id'), Buffer.from(user));
  await insertNew(native(dataDeletionRequests(db)), [{ _id: code, askedAt: now, user: sealed, tries: 0, tryAt: now }]);
  return code;
}
