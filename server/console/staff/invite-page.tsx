import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import type { TypedRole } from './given-role';
import { staffLinks } from './links';
import { RoleFields } from './role-fields';

/** Whom to let in, as what and how far; the link comes on the next page. */
export function InvitePage({ view, typed, faults }: { readonly view: View; readonly typed: TypedRole; readonly faults: Faults }) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('invite.title')} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <h1>{s('invite.title')}</h1>
          <p class="lead">{s('invite.lead')}</p>
          <FaultSummary title={s('form.faults')} faults={faults} />
        </div>
        <PostForm view={view} action={staffLinks.invite()} class="form panel">
          <Field name="name" label={s('invite.name')} hint={s('invite.nameHint')} faults={faults}>
            {(described) => <input {...described} value={typed.name} required maxLength={120} />}
          </Field>
          <RoleFields view={view} typed={typed} faults={faults} />
          <div class="row-actions">
            <button type="submit">{s('invite.submit')}</button>
            <a href={staffLinks.list()}>{s('form.back')}</a>
          </div>
        </PostForm>
      </div>
    </Layout>
  );
}
