import { Layout } from '../components/layout';
import { links } from '../links';
import type { View } from '../view';

export type SignInNotice =
  | { readonly kind: 'refused' | 'signed-out' | 'ended' | 'password-set' }
  | { readonly kind: 'throttled'; readonly minutes: number };

type SignInPageProps = { readonly view: View; readonly notice?: SignInNotice | undefined };

export function SignInPage({ view, notice }: SignInPageProps) {
  const { t, csrfToken } = view;
  return (
    <Layout view={view} title={t('signIn.title')}>
      <div class="sign-in">
        <h1>{t('signIn.title')}</h1>
        <p class="lead">{t('signIn.lead')}</p>
        {notice === undefined ? null : <Notice view={view} notice={notice} />}
        <form method="post" action={links.signIn()} class="form">
          <input type="hidden" name="csrf" value={csrfToken} />
          <label for="sign-in-name">{t('signIn.name')}</label>
          <input
            id="sign-in-name"
            name="signInName"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            maxLength={120}
          />
          <label for="password">{t('signIn.password')}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required maxLength={256} />
          <button type="submit">{t('signIn.submit')}</button>
        </form>
      </div>
    </Layout>
  );
}

function Notice({ view: { t }, notice }: { readonly view: View; readonly notice: SignInNotice }) {
  const failed = notice.kind === 'refused' || notice.kind === 'throttled';
  return (
    <p class={failed ? 'notice notice-bad' : 'notice'} role={failed ? 'alert' : 'status'}>
      {noticeText(t, notice)}
    </p>
  );
}

function noticeText(t: View['t'], notice: SignInNotice): string {
  switch (notice.kind) {
    case 'refused':
      return t('signIn.refused');
    case 'signed-out':
      return t('signIn.signedOut');
    case 'ended':
      return t('signIn.ended');
    case 'password-set':
      return t('signIn.passwordSet');
    case 'throttled':
      return t('signIn.throttled', { count: notice.minutes });
  }
}
