import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../courses/model';
import type { Translate } from '../i18n';

/** What a page of the connection shows: what to do next, what to confirm, or how it ended. */
export type ConnectStep =
  | { readonly step: 'begin'; readonly consent: string; readonly callback: string; readonly challenge: string }
  | { readonly step: 'confirm'; readonly code: string; readonly oaId: string | undefined }
  | { readonly step: 'done'; readonly name: string | undefined; readonly oaId: string | undefined; readonly refused: number | undefined }
  | { readonly step: 'failed'; readonly because: string; readonly code?: number | undefined };

type PageProps = { readonly language: Language; readonly say: Translate; readonly style: string; readonly shown: ConnectStep };

/** One plain page without script: the operator sees it once. */
export function renderConnectPage(props: PageProps): string {
  const { language, say, style, shown } = props;
  return `<!doctype html>${renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{say('page.title')}</title>
        <link rel="stylesheet" href={style} />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main id="main">
          <div class="sign-in connect">
            <h1>{say(`page.${shown.step}.title`)}</h1>
            <Step {...props} />
          </div>
        </main>
      </body>
    </html>,
  )}`;
}

function Step({ say, shown }: PageProps) {
  switch (shown.step) {
    case 'begin':
      return <Begin say={say} shown={shown} />;
    case 'confirm':
      return <Confirm say={say} shown={shown} />;
    case 'done':
      return (
        <>
          <p class="notice" role="status">
            {say('page.done.account', { name: shown.name ?? say('page.unnamed'), oaId: shown.oaId ?? '?' })}
          </p>
          <p class="lead">{shown.refused === undefined ? say('page.done.next') : say('page.done.refused', { code: shown.refused })}</p>
        </>
      );
    case 'failed':
      return (
        <>
          <p class="notice notice-bad" role="alert">
            {say(`fault.${shown.because}`, { code: shown.code ?? '' })}
          </p>
          <p class="lead">{say('page.failed.again')}</p>
        </>
      );
  }
}

function Begin({ say, shown: { consent, callback, challenge } }: { say: Translate; shown: ConnectStep & { step: 'begin' } }) {
  return (
    <>
      <p class="lead">{say('page.begin.lead')}</p>
      <dl class="connect-facts">
        <dt>{say('page.begin.callback')}</dt>
        <dd>
          <code>{callback}</code>
        </dd>
        <dt>{say('page.begin.challenge')}</dt>
        <dd>
          <code>{challenge}</code>
        </dd>
      </dl>
      <p>
        <a class="button" href={consent}>
          {say('page.begin.go')}
        </a>
      </p>
      <p>{say('page.begin.ownLink')}</p>
    </>
  );
}

function Confirm({ say, shown: { code, oaId } }: { say: Translate; shown: ConnectStep & { step: 'confirm' } }) {
  return (
    <>
      <p class="lead">{say('page.confirm.lead', { oaId: oaId ?? say('page.unnamed') })}</p>
      <form method="post" action="/connect/zalo" class="form">
        <input type="hidden" name="code" value={code} />
        {oaId === undefined ? null : <input type="hidden" name="oa_id" value={oaId} />}
        <button type="submit">{say('page.confirm.yes')}</button>
      </form>
    </>
  );
}
