import { populations } from '../../../courses/model';
import type { Area } from '../../storage/collections/areas';
import { denominatorMeasures } from '../../storage/collections/denominators';
import { AreaOptions } from '../components/area-options';
import { FaultSummary, type Faults, Field, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { denominatorLinks } from './links';

export const typedFields = ['place', 'population', 'measure', 'people', 'asOf', 'issuer', 'document', 'method'] as const;
export type TypedEntry = Readonly<Record<(typeof typedFields)[number] | 'tooLarge', string>>;

type Props = {
  readonly view: View;
  readonly typed: TypedEntry;
  readonly faults: Faults;
  readonly areas: readonly Area[];
  readonly today: string;
};

/** One figure: place, people, date and the paper that says so. */
export function EntryPage({ view, typed, faults, areas, today }: Props) {
  const d = view.words('denominators');
  const p = view.words('places');
  const choices = [{ value: '', label: d('entry.choose') }, ...populations.map((value) => ({ value, label: p(`population.${value}`) }))];
  const measures = (['stock', ...denominatorMeasures] as const).map((value) => ({ value, label: d(`measure.${value}`) }));
  return (
    <Layout view={view} title={d('entry.title')}>
      <div class="narrow">
        <p>
          <a href={denominatorLinks.register()}>{d('title')}</a>
        </p>
        <h1>{d('entry.title')}</h1>
        <p class="lead">{d('entry.lead')}</p>
        <FaultSummary title={d('fault.title')} faults={faults} />
        <form method="post" action={denominatorLinks.register()} encType="multipart/form-data" class="form" novalidate>
          <input type="hidden" name="csrf" value={view.csrfToken} />
          <Field name="place" label={d('entry.place')} hint={d('entry.placeHint')} faults={faults}>
            {(described) => <input {...described} value={typed.place} list="areas" autocomplete="off" required />}
          </Field>
          <AreaOptions areas={areas} />
          <SelectField name="population" label={d('entry.population')} choices={choices} value={typed.population} faults={faults} />
          <SelectField
            name="measure"
            label={d('entry.measure')}
            hint={d('entry.measureHint')}
            choices={measures}
            value={typed.measure}
            faults={faults}
          />
          <Field name="people" label={d('entry.people')} faults={faults}>
            {(described) => <input {...described} value={typed.people} inputMode="numeric" autocomplete="off" required />}
          </Field>
          <Field name="asOf" label={d('entry.asOf')} hint={d('entry.asOfHint')} faults={faults}>
            {(described) => <input {...described} type="date" value={typed.asOf} max={today} required />}
          </Field>
          <Field name="issuer" label={d('entry.issuer')} faults={faults}>
            {(described) => <input {...described} value={typed.issuer} required />}
          </Field>
          <Field name="document" label={d('entry.document')} hint={d('entry.documentHint')} faults={faults}>
            {(described) => <input {...described} value={typed.document} required />}
          </Field>
          <Field name="method" label={d('entry.method')} hint={d('entry.methodHint')} faults={faults}>
            {(described) => <input {...described} value={typed.method} required />}
          </Field>
          <Field name="paper" label={d('entry.paper')} hint={d('entry.paperHint')} faults={faults}>
            {(described) => <input {...described} type="file" accept=".pdf,.jpg,.jpeg,.png" />}
          </Field>
          <button type="submit">{d('entry.save')}</button>
        </form>
      </div>
    </Layout>
  );
}
