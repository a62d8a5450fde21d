import { Layout } from '../components/layout';
import { definitions } from '../definitions';
import type { View } from '../view';

/** Where every number's link leads. */
export function DefinitionsPage({ view }: { readonly view: View }) {
  const { t } = view;
  return (
    <Layout view={view} title={t('definitions.title')}>
      <div class="definitions">
        <header>
          <h1>{t('definitions.title')}</h1>
          <p class="lead">{t('definitions.lead')}</p>
        </header>
        <nav class="contents" aria-label={t('definitions.contents')}>
          <ul>
            {definitions.map(({ id }) => (
              <li key={id}>
                <a href={`#${id}`}>{t(`definitions.items.${id}.title`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="rules">
          {definitions.map(({ id, assumed }) => (
            <section key={id} id={id} class="rule" aria-labelledby={`${id}-title`}>
              <h2 id={`${id}-title`}>{t(`definitions.items.${id}.title`)}</h2>
              {assumed ? <p class="mark mark-sample">{t('definitions.assumed')}</p> : null}
              <p>{t(`definitions.items.${id}.text`)}</p>
            </section>
          ))}
        </div>
      </div>
    </Layout>
  );
}
