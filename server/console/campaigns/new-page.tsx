import { writtenTo } from '../../campaigns/check-audience';
import type { Area } from '../../storage/collections/areas';
import { AreaOptions } from '../components/area-options';
import { type Choice, FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import { PopulationChoice } from '../components/population-choice';
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
          <PopulationChoice
            view={view}
            legend={c('console.field.populations')}
            offered={writtenTo}
            chosen={typed.populations}
            fault={faults.populations}
          />
          <Field name="place" label={c('console.field.place')} hint={c('console.field.placeHint')} faults={faults}>
            {(described) => <input {...described} value={typed.place} list="areas" autocomplete="off" />}
          </Field>
          <AreaOptions areas={areas} />
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
