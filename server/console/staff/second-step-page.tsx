import { PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { links } from '../links';
import type { View } from '../view';
import { staffLinks } from './links';

export type CodeNotice = { readonly kind: 'refused' } | { readonly kind: 'throttled'; readonly minutes: number };

type SecondStepPageProps = { readonly view: View; readonly notice?: CodeNotice | undefined };

/** A code from the app on the phone, or one from paper. */
export function SecondStepPage({ view, notice }: SecondStepPageProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('secondStep.title')}>
      <div class="sign-in">
        <h1>{s('secondStep.title')}</h1>
        <p class="lead">{s('secondStep.lead')}</p>
        <CodeForm view={view} action={staffLinks.secondStep()} label={s('secondStep.code')} notice={notice} />
        <p class="lead">{s('secondStep.lost')}</p>
        <p>
          <a href={links.signIn()}>{s('secondStep.back')}</a>
        </p>
      </div>
    </Layout>
  );
}

type CodeFormProps = SecondStepPageProps & { readonly action: string; readonly label: string };

export function CodeForm({ view, action, label, notice }: CodeFormProps) {
  const s = view.words('staff');
  return (
    <>
      {notice === undefined ? null : (
        <p class="notice notice-bad" role="alert" id="code-fault">
          {notice.kind === 'refused' ? s('secondStep.refused') : s('secondStep.throttled', { count: notice.minutes })}
        </p>
      )}
      <PostForm view={view} action={action}>
        <label for="code">{label}</label>
        <input
          id="code"
          name="code"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          required
          maxLength={40}
          {...(notice === undefined ? {} : { 'aria-describedby': 'code-fault', 'aria-invalid': true })}
        />
        <button type="submit">{s('secondStep.submit')}</button>
      </PostForm>
    </>
  );
}
