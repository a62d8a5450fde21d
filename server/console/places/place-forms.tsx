import { populations } from '../../../courses/model';
import type { Area } from '../../storage/collections/areas';
import type { OrganisationKind } from '../../storage/collections/organisations';
import { AreaOptions } from '../components/area-options';
import { FaultSummary, type Faults, Field, PostForm, SelectField } from '../components/form';
import { PopulationChoice } from '../components/population-choice';
import type { View } from '../view';
import { placeLinks } from './links';
import { Crumbs, PlaceFrame } from './place-frame';

export type TypedOrganisation = {
  readonly name: string;
  readonly kind: string;
  readonly area: string;
  readonly populations: readonly string[];
  readonly establishments: string;
};

type OrganisationFormProps = {
  readonly view: View;
  readonly id?: string;
  readonly typed: TypedOrganisation;
  readonly faults: Faults;
  readonly kinds: readonly OrganisationKind[];
  readonly areas: readonly Area[]; // offered while there are not too many
};

/** A new organisation, or one that is changed. */
export function OrganisationForm({ view, id, typed, faults, kinds, areas }: OrganisationFormProps) {
  const p = view.words('places');
  const title = p(id === undefined ? 'organisation.new' : 'organisation.edit');
  const back = id === undefined ? placeLinks.organisations() : placeLinks.organisation(id);
  return (
    <PlaceFrame view={view} title={title} tab="organisations">
      <div class="narrow">
        <Crumbs label={p('title')} crumbs={[{ name: p('tabs.organisations'), href: placeLinks.organisations() }]} />
        <h1>{title}</h1>
        <FaultSummary title={p('form.faults')} faults={faults} />
        <PostForm view={view} action={id === undefined ? placeLinks.newOrganisation() : placeLinks.editOrganisation(id)}>
          <Field name="name" label={p('organisation.name')} hint={p('organisation.nameHint')} faults={faults}>
            {(described) => <input {...described} value={typed.name} required maxLength={200} />}
          </Field>
          <SelectField
            name="kind"
            label={p('organisation.kind')}
            faults={faults}
            value={typed.kind}
            choices={kinds.map((kind) => ({ value: kind, label: p(`kind.${kind}`) }))}
          />
          <Field name="area" label={p('organisation.area')} hint={p('organisation.areaHint')} faults={faults}>
            {(described) => <input {...described} value={typed.area} list="areas" required maxLength={100} autocomplete="off" />}
          </Field>
          <AreaOptions areas={areas} />
          <PopulationChoice
            view={view}
            legend={p('organisation.populations')}
            offered={populations}
            chosen={typed.populations}
            fault={faults.populations}
          />
          <Field name="establishments" label={p('organisation.establishments')} hint={p('organisation.establishmentsHint')} faults={faults}>
            {(described) => <input {...described} type="number" min={5} value={typed.establishments} />}
          </Field>
          <div class="row-actions">
            <button type="submit">{p('form.save')}</button>
            <a href={back}>{p('form.cancel')}</a>
          </div>
        </PostForm>
      </div>
    </PlaceFrame>
  );
}

export type TypedGroup = { readonly name: string; readonly population: string; readonly term: string };

type GroupFormProps = {
  readonly view: View;
  readonly id?: string;
  readonly organisation: { readonly id: string; readonly name: string; readonly populations: readonly string[] };
  readonly typed: TypedGroup;
  readonly faults: Faults;
};

/** A new group of an organisation, or one that is changed. */
export function GroupForm({ view, id, organisation, typed, faults }: GroupFormProps) {
  const p = view.words('places');
  const title = p(id === undefined ? 'group.new' : 'group.edit');
  return (
    <PlaceFrame view={view} title={`${title}, ${organisation.name}`} tab="groups">
      <div class="narrow">
        <Crumbs
          label={p('title')}
          crumbs={view.member?.scope.kind === 'group' ? [] : [{ name: organisation.name, href: placeLinks.organisation(organisation.id) }]}
        />
        <h1>{title}</h1>
        <FaultSummary title={p('form.faults')} faults={faults} />
        <PostForm view={view} action={id === undefined ? placeLinks.newGroup(organisation.id) : placeLinks.editGroup(id)}>
          <Field name="name" label={p('group.name')} hint={p('group.nameHint')} faults={faults}>
            {(described) => <input {...described} value={typed.name} required maxLength={200} />}
          </Field>
          <SelectField
            name="population"
            label={p('group.population')}
            faults={faults}
            value={typed.population}
            choices={organisation.populations.map((value) => ({ value, label: p(`population.${value}`) }))}
          />
          <Field name="term" label={p('group.term')} hint={p('group.termHint')} faults={faults}>
            {(described) => <input {...described} value={typed.term} maxLength={20} />}
          </Field>
          <div class="row-actions">
            <button type="submit">{p('form.save')}</button>
            <a href={id === undefined ? placeLinks.organisation(organisation.id) : placeLinks.group(id)}>{p('form.cancel')}</a>
          </div>
        </PostForm>
      </div>
    </PlaceFrame>
  );
}
