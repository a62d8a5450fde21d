import type { QueueFilter } from '../../matches/match-queue';
import { consolePath } from '../links';

const page = `${consolePath}/matches`;

/** Only what differs from the queue without a filter stands in the address. */
export type Asked = Partial<QueueFilter>;

export const matchLinks = {
  queue: ({ state, ...others }: Asked = {}, done?: string) => {
    const asked = { state: state === 'open' ? undefined : state, ...others, done };
    const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    return given.length === 0 ? page : `${page}?${new URLSearchParams(given)}`;
  },
  decide: (id: string) => `${page}/${encodeURIComponent(id)}/decide`,
} as const;
