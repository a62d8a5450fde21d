import { consolePath } from '../links';

const path = `${consolePath}/home`;

export const homeLinks = {
  home: (after?: string) => (after === undefined ? path : `${path}?${new URLSearchParams({ after })}`),
  proof: () => `${consolePath}/proof`,
  proofFile: () => `${consolePath}/proof.xlsx`,
} as const;
