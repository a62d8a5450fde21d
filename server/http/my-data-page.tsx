import { DateTime } from 'luxon';
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../courses/model';
import type { Translate } from '../i18n';
import type { OwnData } from '../people/own-data';
import { zone } from '../reach/period';

type PageProps = { readonly language: Language; readonly words: Translate };
type AskProps = PageProps & { readonly wrong: boolean };
type DataProps = PageProps & { readonly data: OwnData; readonly code?: string };

/** Where the code that a chat showed is typed. */
export function renderAskForCode(props: AskProps): string {
  return page(props, <AskForCode {...props} />);
}

/** Everything in words; the same as a file with `code`. */
export function renderOwnData(props: DataProps): string {
  return page(props, <Data {...props} />);
}

const bodyStyle =
  'max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere';
const inputStyle = 'font: inherit; padding: .5rem; width: 14rem; max-width: 100%; box-sizing: border-box; min-height: 2.75rem';
const buttonStyle = 'font: inherit; padding: .5rem 1rem; min-height: 2.75rem';

function page({ language, words }: PageProps, content: ComponentChildren): string {
  return `<!doctype html>${renderToString(
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
          {content}
        </main>
      </body>
    </html>,
  )}`;
}

function AskForCode({ language, words, wrong }: AskProps) {
  const other = language === 'vi' ? 'en' : 'vi';
  return (
    <>
      <p>{words('ask.lead')}</p>
      {wrong ? (
        <p role="alert" id="wrong">
          {words('ask.wrong')}
        </p>
      ) : null}
      <form method="post" action={`/my-data?lang=${language}`}>
        <p>
          <label for="code">{words('ask.code')}</label>
          <br />
          <input
            id="code"
            name="code"
            required
            maxLength={20}
            autocomplete="off"
            autocapitalize="characters"
            style={inputStyle}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'wrong' : undefined}
          />
        </p>
        <button type="submit" style={buttonStyle}>
          {words('ask.submit')}
        </button>
      </form>
      <p>
        <a href={`?lang=${other}`} lang={other} hreflang={other}>
          {words('otherLanguage')}
        </a>
      </p>
    </>
  );
}

function Data({ language, words, data, code }: DataProps) {
  const at = (moment: Date) => DateTime.fromJSDate(moment, { zone }).setLocale(language).toLocaleString(DateTime.DATETIME_MED);
  const { group } = data;
  const name = (kind: string, value: string) => words(`${kind}.${value}`);
  return (
    <>
      <p>{words('data.lead', { at: at(data.madeAt) })}</p>
      {code === undefined ? null : (
        <form method="post" action="/my-data.json">
          <input type="hidden" name="code" value={code} />
          <button type="submit" style={buttonStyle}>
            {words('data.download')}
          </button>
        </form>
      )}
      <Section title={words('data.about')}>
        {[
          data.since === undefined ? words('data.nobody') : words('data.since', { at: at(data.since) }),
          ...(data.ageBand === undefined ? [] : [words('data.age', { age: name('age', data.ageBand) })]),
          ...(group === undefined
            ? []
            : [words('data.group', { population: name('population', group.population), places: placesOf(group) })]),
          ...data.channels.map((channel) => words('data.channel', { channel: name('channel', channel) })),
        ]}
      </Section>
      <Section title={words('data.consents')}>
        {data.consents.map((one) =>
          words('data.consent', {
            purpose: name('purpose', one.purpose),
            answer: name('answer', one.given ? 'yes' : 'no'),
            actor: name('actor', one.actor),
            channel: name('channel', one.channel),
            version: one.textVersion,
            at: at(one.at),
          }),
        )}
      </Section>
      <Section title={words('data.lessons')}>
        {data.lessons.map((one) => words('data.lesson', { ...one, at: at(one.at) }))}
        {data.answers.length === 0 ? [] : [words('data.answers', { count: data.answers.length })]}
      </Section>
      <Section title={words('data.counted')}>
        {data.counted.map((one) =>
          words('data.countedOn', { day: one.day, rung: name('rung', one.rung), channel: name('channel', one.channel) }),
        )}
      </Section>
      <Section title={words('data.requests')}>
        {data.requests.map((one) => words('data.request', { number: one.number, kind: name('kind', one.kind), at: at(one.askedAt) }))}
        {data.exports.map((one) => words('data.export', { format: name('format', one.format), at: at(one.at) }))}
      </Section>
      <Section title={words('data.linking')}>{[words('data.linkHow'), words('data.unlinkHow')]}</Section>
      <p>{words('data.rights')}</p>
    </>
  );
}

function placesOf({ area, organisation, group }: NonNullable<OwnData['group']>): string {
  return [group, organisation, area].filter((place) => place !== undefined).join(', ');
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: readonly (string | readonly string[])[] | readonly string[];
}) {
  const lines = children.flat();
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </>
  );
}
