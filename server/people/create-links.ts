import type { CodeLookup } from '../../bot/dialogue/fact';
import type { Session } from '../../bot/dialogue/session';
import type { Conversation } from '../conversation/model';
import { type EraseDeps, eraseLinked } from './erase-linked';
import { claimLink, keepLinkCode, linkCodeFor, lookUpLink, type ShownCode, shownIn, type TypedCode } from './link-codes';
import { type Siblings, siblingsOf } from './siblings';
import { spreadLink, spreadUnlink } from './spread-links';

/** What a turn needs of its person's other conversations. */
export type TurnLinks = {
  readonly codeFor: (conversation: string, event: string) => string;
  readonly keep: (shown: Omit<ShownCode, 'until'> & { readonly until: number }) => Promise<void>;
  readonly shownIn: (code: string) => Promise<Session | undefined>;
  readonly claim: (code: string, conversation: string, now: Date) => Promise<{ readonly person: string } | undefined>;
  readonly siblings: (linked: readonly Conversation[]) => Promise<ReadonlyMap<string, Siblings>>;
};

export type Links = {
  readonly turns: TurnLinks;
  /** Codes that join no group may link: looked up where the first look found nothing. */
  readonly orLinks: (requests: readonly TypedCode[], found: readonly CodeLookup[]) => Promise<readonly CodeLookup[]>;
  readonly link: (conversation: Conversation, code: string) => Promise<void>;
  readonly unlink: (conversation: Conversation) => Promise<void>;
  readonly erase: (conversation: Conversation) => Promise<void>;
};

/** One person in several conversations: `server/decisions/0007-one-person-on-several-channels.md`. */
export function createLinks(deps: EraseDeps): Links {
  const { db, keys, now } = deps;
  return {
    turns: {
      codeFor: (conversation, event) => linkCodeFor(keys, conversation, event),
      keep: ({ until, ...shown }) => keepLinkCode(db, keys, { ...shown, until: new Date(until) }),
      shownIn: (code) => shownIn(db, keys, code),
      claim: (code, conversation, at) => claimLink(db, code, conversation, at),
      siblings: (linked) => siblingsOf(db, keys, linked),
    },
    orLinks: (requests, found) =>
      Promise.all(
        found.map(async (lookup, index) => {
          const request = requests[index];
          return lookup.found !== 'unknown' || request === undefined ? lookup : lookUpLink(db, keys, request, now());
        }),
      ),
    link: (conversation, code) => spreadLink(deps, conversation, code),
    unlink: (conversation) => spreadUnlink(deps, conversation),
    erase: (conversation) => eraseLinked(deps, conversation),
  };
}
