import { consolePath } from '../links';

const one = (id: string) => `${consolePath}/campaigns/${encodeURIComponent(id)}`;

export const campaignLinks = {
  list: () => `${consolePath}/campaigns`,
  new: () => `${consolePath}/campaigns/new`,
  one: (id: string, told?: { readonly done?: string; readonly refused?: string }) =>
    told === undefined ? one(id) : `${one(id)}?${new URLSearchParams(told)}`,
  act: (id: string, act: string) => `${one(id)}/${act}`,
} as const;
