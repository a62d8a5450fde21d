import type { Channel, ChannelName } from '../../bot/channels/channel';
import type { Session } from '../../bot/dialogue/session';
import type { Catalogue } from '../../courses/model';
import type { HaltedCampaigns } from '../campaigns/halted-campaigns';
import type { Conversation, Push } from '../conversation/model';
import type { DuePush } from '../outbox/push-rows';
import type { Clearance } from '../outbox/push-sender';
import { type Way, wayTo } from '../outbox/windows';
import { channelIn, dueIn } from './due-at';
import { nextAllowed } from './next-allowed';
import type { PushSettings } from './push-settings';

/** What the lanes must know to speak first: when it is due, whether it may go just now, how and until when. */
export type PushPolicy = {
  readonly dueAt: (conversation: string, session: Session) => Date | undefined;
  readonly clearance: (row: DuePush) => Clearance;
  /** How a push may reach its learner now; `undefined`: not at all. */
  readonly wayOf: (conversation: Conversation, push: Push) => Way | undefined;
};

export type PushPolicyDeps = {
  readonly catalogue: Catalogue;
  readonly settings: PushSettings;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly halted: HaltedCampaigns;
  readonly now: () => Date;
};

const pauseLookMs = 1_000;
const restrictedLookMs = 60_000;

export function createPushPolicy(deps: PushPolicyDeps): PushPolicy {
  const { settings, channels, halted, now } = deps;
  return {
    dueAt: (conversation, session) => dueIn(deps, conversation, session)?.at,
    clearance: ({ push, conversation }) => {
      const state = push.campaign === undefined ? undefined : halted.stateOf(push.campaign);
      if (state === 'cancelled') return 'cancelled';
      const at = now();
      if (state === 'paused') return { notBefore: new Date(at.getTime() + pauseLookMs) };
      const channel = channelIn(channels, conversation);
      if (channel !== undefined && settings.isRestricted(channel.name, channel.account))
        return { notBefore: new Date(at.getTime() + restrictedLookMs) };
      const allowed = nextAllowed(at, {}, settings.calendar);
      return allowed !== undefined && allowed > at ? { notBefore: allowed } : 'go';
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
