import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../courses/model';
import type { Translate } from '../i18n';
import type { AssetNames } from './assets';

export type Hotline = { readonly number: string; readonly name: string };

type PageProps = {
  readonly language: Language;
  readonly words: Translate;
  readonly assets: AssetNames;
  readonly demo: boolean;
  readonly hotlines: readonly Hotline[];
  readonly exitUrl: string;
};

/** The shell of the chat: the same for every learner, so that it may be rendered once and holds nothing about anyone. */
export function renderChatPage(props: PageProps): string {
  return `<!doctype html>${renderToString(<ChatPage {...props} />)}`;
}

function ChatPage(props: PageProps) {
  const { language, words, assets } = props;
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f7f5f0" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#12191a" media="(prefers-color-scheme: dark)" />
        <meta name="robots" content="noindex" />
        <title>{words('page.title')}</title>
        <link rel="icon" href={`/chat/assets/${assets.icon}`} type="image/svg+xml" />
        <link rel="stylesheet" href={`/chat/assets/${assets.style}`} />
        <script type="module" src={`/chat/assets/${assets.script}`} />
      </head>
      <body>
        <a class="skip" href="#text">
          {words('page.skip')}
        </a>
        <Header {...props} />
        <main id="chat" data-words={clientWords(words)} data-exit={props.exitUrl}>
          <NoScript {...props} />
          <div id="log" class="log" role="log" aria-live="polite" aria-label={words('log.label')} />
          <p id="typing" class="typing" role="status" />
          <Resume words={words} />
        </main>
        <Composer words={words} />
      </body>
    </html>
  );
}

function Header({ language, words, demo }: PageProps) {
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <header class="top">
      {demo && <p class="demo">{words('page.demo')}</p>}
      <div class="bar">
        <div class="who">
          <span class="mark">
            <Icon path="M5 7.5h14M5 12.5h14M5 17.5h8" />
          </span>
          <h1>{words('page.name')}</h1>
          <p>{words('page.automatic')}</p>
        </div>
        <nav class="tools" aria-label={words('header.label')}>
          <a id="language" class="tool" href={`/chat?lang=${other}`} lang={other} hreflang={other}>
            {words('header.language')}
            <span class="sr">, {words('header.languageLabel')}</span>
          </a>
          <button id="lock" class="tool" type="button" aria-label={words('header.lock')} title={words('header.lock')} hidden>
            <Icon path="M7 10V7.5a5 5 0 0 1 10 0V10M5.5 10h13v10.5h-13zM12 14v2.5" />
          </button>
          <form id="leave" action="/chat/leave" method="post">
            <button class="tool exit" type="submit" title={words('header.quickExitHint')}>
              {words('header.quickExit')}
            </button>
          </form>
        </nav>
      </div>
      <p id="line" class="line" role="status" />
      <CodeDialog words={words} />
    </header>
  );
}

function NoScript({ words, hotlines }: PageProps) {
  return (
    <noscript>
      <section class="card">
        <h2>{words('noscript.title')}</h2>
        <p>{words('noscript.text')}</p>
        <ul class="hotlines">
          {hotlines.map(({ number, name }) => (
            <li key={number}>
              <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a> {name}
            </li>
          ))}
        </ul>
      </section>
    </noscript>
  );
}

function Resume({ words }: { readonly words: Translate }) {
  return (
    <form id="resume" class="card" aria-labelledby="resume-title" novalidate hidden>
      <h2 id="resume-title" tabIndex={-1}>
        {words('resume.title')}
      </h2>
      <p>{words('resume.why')}</p>
      <p id="resume-ask" class="field">
        <label for="resume-code">{words('resume.askCode')}</label>
        <FourDigits id="resume-code" says="resume-says" />
      </p>
      <p id="resume-says" class="says" role="alert" />
      <p class="actions">
        <button class="main" type="submit">
          {words('resume.continue')}
        </button>
        <button id="anew" class="plain" type="button">
          {words('resume.anew')}
        </button>
      </p>
    </form>
  );
}

function Composer({ words }: { readonly words: Translate }) {
  return (
    <form id="composer" class="composer" aria-label={words('composer.label')} hidden>
      <p id="composer-says" class="says" role="alert" />
      <div class="write">
        <textarea
          id="text"
          rows={1}
          dir="auto"
          autocomplete="off"
          enterkeyhint="send"
          aria-label={words('composer.label')}
          aria-describedby="composer-says"
          placeholder={words('composer.placeholder')}
        />
        <button class="send" type="submit" aria-label={words('composer.send')} title={words('composer.send')}>
          <Icon path="M12 19.5v-15M5.5 11 12 4.5l6.5 6.5" />
        </button>
      </div>
    </form>
  );
}

function CodeDialog({ words }: { readonly words: Translate }) {
  return (
    <dialog id="code" class="card" aria-labelledby="code-title">
      <form id="code-form" novalidate>
        <h2 id="code-title">{words('code.title')}</h2>
        <p>{words('code.why')}</p>
        <p class="field">
          <label for="code-new">{words('code.label')}</label>
          <FourDigits id="code-new" says="code-says" />
        </p>
        <p id="code-says" class="says" role="status" />
        <p class="actions">
          <button class="main" type="submit">
            {words('code.save')}
          </button>
          <button id="code-remove" class="plain" type="button">
            {words('code.remove')}
          </button>
          <button id="code-close" class="plain" type="button">
            {words('code.close')}
          </button>
        </p>
      </form>
    </dialog>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

/** Not a password field: browsers offer to keep passwords, and this device is shared. */
function FourDigits({ id, says }: { readonly id: string; readonly says: string }) {
  return <input id={id} class="digits" type="text" inputmode="numeric" maxlength={4} autocomplete="off" aria-describedby={says} />;
}

const clientKeys = [
  'page.language',
  'header.languageLabel',
  'log.bot',
  'log.you',
  'log.choices',
  'log.chosen',
  'log.typing',
  'log.slow',
  'log.sending',
  'log.notSent',
  'composer.tooLong',
  'line.offline',
  'line.again',
  'resume.wrong',
  'resume.wait',
  'resume.fourDigits',
  'code.saved',
  'code.removed',
  'code.failed',
  'failed.start',
] as const;

/** The texts the script needs, with their `{{places}}` left open. */
function clientWords(words: Translate): string {
  return JSON.stringify(Object.fromEntries(clientKeys.map((key) => [key, words(key, { skipInterpolation: true })])));
}
