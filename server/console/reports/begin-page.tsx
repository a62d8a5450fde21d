import type { ReportPeriod } from '../../reports/report-period';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
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

const lines = ['parentBody', 'name', 'symbol', 'number', 'locality', 'authority', 'position', 'signer'] as const;
const needed: ReadonlySet<string> = new Set(['name', 'symbol', 'locality', 'position']);
const hinted: ReadonlySet<string> = new Set(['symbol', 'number', 'authority']);

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
        {lines.map((name) => (
          <Field
            key={name}
            name={name}
            label={say(`page.field.${name}`)}
            hint={hinted.has(name) ? say(`page.field.${name}Hint`) : undefined}
            faults={faults}
          >
            {(described) => <input {...described} value={form[name] ?? ''} required={needed.has(name)} autocomplete="off" />}
          </Field>
        ))}
        <Field name="recipients" label={say('page.field.recipients')} hint={say('page.field.recipientsHint')} faults={faults}>
          {(described) => (
            <textarea {...described} rows={5} required>
              {form.recipients ?? ''}
            </textarea>
          )}
        </Field>
        <button type="submit">{say('page.create')}</button>
      </PostForm>
    </Layout>
  );
}
