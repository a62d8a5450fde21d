import type { DraftDeps } from '../../plans/drafts';
import type { ConsoleDeps } from '../console-deps';
import type { Visit } from '../requests';

/** Who does something to a draft, and how far they see. */
export function acting({ db }: Pick<ConsoleDeps, 'db'>, { bounds, member, now }: Visit): DraftDeps {
  return { db, bounds, by: member.id, now };
}
