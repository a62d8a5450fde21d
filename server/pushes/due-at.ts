import type { Channel, ChannelName } from '../../bot/channels/channel';
import { type FollowUp, nextFollowUp } from '../../bot/dialogue/follow-up';
import type { Session } from '../../bot/dialogue/session';
import type { Catalogue } from '../../courses/model';
import { wayTo } from '../outbox/windows';
import { dayOf } from '../reach/period';
import type { Recipient } from './next-allowed';
import type { PushSettings } from './push-settings';
import { spreadOf, whenDue } from './when-due';

export type DueDeps = {
  readonly catalogue: Catalogue;
  readonly settings: PushSettings;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
};

export type Due = { readonly what: FollowUp['what']; readonly at: Date };

/** What the programme would say first in a conversation and when, not before `now` if given. `undefined`: nothing, as things stand. */
export function dueIn({ catalogue, settings, channels }: DueDeps, conversation: string, session: Session, now = 0): Due | undefined {
  const channel = channelIn(channels, conversation);
  const followUp = channel === undefined || channel.capabilities.pull ? undefined : nextFollowUp({ catalogue, session });
  if (channel === undefined || followUp === undefined) return undefined;

  const { capabilities } = channel;
  const heardAt = new Date(session.lastAppliedAt ?? 0);
  const paid = settings.waysOf(channel.name, channel.account);
  const at = whenDue({
    followUp: { ...followUp, from: Math.max(followUp.from, now), at: Math.max(followUp.at, now) },
    recipient: recipientOf(settings, session),
    calendar: settings.calendar,
    wayAt: (moment) => wayTo({ at: moment, heardAt, capabilities, paid, use: 'follow-up', adult: session.ageBand === '18-plus' }),
    spreadMs: spreadOf(conversation),
  });
  return at === undefined ? undefined : { what: followUp.what, at };
}

export function channelIn(channels: DueDeps['channels'], conversation: string): Channel | undefined {
  return [...channels.values()].find(({ name, account }) => conversation.startsWith(`${name}:${account}:`));
}

function recipientOf(settings: PushSettings, { membership, population: said, invitation }: Session): Recipient {
  const population = membership?.population ?? said;
  const shift = settings.shiftOf(membership);
  return {
    ...(population === undefined ? {} : { population }),
    ...(shift === undefined ? {} : { shift }),
    ...(invitation === undefined ? {} : { lastPushOn: dayOf(new Date(invitation.at)) }),
  };
}
