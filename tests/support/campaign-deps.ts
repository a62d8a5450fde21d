import type { Connection } from 'mongoose';
import type { Channel, InboundEvent, Quota } from '../../bot/channels/channel';
import { messengerCapabilities } from '../../bot/channels/messenger/limits';
import { loadCalendars } from '../../courses/load-courses';
import type { FeederDeps } from '../../server/campaigns/feeder';
import type { Keys } from '../../server/keys';
import { loadPushSettings } from '../../server/pushes/push-settings';
import { areaTree } from '../../server/reach/area-tree';
import type { Area } from '../../server/storage/collections/areas';
import { contentFolder } from '../content/content-folder';

const calendars = loadCalendars(contentFolder);

const validFrom = '2025-07-01';
export const sampleAreas: readonly Area[] = [
  { _id: 'T1', name: 'Tỉnh Thử', level: 'province', validFrom },
  { _id: 'T101', name: 'Phường Một', level: 'commune', parent: 'T1', validFrom },
  { _id: 'T102', name: 'Phường Hai', level: 'commune', parent: 'T1', validFrom },
];

type Rates = { readonly perSecond?: number; readonly zaloPerSecond?: number; readonly quotas?: readonly Quota[] /* of the page */ };

/** What planning and feeding ask for, with a clock that stands where it is put and events that are only noted. */
export async function campaignDeps(db: Connection, keys: Keys, { perSecond = 50, zaloPerSecond = perSecond, quotas = [] }: Rates = {}) {
  const clock = { now: new Date('2026-11-24T10:00:00+07:00') };
  const events: InboundEvent[] = [];
  const channel = (name: 'messenger' | 'zalo', account: string): Channel => ({
    name,
    account,
    capabilities: { ...messengerCapabilities, ...(name === 'zalo' ? { perSecond: zaloPerSecond } : { perSecond, quotas }) },
    isGenuine: () => true,
    parse: () => ({ events: [], skipped: 0 }),
    answer: () => ({ status: 200 }),
    render: () => [],
    send: () => Promise.reject(new Error('nothing is sent here')),
  });
  const deps: FeederDeps & { readonly tree: ReturnType<typeof areaTree> } = {
    db,
    keys,
    channels: new Map([
      ['messenger', channel('messenger', 'page')],
      ['zalo', channel('zalo', 'oa')],
    ]),
    settings: await loadPushSettings(db, calendars),
    tree: areaTree(sampleAreas),
    now: () => clock.now,
    accept: async (some) => void events.push(...some),
  };
  return { deps, clock, events };
}
