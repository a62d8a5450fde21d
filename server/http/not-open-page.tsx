import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../courses/model';
import type { Translate } from '../i18n';
import type { Hotline } from '../widget/page';

type PageProps = { readonly language: Language; readonly words: Translate; readonly hotlines: readonly Hotline[] };

/** Nothing to learn here yet, but nobody in need is sent away without a number to call. */
export function renderNotOpen(props: PageProps): string {
  return `<!doctype html>${renderToString(<NotOpenPage {...props} />)}`;
}

const bodyStyle =
  'max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere';
const numberStyle = 'font-weight: 700; display: inline-block; min-height: 2.75rem; line-height: 2.75rem';

function NotOpenPage({ language, words, hotlines }: PageProps) {
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{words('notOpen.title')}</title>
      </head>
      <body style={bodyStyle}>
        <main>
          <h1>{words('notOpen.title')}</h1>
          <p>{words('notOpen.text')}</p>
          <h2>{words('notOpen.help')}</h2>
          <ul>
            {hotlines.map(({ number, name }) => (
              <li key={number}>
                <a style={numberStyle} href={`tel:${number.replace(/[^\d+]/g, '')}`}>
                  {number}
                </a>{' '}
                {name}
              </li>
            ))}
          </ul>
        </main>
        <p>
          <a href={`?lang=${other}`} lang={other} hreflang={other}>
            {words('notOpen.otherLanguage')}
          </a>
        </p>
      </body>
    </html>
  );
}
