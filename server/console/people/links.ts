import { consolePath } from '../links';

const requests = `${consolePath}/requests`;
const slips = `${consolePath}/slips`;
const part = encodeURIComponent;
const withDone = (path: string, done?: string) => `${path}${done === undefined ? '' : `?done=${part(done)}`}`;

export const peopleLinks = {
  requests: (done?: string) => withDone(requests, done),
  newRequest: () => `${requests}/new`,
  request: (id: string, done?: string) => withDone(`${requests}/${part(id)}`, done),
  act: (id: string, act: RequestAct) => `${requests}/${part(id)}/${act}`,
  receipt: (id: string) => `${requests}/receipts/${part(id)}`,
  slips: (after?: string) => `${slips}${after === undefined ? '' : `?after=${part(after)}`}`,
  printSlips: (organisation: string, group?: string) =>
    `${slips}/print/${part(organisation)}${group === undefined ? '' : `?group=${part(group)}`}`,
  classSlips: (group: string, done?: string) => withDone(`${slips}/${part(group)}`, done),
} as const;

export type RequestAct = 'acknowledge' | 'extend' | 'close' | 'page' | 'file' | 'withdraw' | 'erase';
