import type { StaffAccount } from '../../staff/list-staff';
import type { SignInEntry } from '../../staff/sign-in-list';
import { DoneNotice, FaultSummary, type Faults, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { type MemberAct, staffLinks } from './links';
import { RoleFields } from './role-fields';
import { SignInTable } from './sign-in-table';
import { States, scopeText } from './staff-page';

type MemberPageProps = {
  readonly view: View;
  readonly account: StaffAccount;
  readonly signIns: readonly SignInEntry[];
  readonly own: boolean;
  readonly faults: Faults;
  readonly done: string | undefined;
};

const doneActs: readonly string[] = ['role', 'disable', 'enable', 'unlock', 'remove-second-factor'];

/** One account: what it may do, where it is signed in, and what can be done about it. */
export function MemberPage({ view, account, signIns, own, faults, done }: MemberPageProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={account.name} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={staffLinks.list()}>{s('list.title')}</a>
          </p>
          <h1>{account.name}</h1>
          <p class="lead">
            {s('member.lead', { signInName: account.signInName, role: s(`role.${account.role}`), scope: scopeText(view, account) })}
          </p>
          <p>
            <States view={view} account={account} />
          </p>
          <DoneNotice text={done !== undefined && doneActs.includes(done) ? s(`member.done_${done}`) : undefined} />
          <FaultSummary title={s('form.faults')} faults={faults} />
        </div>
        {own ? <p class="notice">{s('member.own')}</p> : <Actions view={view} account={account} />}
        {own ? null : <RolePanel view={view} account={account} faults={faults} />}
        <section class="panel" aria-labelledby="sign-ins">
          <h2 id="sign-ins">{s('account.signIns')}</h2>
          {signIns.length === 0 ? (
            <p class="lead">{s('signIns.none')}</p>
          ) : (
            <SignInTable view={view} entries={signIns} endAt={own ? staffLinks.endOwnSignIn : staffLinks.endSignIn} />
          )}
        </section>
      </div>
    </Layout>
  );
}

function RolePanel({ view, account, faults }: Pick<MemberPageProps, 'view' | 'account' | 'faults'>) {
  const s = view.words('staff');
  const { role, scope } = account;
  const typed = { name: account.name, role, kind: scope.kind, id: 'id' in scope ? scope.id : '' };
  return (
    <section class="panel" aria-labelledby="role">
      <h2 id="role">{s('member.role')}</h2>
      <p class="lead">{s('member.roleLead')}</p>
      <PostForm view={view} action={staffLinks.act(account.id, 'role')}>
        <RoleFields view={view} typed={typed} faults={faults} />
        <button type="submit">{s('member.roleSubmit')}</button>
      </PostForm>
    </section>
  );
}

function Actions({ view, account }: Pick<MemberPageProps, 'view' | 'account'>) {
  const acts: readonly MemberAct[] = [
    ...(account.lockedUntil === undefined ? [] : ['unlock' as const]),
    'password-link',
    ...(account.hasSecondFactor ? ['remove-second-factor' as const] : []),
    account.disabledAt === undefined ? 'disable' : 'enable',
  ];
  const s = view.words('staff');
  return (
    <section class="panel" aria-labelledby="acts">
      <h2 id="acts">{s('member.acts')}</h2>
      <dl class="acts">
        {acts.map((act) => (
          <div key={act}>
            <dt>{s(`member.about_${act}`)}</dt>
            <dd>
              <PostForm view={view} action={staffLinks.act(account.id, act)} class="inline">
                <button type="submit" class={act === 'disable' ? 'danger' : 'button-plain'}>
                  {s(`member.act_${act}`)}
                </button>
              </PostForm>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
