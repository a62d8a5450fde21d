import { Layout } from '../components/layout';
import { consolePath } from '../links';
import type { View } from '../view';

export type Problem = 'notFound' | 'forbidden' | 'failed' | 'noPlans';

/** What a person sees instead of a page; nothing of the inside is told. */
export function ProblemPage({ view, problem }: { readonly view: View; readonly problem: Problem }) {
  const { t } = view;
  return (
    <Layout view={view} title={t('problem.title')}>
      <div class="problem">
        <h1>{t('problem.title')}</h1>
        <p class="lead">{problem === 'noPlans' ? t('plans.none') : t(`problem.${problem}`)}</p>
        <p>
          <a href={consolePath}>{t('problem.home')}</a>
        </p>
      </div>
    </Layout>
  );
}
