import { needsSecondFactor } from '../../staff/roles';
import type { SignInEntry } from '../../staff/sign-in-list';
import type { ActiveStaffMember } from '../../staff/staff-member';
import { DoneNotice, FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { PasswordFields } from './link-page';
import { staffLinks } from './links';
import { SignInTable } from './sign-in-table';

type AccountPageProps = {
  readonly view: View;
  readonly own: ActiveStaffMember;
  readonly signIns: readonly SignInEntry[];
  readonly current: string;
  readonly faults: Faults;
  readonly done?: string;
};

/** One's own account: who one is here, where one is signed in, password and second step. */
export function AccountPage({ view, own, signIns, current, faults, done }: AccountPageProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('account.title')} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <h1>{s('account.title')}</h1>
          <p class="lead">{s('account.lead', { name: own.name, signInName: own.signInName, role: s(`role.${own.role}`) })}</p>
          <DoneNotice text={doneText(s, done)} />
          <FaultSummary title={s('form.faults')} faults={faults} />
        </div>
        <section class="panel" aria-labelledby="sign-ins">
          <h2 id="sign-ins">{s('account.signIns')}</h2>
          <SignInTable view={view} entries={signIns} current={current} endAt={staffLinks.endOwnSignIn} />
          {signIns.length > 1 ? (
            <PostForm view={view} action={staffLinks.endOtherSignIns()}>
              <button type="submit" class="button-plain">
                {s('account.endOthers')}
              </button>
            </PostForm>
          ) : null}
        </section>
        <SecondFactorPanel view={view} own={own} faults={faults} />
        <section class="panel" aria-labelledby="password">
          <h2 id="password">{s('account.password')}</h2>
          <p class="lead">{s('account.passwordLead')}</p>
          <PostForm view={view} action={staffLinks.accountPassword()}>
            <CurrentPassword view={view} name="current" faults={faults} />
            <PasswordFields view={view} faults={faults} />
            <button type="submit">{s('account.passwordSubmit')}</button>
          </PostForm>
        </section>
      </div>
    </Layout>
  );
}

function SecondFactorPanel({ view, own, faults }: Pick<AccountPageProps, 'view' | 'own' | 'faults'>) {
  const s = view.words('staff');
  const key = own.hasSecondFactor ? 'on' : needsSecondFactor(own.role) ? 'needed' : 'off';
  return (
    <section class="panel" aria-labelledby="second-factor">
      <h2 id="second-factor">{s('account.secondFactor')}</h2>
      <p class="lead">{s(`account.secondFactor_${key}`)}</p>
      <PostForm view={view} action={staffLinks.accountSecondFactor()}>
        <CurrentPassword view={view} name="factorPassword" faults={faults} />
        <div class="row-actions">
          <button type="submit">{s(own.hasSecondFactor ? 'account.otherPhone' : 'account.setUp')}</button>
          {own.hasSecondFactor ? (
            <button type="submit" class="button-plain" formaction={staffLinks.accountRecoveryCodes()}>
              {s('account.newRecoveryCodes')}
            </button>
          ) : null}
        </div>
      </PostForm>
    </section>
  );
}

/** The field's name in both forms is `current`; its id differs, as they stand on one page. */
function CurrentPassword({ view, name, faults }: { readonly view: View; readonly name: string; readonly faults: Faults }) {
  return (
    <Field name={name} label={view.words('staff')('account.current')} faults={faults}>
      {(described) => <input {...described} name="current" type="password" autocomplete="current-password" required maxLength={256} />}
    </Field>
  );
}

function doneText(s: ReturnType<View['words']>, done: string | undefined): string | undefined {
  const left = /^recovery-used-(\d+)$/.exec(done ?? '')?.[1];
  if (left !== undefined) return s('account.done_recovery', { count: Number(left) });
  return done === 'password' || done === 'sign-ins' ? s(`account.done_${done}`) : undefined;
}
