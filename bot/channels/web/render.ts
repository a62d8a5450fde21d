import type { Reply } from '../../messages';
import type { Outgoing } from '../channel';

/** The page draws replies as they are. */
export function render(to: string, replies: readonly Reply[], idOf: (index: number) => string): readonly Outgoing[] {
  return replies.map((reply, index) => ({ id: idOf(index), to, body: JSON.stringify(reply) }));
}
