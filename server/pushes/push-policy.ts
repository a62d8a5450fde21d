import type { Channel, ChannelName } from '../../bot/channels/channel';
import type { Membership } from '../../bot/dialogue/fact';
import type { Session } from '../../bot/dialogue/session';
import type { Catalogue } from '../../courses/model';
import type { HaltedCampaigns } from '../campaigns/halted-campaigns';
import type { Conversation, Push } from '../conversation/model';
import type { DuePush } from '../outbox/push-rows';
import type { Clearance } from '../outbox/push-sender';
import { type Way, wayTo } from '../outbox/windows';
import { dayOf } from '../reach/period';
import { channelIn, dueIn } from './due-at';
import { nextAllowed, type Recipient } from './next-allowed';
import type { PushSettings } from './push-settings';

/** What the lanes must know to speak first: when it is due, whether it may go just now, how and until when. */
export type PushPolicy = {
  readonly dueAt: (conversation: string, session: Session) => Date | undefined;
  /** `membership` of its person, where the row is so old that their day, school or shift may have come between. */
  readonly clearance: (row: DuePush, membership?: Membership) => Clearance;
  /** When a person may have a push again after today; `membership` is theirs. */
  readonly afterToday: (membership?: Membership) => Date | undefined;
  /** How a push may reach its learner now; `undefined`: not at all. */
  readonly wayOf: (conversation: Conversation, push: Push) => Way | undefined;
};

export type PushPolicyDeps = {
  readonly catalogue: Catalogue;
  readonly settings: PushSettings;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly halted: Pick<HaltedCampaigns, 'stateOf'>;
  readonly now: () => Date;
};

const pauseLookMs = 400; // going on is felt within a second
const restrictedLookMs = 60_000;

export function createPushPolicy(deps: PushPolicyDeps): PushPolicy {
  const { settings, channels, halted, now } = deps;
  return {
    dueAt: (conversation, session) => dueIn(deps, conversation, session)?.at,
    clearance: ({ push, conversation }, membership) => {
      const state = push.campaign === undefined ? undefined : halted.stateOf(push.campaign);
      if (state === 'cancelled') return 'cancelled';
      const at = now();
      if (state === 'paused') return { notBefore: new Date(at.getTime() + pauseLookMs) };
      const channel = channelIn(channels, conversation);
      if (channel !== undefined && settings.isRestricted(channel.name, channel.account))
        return { notBefore: new Date(at.getTime() + restrictedLookMs) };
      const allowed = nextAllowed(at, recipientAmong(settings, membership), settings.calendar);
      return allowed !== undefined && allowed > at ? { notBefore: allowed } : 'go';
    },
    afterToday: (membership) => {
      const at = now();
      return nextAllowed(at, { ...recipientAmong(settings, membership), lastPushOn: dayOf(at) }, settings.calendar);
    },
    wayOf: ({ _id, session }, push) => {
      const channel = channelIn(channels, _id);
      if (channel === undefined) return undefined;
      return wayTo({
        at: now(),
        heardAt: new Date(session.lastAppliedAt ?? 0),
        capabilities: channel.capabilities,
        paid: settings.waysOf(channel.name, channel.account),
        use: push.campaign === undefined ? 'follow-up' : 'campaign',
        adult: session.ageBand === '18-plus',
      });
    },
  };
}

function recipientAmong(settings: PushSettings, membership: Membership | undefined): Recipient {
  if (membership === undefined) return {};
  const shift = settings.shiftOf(membership);
  return { population: membership.population, ...(shift === undefined ? {} : { shift }) };
}
