import type { Capabilities } from '../../bot/channels/channel';
import type { Standing } from '../../bot/dialogue/follow-up';
import { isByTemplate, type PaidWay, type Way, wayTo } from '../outbox/windows';
import type { Contact } from '../pushes/contact';
import type { Recipient } from '../pushes/next-allowed';
import { type Day, dayOf } from '../reach/period';
import type { Allowed } from './allowed-from';
import { longestMs, type Reason } from './model';
import type { QuotaRoom } from './quota-room';

/** A conversation in which somebody could be written to. */
export type Reachable = {
  readonly conversation: string;
  readonly account: string; // channel:account
  readonly contact: Contact;
  readonly capabilities: Pick<Capabilities, 'windowMs' | 'afterWindow'>;
  readonly paid: readonly PaidWay[];
};

export type Candidate = {
  readonly recipient: Omit<Recipient, 'lastPushOn'>;
  readonly adult: boolean;
  readonly child: boolean;
  readonly reachable: readonly Reachable[];
};

export type Verdict = { readonly reason: Exclude<Reason, 'reachable_now' | 'reachable_later' | 'paid'> } | Call;
export type Call = {
  readonly reason: 'reachable_now' | 'reachable_later' | 'paid';
  readonly to: Reachable;
  readonly at: Date;
  readonly way: Way;
};

/** Somebody in the middle of a lesson is not called to one. */
const talkingMs = 60 * 60_000;

/** What becomes of one person if a campaign comes to them now; of several conversations the one that costs least and is nearest. */
export function classify(candidate: Candidate, allowed: Allowed, room: Pick<QuotaRoom, 'opensAt'>): Verdict {
  if (candidate.reachable.length === 0) return { reason: 'not_linked' };
  if (candidate.child) return { reason: 'under_age' };

  const lastPushOn = lastPushTo(candidate);
  const recipient = lastPushOn === undefined ? candidate.recipient : { ...candidate.recipient, lastPushOn };
  const verdicts = candidate.reachable.map((one) => verdictOn(one, { recipient, adult: candidate.adult, room }, allowed));
  return verdicts.reduce((best, next) => (rank(next) < rank(best) ? next : best));
}

const ranks: readonly Reason[] = [
  'reachable_now',
  'reachable_later',
  'paid',
  'out_of_quota',
  'closed_too_long',
  'window_closed',
  'left',
  'not_opted_in',
  'opted_out',
  'under_age',
];

function rank({ reason }: Verdict): number {
  return ranks.indexOf(reason);
}

/** One push a day and person, in whichever conversation it was. */
function lastPushTo({ reachable }: Candidate): Day | undefined {
  const times = reachable.flatMap(({ contact }) => contact.pushedAt?.getTime() ?? []);
  return times.length === 0 ? undefined : dayOf(new Date(Math.max(...times)));
}

type Asked = { readonly recipient: Recipient; readonly adult: boolean; readonly room: Pick<QuotaRoom, 'opensAt'> };

function verdictOn(to: Reachable, asked: Asked, allowed: Allowed): Verdict {
  const refusal = refusalOf(to.contact.standing);
  if (refusal !== undefined) return { reason: refusal };

  let verdict = verdictFrom(new Date(to.contact.heardAt.getTime() + talkingMs), to, { ...asked, allowed });
  while ('way' in verdict) {
    const opensAt = asked.room.opensAt(to.account, isByTemplate(verdict.way), verdict.at);
    if (opensAt === undefined) return verdict;
    const later = verdictFrom(opensAt, to, { ...asked, allowed });
    if (!('way' in later) || opensAt.getTime() - allowed.now.getTime() > longestMs) return { reason: 'out_of_quota' };
    verdict = later;
  }
  return verdict;
}

type From = Asked & { readonly allowed: Allowed };

function verdictFrom(from: Date, to: Reachable, { recipient, adult, allowed: { now, next } }: From): Verdict {
  const { contact, capabilities, paid } = to;
  const at = next(recipient, from);
  const wayAt = (moment: Date) => wayTo({ at: moment, heardAt: contact.heardAt, capabilities, paid, use: 'campaign', adult });
  const way = at === undefined ? undefined : wayAt(at);
  if (at === undefined || way === undefined) return { reason: wayAt(now)?.kind === 'free' ? 'closed_too_long' : 'window_closed' };
  if (way.kind !== 'free') return { reason: 'paid', to, at, way };
  return { reason: at > now ? 'reachable_later' : 'reachable_now', to, at, way };
}

/** `apart` cannot stand in an audience; should it, nothing is told apart from somebody who never said yes. */
function refusalOf(standing: Standing): 'under_age' | 'opted_out' | 'not_opted_in' | 'left' | undefined {
  switch (standing) {
    case 'open':
      return undefined;
    case 'apart':
      return 'not_opted_in';
    default:
      return standing;
  }
}
