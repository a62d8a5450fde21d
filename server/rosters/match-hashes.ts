import { fold } from '../../courses/search/fold';
import { type Keys, keyedHash } from '../keys';
import type { ListedRow } from './rows/listed-row';

/** What two listings of one person have in common, each as a keyed hash with its kind before it. Made of a row only where a basis allows it. */
export type MatchHashes = { readonly code?: string; readonly phone?: string; readonly name?: string; readonly birth?: string };

export function matchHashes(keys: Keys, organisation: string, { code, phone, name, birth }: ListedRow): MatchHashes {
  const hash = (kind: string, text: string) => `${kind}:${keyedHash(keys.of('roster-match'), `${organisation}:${kind}:${text}`)}`;
  const folded = fold(name);
  return {
    name: hash('name', folded),
    ...(code === undefined ? {} : { code: hash('code', code.trim().toUpperCase()) }),
    ...(phone === undefined ? {} : { phone: hash('phone', phone) }),
    ...(birth === undefined ? {} : { birth: hash('birth', `${folded}:${birth.slice(0, 4)}`) }),
  };
}
