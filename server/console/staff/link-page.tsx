import type { OneTimeLinkRow } from '../../storage/collections/one-time-links';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { links } from '../links';
import type { View } from '../view';
import type { Typed } from './chosen';
import { staffLinks } from './links';

export type LinkPageProps = { readonly view: View; readonly link: OneTimeLinkRow; readonly typed: Typed; readonly faults: Faults };

/** Where a one-time link leads: name and password of one's own, which nobody else ever sees. */
export function LinkPage({ view, link, typed, faults }: LinkPageProps) {
  const s = view.words('staff');
  const title = s(`link.${link.kind}`);
  return (
    <Layout view={view} title={title}>
      <div class="sign-in">
        <h1>{title}</h1>
        <p class="lead">{s(`link.${link.kind}Lead`, { name: link.name, role: s(`role.${link.role}`) })}</p>
        <FaultSummary title={s('form.faults')} faults={faults} />
        <PostForm view={view} action={staffLinks.link()}>
          {link.kind === 'invitation' ? <NameFields view={view} typed={typed} faults={faults} /> : null}
          <PasswordFields view={view} faults={faults} />
          <button type="submit">{s(`link.${link.kind}Submit`)}</button>
        </PostForm>
      </div>
    </Layout>
  );
}

function NameFields({ view, typed, faults }: Omit<LinkPageProps, 'link'>) {
  const s = view.words('staff');
  return (
    <>
      <Field name="name" label={s('link.name')} faults={faults}>
        {(described) => <input {...described} value={typed.name} autocomplete="name" required maxLength={120} />}
      </Field>
      <Field name="signInName" label={s('link.signInName')} hint={s('link.signInNameHint')} faults={faults}>
        {(described) => (
          <input
            {...described}
            value={typed.signInName}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            maxLength={120}
          />
        )}
      </Field>
    </>
  );
}

export function PasswordFields({ view, faults }: { readonly view: View; readonly faults: Faults }) {
  const s = view.words('staff');
  return (
    <>
      <Field name="password" label={s('link.password')} hint={s('link.passwordHint')} faults={faults}>
        {(described) => <input {...described} type="password" autocomplete="new-password" required maxLength={256} />}
      </Field>
      <Field name="again" label={s('link.again')} faults={faults}>
        {(described) => <input {...described} type="password" autocomplete="new-password" required maxLength={256} />}
      </Field>
    </>
  );
}

/** Used, withdrawn, too old or never there: one answer. */
export function LinkGonePage({ view }: { readonly view: View }) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('link.goneTitle')}>
      <div class="problem">
        <h1>{s('link.goneTitle')}</h1>
        <p class="lead">{s('link.gone')}</p>
        <p>
          <a href={links.signIn()}>{s('secondStep.back')}</a>
        </p>
      </div>
    </Layout>
  );
}
