import { DateTime } from 'luxon';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../courses/model';
import type { Translate } from '../i18n';
import { zone } from '../reach/period';
import type { DataDeletionRequest } from '../storage/collections/data-deletion-requests';

type PageProps = {
  readonly language: Language;
  readonly words: Translate;
  readonly request?: 'unknown' | Pick<DataDeletionRequest, '_id' | 'askedAt' | 'doneAt'>;
};

/** A page to read and nothing else: no script, no picture, nothing from elsewhere. */
export function renderDataDeletion(props: PageProps): string {
  return `<!doctype html>${renderToString(<DataDeletionPage {...props} />)}`;
}

const bodyStyle =
  'max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere';

function DataDeletionPage({ language, words, request }: PageProps) {
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{words('title')}</title>
      </head>
      <body style={bodyStyle}>
        <main>
          <h1>{words('title')}</h1>
          {request !== undefined && <Request language={language} words={words} request={request} />}
          <h2>{words('how.title')}</h2>
          <p>{words('how.text')}</p>
          <p>{words('how.platform')}</p>
        </main>
        <p>
          <a href={`?lang=${other}`} lang={other} hreflang={other}>
            {words('otherLanguage')}
          </a>
        </p>
      </body>
    </html>
  );
}

function Request({ language, words, request }: Required<PageProps>) {
  if (request === 'unknown') return <p role="status">{words('state.unknown')}</p>;
  const { _id: code, askedAt, doneAt } = request;
  const values = { asked: dayText(language, askedAt), done: dayText(language, doneAt) };
  return (
    <>
      <p role="status">
        <strong>{words(doneAt === undefined ? 'state.waits' : 'state.done', values)}</strong>
      </p>
      <p>{words('code', { code })}</p>
    </>
  );
}

function dayText(language: Language, at: Date | undefined): string {
  return at === undefined ? '' : DateTime.fromJSDate(at, { zone }).setLocale(language).toLocaleString(DateTime.DATE_FULL);
}
