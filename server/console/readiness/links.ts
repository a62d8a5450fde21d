import { consolePath } from '../links';

export const readinessLinks = {
  all: (done?: string) => `${consolePath}/readiness${done === undefined ? '' : `?done=${encodeURIComponent(done)}`}`,
  item: (item: string) => `${consolePath}/readiness/${encodeURIComponent(item)}`,
} as const;
