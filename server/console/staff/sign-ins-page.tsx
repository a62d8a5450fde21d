import type { SignInPage } from '../../staff/sign-in-list';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { staffLinks } from './links';
import { SignInTable } from './sign-in-table';

/** Every browser that is signed in, for whoever looks after accounts. */
export function SignInsPage({ view, page, done }: { readonly view: View; readonly page: SignInPage; readonly done: string | undefined }) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('signIns.title')} styles={['staff.css']}>
      <div class="stack">
        <div>
          <h1>{s('signIns.title')}</h1>
          <p class="lead">{s('signIns.lead')}</p>
          <DoneNotice text={done === 'ended' ? s('signIns.done') : undefined} />
        </div>
        <SignInTable view={view} entries={page.entries} named endAt={staffLinks.endSignIn} />
        <p class="row-actions">
          <a href={staffLinks.list()}>{s('form.back')}</a>
          {page.next === undefined ? null : <a href={staffLinks.signIns(page.next)}>{s('form.more')}</a>}
        </p>
      </div>
    </Layout>
  );
}
