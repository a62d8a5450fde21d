import type { FollowUp } from '../../bot/dialogue/follow-up';
import type { Way } from '../outbox/windows';
import type { Calendar } from './calendar';
import { nextAllowed, type Recipient } from './next-allowed';

export type WhenDue = {
  readonly followUp: FollowUp;
  readonly recipient: Recipient;
  readonly calendar: Calendar;
  readonly wayAt: (at: Date) => Way | undefined;
  /** How long after a morning this learner's messages begin: not everybody is written to on the stroke of eight. */
  readonly spreadMs: number;
};

const stepMs = 3_600_000;

/**
 * When a follow-up is to be sent: as near to the wanted time as the rules allow, earlier if the free window would close before.
 * `undefined`: there is no such time, and the learner must come by themselves.
 */
export function whenDue(asked: WhenDue): Date | undefined {
  const { followUp, wayAt } = asked;
  for (let wanted = followUp.at; wanted >= followUp.from; wanted -= stepMs) {
    const at = allowedAt(asked, new Date(wanted));
    if (at !== undefined && wayAt(at)?.kind === 'free') return at;
  }
  const late = allowedAt(asked, new Date(followUp.at));
  return late !== undefined && wayAt(late) !== undefined ? late : undefined;
}

function allowedAt({ recipient, calendar, spreadMs }: WhenDue, wanted: Date): Date | undefined {
  const first = nextAllowed(wanted, recipient, calendar);
  if (first === undefined || first.getTime() === wanted.getTime()) return first;
  return nextAllowed(new Date(first.getTime() + spreadMs), recipient, calendar);
}

const mostSpreadMs = 60 * 60_000;

/** The same for one conversation every day: from the keyed hash that ends its id. */
export function spreadOf(conversation: string): number {
  const share = Number.parseInt(conversation.slice(-6, -2), 16);
  return Number.isNaN(share) ? 0 : Math.floor((share / 0x1_0000) * mostSpreadMs);
}
