import type { StaffAccount } from '../../staff/list-staff';
import type { Invitation } from '../../staff/one-time-links';
import type { Scope } from '../../staff/scope';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';
import { staffLinks } from './links';

type StaffPageProps = {
  readonly view: View;
  readonly accounts: readonly StaffAccount[];
  readonly invitations: readonly Invitation[];
  readonly done: string | undefined;
};

/** Everybody within reach, what they may do and whether something is the matter with an account. */
export function StaffPage({ view, accounts, invitations, done }: StaffPageProps) {
  const s = view.words('staff');
  const locked = accounts.filter(({ lockedUntil }) => lockedUntil !== undefined);
  return (
    <Layout view={view} title={s('list.title')} styles={['staff.css']}>
      <div class="stack">
        <div>
          <h1>{s('list.title')}</h1>
          <p class="lead">{s('list.lead')}</p>
          <DoneNotice text={done === 'withdrawn' ? s('list.done_withdrawn') : undefined} />
          {locked.map((account) => (
            <p class="notice notice-bad" key={account.id} role="alert">
              {s('list.lockedNotice', { name: account.name })} <a href={staffLinks.member(account.id)}>{s('list.look')}</a>
            </p>
          ))}
        </div>
        <div class="row-actions">
          <a class="button" href={staffLinks.invite()}>
            {s('invite.title')}
          </a>
          <a href={staffLinks.signIns()}>{s('signIns.title')}</a>
        </div>
        <Accounts view={view} accounts={accounts} />
        <Invitations view={view} invitations={invitations} />
      </div>
    </Layout>
  );
}

function Accounts({ view, accounts }: Pick<StaffPageProps, 'view' | 'accounts'>) {
  const s = view.words('staff');
  return (
    <ScrollBox view={view}>
      <table>
        <caption>{s('list.caption', { count: accounts.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{s('list.name')}</th>
            <th scope="col">{s('list.role')}</th>
            <th scope="col">{s('list.scope')}</th>
            <th scope="col">{s('list.state')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <th scope="row">
                <a href={staffLinks.member(account.id)}>{account.name}</a>
                <br />
                <span class="soft">{account.signInName}</span>
              </th>
              <td>{s(`role.${account.role}`)}</td>
              <td>{scopeText(view, account)}</td>
              <td>
                <States view={view} account={account} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** More than one thing may be the matter; each in words. */
export function States({ view, account }: { readonly view: View; readonly account: StaffAccount }) {
  const s = view.words('staff');
  return (
    <span class="row-actions">
      {account.disabledAt === undefined ? null : <span class="state state-bad">{s('state.disabled')}</span>}
      {account.lockedUntil === undefined ? null : <span class="state state-warn">{s('state.locked')}</span>}
      <span class={account.hasSecondFactor ? 'state state-good' : 'state'}>
        {s(account.hasSecondFactor ? 'state.secondFactor' : 'state.noSecondFactor')}
      </span>
    </span>
  );
}

export function scopeText(view: View, { scope, place }: { readonly scope: Scope; readonly place?: string }): string {
  const s = view.words('staff');
  if (scope.kind === 'everything') return s('scope.everything');
  return place === undefined ? s('scope.gone', { id: scope.id }) : place;
}

function Invitations({ view, invitations }: Pick<StaffPageProps, 'view' | 'invitations'>) {
  const s = view.words('staff');
  return (
    <section aria-labelledby="invitations" class="panel">
      <h2 id="invitations">{s('list.invitations')}</h2>
      {invitations.length === 0 ? <p class="lead">{s('list.noInvitations')}</p> : null}
      <ul class="stack">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <a href={staffLinks.invited(invitation.id)}>{invitation.name}</a> – {s(`role.${invitation.role}`)},{' '}
            {scopeText(view, invitation)}. {s('list.until', { at: view.format.moment(invitation.expiresAt) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
