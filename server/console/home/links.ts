import { consolePath } from '../links';

const path = `${consolePath}/home`;

export const homeLinks = {
  home: (after?: string) => (after === undefined ? path : `${path}?${new URLSearchParams({ after })}`),
  proof: () => `${path}/proof`,
  proofFile: () => `${path}/proof.xlsx`,
} as const;
