import type { Connection } from 'mongoose';
import type { Translate } from '../i18n';
import type { Keys } from '../keys';

/** What the functions of this folder need: the store, the keys, and for the list that goes back the words of `rosters.json`. */
export type RosterDeps = { readonly db: Connection; readonly keys: Keys };
export type RosterWords = { readonly say: Translate };

/** Where a roster belongs: an organisation, and its group where the whole list is one group's. */
export type RosterPlace = { readonly organisation: string; readonly group?: string };

export const stagedForMs = 24 * 60 * 60 * 1000;
export const undoForMs = 7 * 24 * 60 * 60 * 1000;
