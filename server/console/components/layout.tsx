import type { ComponentChildren } from 'preact';
import { consolePath, links } from '../links';
import { menuFor } from '../navigation';
import type { View } from '../view';

type LayoutProps = {
  readonly view: View;
  readonly title: string;
  readonly script?: string;
  readonly styles?: readonly string[]; // a topic's own, beside those of every page
  readonly children: ComponentChildren;
};

/** The frame of every page: what it is, whose it is, and that a demonstration is one. */
export function Layout({ view, title, script, styles = [], children }: LayoutProps) {
  const { t, format } = view;
  return (
    <html lang={format.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{t('app.titleOf', { page: title })}</title>
        {['console.css', 'forms.css', ...styles].map((name) => (
          <link key={name} rel="stylesheet" href={view.asset(name)} />
        ))}
        <link rel="icon" href={view.asset('icon.svg')} type="image/svg+xml" />
        {script === undefined ? null : <script type="module" src={view.asset(script)} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('app.skip')}
        </a>
        <Header view={view} />
        <Menu view={view} />
        <main id="main">{children}</main>
        <footer class="foot">
          <p>{t('app.zone')}</p>
          {view.member === undefined ? null : (
            <p class="foot-links">
              <a href={links.definitions()}>{t('app.definitions')}</a> <a href={links.account()}>{t('app.account')}</a>
            </p>
          )}
        </footer>
      </body>
    </html>
  );
}

function Header({ view }: { readonly view: View }) {
  const { t, demo } = view;
  return (
    <header class="top">
      {demo ? <DemoMark view={view} /> : null}
      <div class="top-row">
        <a class="brand" href={consolePath}>
          <strong>{t('app.name')}</strong> <span>{t('app.console')}</span>
        </a>
        <nav class="top-nav" aria-label={t('app.menu')}>
          <LanguageLink view={view} />
          <SignOut view={view} />
        </nav>
      </div>
    </header>
  );
}

function Menu({ view: { t, member, here } }: { readonly view: View }) {
  const entries = member === undefined ? [] : menuFor(member);
  if (entries.length === 0) return null;
  return (
    <nav class="menu" aria-label={t('app.parts')}>
      {entries.map(({ key, href }) => (
        <a href={href} aria-current={here.split('?')[0] === href ? 'page' : undefined}>
          {t(`menu.${key}`)}
        </a>
      ))}
    </nav>
  );
}

function DemoMark({ view: { t, format, growing } }: { readonly view: View }) {
  return (
    <p class="demo">
      {t('app.demo')}{' '}
      {growing === undefined ? null : (
        <span class="growing">{t('app.growing', { done: format.number(growing.done), total: format.number(growing.total) })}</span>
      )}
    </p>
  );
}

function LanguageLink({ view: { t, format, here } }: { readonly view: View }) {
  const other = format.language === 'vi' ? 'en' : 'vi';
  return (
    <a href={links.inLanguage(here, other)} hreflang={other}>
      <span lang={other}>{t('app.otherLanguage')}</span>
    </a>
  );
}

function SignOut({ view: { t, member, csrfToken } }: { readonly view: View }) {
  if (member === undefined) return null;
  return (
    <form class="sign-out" method="post" action={links.signOut()}>
      <input type="hidden" name="csrf" value={csrfToken} />
      <a class="who" href={links.account()} title={t('app.signedInAs', { name: member.name })}>
        {member.name}
      </a>
      <button class="quiet" type="submit">
        {t('app.signOut')}
      </button>
    </form>
  );
}
