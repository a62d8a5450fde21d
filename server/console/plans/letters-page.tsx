import { letterKinds } from '../../reports/letters';
import { FaultSummary, type Faults, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import { IssuerFields } from '../reports/issuer-fields';
import type { IssuerForm } from '../reports/issuer-form';
import type { View } from '../view';
import { plansLinks } from './links';
import { PlanTabs } from './plan-tabs';

type Props = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly years: readonly number[];
  readonly form: Partial<IssuerForm> & { readonly kind?: string; readonly year?: string };
  readonly faults: Faults;
};

/** Drafts in Word: the yearly plan of an office, and the letter that goes with it. */
export function LettersPage({ view, plan, years, form, faults }: Props) {
  const say = view.words('letters');
  return (
    <Layout view={view} title={say('page.title')} styles={['plans.css']}>
      <h1>{say('page.title')}</h1>
      <PlanTabs view={view} plan={plan} />
      <p class="lead">{plan.title}</p>
      <p>{say('page.lead')}</p>
      <FaultSummary title={view.words('reports')('page.faults')} faults={faults} />
      <PostForm view={view} action={plansLinks.letters(plan.id)}>
        <Field name="kind" label={say('page.kind')}>
          {(described) => (
            <select {...described}>
              {letterKinds.map((kind) => (
                <option key={kind} value={kind} selected={kind === form.kind}>
                  {say(`page.kinds.${kind}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="year" label={say('page.year')}>
          {(described) => (
            <select {...described}>
              {years.map((year) => (
                <option key={year} value={year} selected={String(year) === form.year}>
                  {year}
                </option>
              ))}
            </select>
          )}
        </Field>
        <IssuerFields view={view} form={form} faults={faults} said={{ name: say('page.name'), symbolHint: say('page.symbolHint') }} />
        <button type="submit">{say('page.make')}</button>
      </PostForm>
    </Layout>
  );
}
