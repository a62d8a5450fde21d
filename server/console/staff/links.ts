import { consolePath } from '../links';

const at = (path: string) => `${consolePath}${path}`;
const part = encodeURIComponent;

/** Every address of sign-in, accounts, the audit and the register of third parties' requests. */
export const staffLinks = {
  secondStep: () => at('/sign-in/second-step'),
  setUp: () => at('/sign-in/set-up'),
  openLink: (token: string) => at(`/invitation/${part(token)}`),
  link: () => at('/invitation'),

  account: (done?: string) => at(`/account${doneQuery(done)}`),
  accountPassword: () => at('/account/password'),
  accountSecondFactor: () => at('/account/second-factor'),
  accountRecoveryCodes: () => at('/account/recovery-codes'),
  endOwnSignIn: (signIn: string) => at(`/account/sign-ins/${part(signIn)}/end`),
  endOtherSignIns: () => at('/account/sign-ins/end-others'),

  list: (done?: string) => at(`/staff${doneQuery(done)}`),
  invite: () => at('/staff/invite'),
  invited: (invitation: string) => at(`/staff/invitations/${part(invitation)}`),
  withdraw: (invitation: string) => at(`/staff/invitations/${part(invitation)}/withdraw`),
  member: (member: string, done?: string) => at(`/staff/members/${part(member)}${doneQuery(done)}`),
  act: (member: string, act: MemberAct) => at(`/staff/members/${part(member)}/${act}`),
  signIns: (after?: string) => at(`/staff/sign-ins${after === undefined ? '' : `?after=${part(after)}`}`),
  signInsDone: () => at('/staff/sign-ins?done=ended'),
  endSignIn: (signIn: string) => at(`/staff/sign-ins/${part(signIn)}/end`),

  audit: (query: Readonly<Record<string, string>> = {}) => {
    const text = new URLSearchParams(query).toString();
    return at(`/audit${text === '' ? '' : `?${text}`}`);
  },
  auditCheck: () => at('/audit/check'),

  requests: (done?: string) => at(`/third-party-requests${doneQuery(done)}`),
  newRequest: () => at('/third-party-requests/new'),
  request: (request: string, done?: string) => at(`/third-party-requests/${part(request)}${doneQuery(done)}`),
  decide: (request: string) => at(`/third-party-requests/${part(request)}/decide`),
} as const;

export type MemberAct = 'role' | 'disable' | 'enable' | 'unlock' | 'remove-second-factor' | 'password-link';

function doneQuery(done: string | undefined): string {
  return done === undefined ? '' : `?done=${done}`;
}
