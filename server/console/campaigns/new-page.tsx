import { writtenTo } from '../../campaigns/check-audience';
import type { Area } from '../../storage/collections/areas';
import { type Choice, FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { campaignLinks } from './links';
import { type TypedCampaign, whats } from './read-campaign';

type Props = {
  readonly view: View;
  readonly typed: TypedCampaign;
  readonly faults: Faults;
  readonly areas: readonly Area[];
  readonly indicators: readonly Choice[];
};

/** Whom a campaign is for. Sending it plans only: nobody is written to. */
export function NewCampaignPage({ view, typed, faults, areas, indicators }: Props) {
  const c = view.words('campaigns');
  return (
    <Layout view={view} title={c('console.new')}>
      <div class="narrow">
        <p>
          <a href={campaignLinks.list()}>{c('console.title')}</a>
        </p>
        <h1>{c('console.new')}</h1>
        <p class="lead">{c('console.newLead')}</p>
        <FaultSummary title={c('console.faults')} faults={faults} />
        <PostForm view={view} action={campaignLinks.list()}>
          <Field name="name" label={c('console.field.name')} hint={c('console.field.nameHint')} faults={faults}>
            {(described) => <input {...described} value={typed.name} maxLength={120} autocomplete="off" required />}
          </Field>
          <SelectField
            name="what"
            label={c('console.field.what')}
            choices={whats.map((value) => ({ value, label: c(`console.what.${value}`) }))}
            value={typed.what}
            faults={faults}
          />
          <Populations view={view} typed={typed} fault={faults.populations} />
          <Field name="place" label={c('console.field.place')} hint={c('console.field.placeHint')} faults={faults}>
            {(described) => <input {...described} value={typed.place} list="areas" autocomplete="off" />}
          </Field>
          <datalist id="areas">
            {areas.map(({ _id, name }) => (
              <option key={_id} value={_id}>
                {name}
              </option>
            ))}
          </datalist>
          <SelectField
            name="notReachedIn"
            label={c('console.field.notReachedIn')}
            hint={c('console.field.notReachedInHint')}
            choices={[{ value: '', label: c('console.everybody') }, ...indicators]}
            value={typed.notReachedIn}
            faults={faults}
          />
          <div class="row-actions">
            <button type="submit">{c('console.makePlan')}</button>
            <a href={campaignLinks.list()}>{c('console.back')}</a>
          </div>
        </PostForm>
      </div>
    </Layout>
  );
}

function Populations({ view, typed, fault }: Pick<Props, 'view' | 'typed'> & { readonly fault: string | undefined }) {
  const p = view.words('places');
  return (
    <fieldset id="field-populations" aria-describedby={fault === undefined ? undefined : 'field-populations-fault'}>
      <legend>{view.words('campaigns')('console.field.populations')}</legend>
      {writtenTo.map((population) => (
        <div class="choice" key={population}>
          <input
            id={`population-${population}`}
            type="checkbox"
            name="populations"
            value={population}
            checked={typed.populations.includes(population)}
          />
          <label for={`population-${population}`}>{p(`population.${population}`)}</label>
        </div>
      ))}
      {fault === undefined ? null : (
        <p class="field-fault" id="field-populations-fault">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
