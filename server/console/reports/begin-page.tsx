import type { ReportPeriod } from '../../reports/report-period';
import { FaultSummary, type Faults, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
import { IssuerFields } from './issuer-fields';
import type { IssuerForm } from './issuer-form';
import { reportLinks } from './links';
import { periodName } from './period-name';

type Props = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly period: ReportPeriod;
  readonly form: Partial<IssuerForm>;
  readonly faults: Faults;
  readonly corrects: string | undefined;
};

/** Who issues the report and to whom, before its figures are taken. */
export function BeginPage({ view, plan, period, form, faults, corrects }: Props) {
  const say = view.words('reports');
  const title = say('page.newTitle', { period: periodName(say, period) });
  return (
    <Layout view={view} title={title}>
      <h1>{title}</h1>
      <p class="lead">{plan.title}</p>
      <p>{say('page.newLead')}</p>
      <FaultSummary title={say('page.faults')} faults={faults} />
      <PostForm view={view} action={reportLinks.list()}>
        <input type="hidden" name="plan" value={plan.id} />
        <input type="hidden" name="period" value={period.id} />
        {corrects === undefined ? null : <input type="hidden" name="corrects" value={corrects} />}
        <IssuerFields view={view} form={form} faults={faults} />
        <button type="submit">{say('page.create')}</button>
      </PostForm>
    </Layout>
  );
}
