import { reportsWorkforce } from '../../denominators/workforce';
import type { Page } from '../../organisations/find-places';
import type { CodeBatch } from '../../organisations/group-codes';
import { may } from '../../staff/roles';
import type { Group } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import { DoneNotice, type Faults, Field, PostForm } from '../components/form';
import { rosterLinks } from '../rosters/links';
import type { View } from '../view';
import { BatchPanel, type TypedBatch } from './batch-panel';
import { type ListQuery, placeLinks } from './links';
import { ClosedMark } from './lists-page';
import { Crumbs, PlaceFrame } from './place-frame';
import { Empty, PagedTable, SearchForm } from './place-list';

export type OrganisationPageProps = {
  readonly view: View;
  readonly organisation: Organisation;
  readonly areaName: string;
  readonly groups: Page<Group>;
  readonly query: ListQuery;
  readonly batches: readonly CodeBatch[] | undefined; // of an establishment group
  readonly typed: TypedBatch;
  readonly faults: Faults;
  readonly today: string;
  readonly done?: string | undefined;
};

/** An organisation with its groups, or an establishment group with its cards. */
export function OrganisationPage(props: OrganisationPageProps) {
  const { view, organisation, areaName, batches, done } = props;
  const p = view.words('places');
  const mayEdit = view.member !== undefined && may(view.member, 'manage-places');
  return (
    <PlaceFrame view={view} title={organisation.name} tab="organisations">
      <div>
        <Crumbs label={p('title')} crumbs={[{ name: p('tabs.organisations'), href: placeLinks.organisations() }]} />
        <h1>{organisation.name}</h1>
        <DoneNotice text={done} />
      </div>
      <dl class="place-facts">
        <dt>{p('organisation.kind')}</dt>
        <dd>
          {p(`kind.${organisation.kind}`)} <ClosedMark view={view} closedOn={organisation.closedOn} />
        </dd>
        <dt>{p('organisation.populations')}</dt>
        <dd>{organisation.populations.map((one) => p(`population.${one}`)).join(', ')}</dd>
        <dt>{p('organisation.area')}</dt>
        <dd>{areaName}</dd>
        <dt>{p('organisation.code')}</dt>
        <dd>
          <code>{organisation._id}</code>
        </dd>
      </dl>
      {mayEdit ? (
        <p class="row-actions">
          <a class="button button-plain" href={placeLinks.editOrganisation(organisation._id)}>
            {p('organisation.edit')}
          </a>
        </p>
      ) : null}
      {batches === undefined ? <Groups {...props} /> : <Cards {...props} batches={batches} />}
      {mayEdit ? <Closing {...props} /> : null}
    </PlaceFrame>
  );
}

function Groups({ view, organisation, groups, query }: OrganisationPageProps) {
  const p = view.words('places');
  const here = placeLinks.organisation(organisation._id);
  const add = (
    <>
      <a class="button" href={placeLinks.newGroup(organisation._id)}>
        {p('group.new')}
      </a>
      <a class="button button-plain" href={rosterLinks.organisation(organisation._id)}>
        {p('tabs.rosters')}
      </a>
      {reportsWorkforce(organisation) ? (
        <a class="button button-plain" href={placeLinks.workforce(organisation._id)}>
          {view.words('workforce')('title')}
        </a>
      ) : null}
      <a href={placeLinks.importGroups(organisation._id)}>{p('tabs.imports')}</a>
      <a href={placeLinks.rollover(organisation._id)}>{p('rollover.title')}</a>
    </>
  );
  const none = groups.rows.length === 0;
  return (
    <section aria-labelledby="groups" class="stack">
      <h2 id="groups">{p('organisation.groups')}</h2>
      {none && query.q === undefined && query.closed === undefined ? null : <SearchForm view={view} query={query} action={here} />}
      {none ? (
        <Empty text={query.q === undefined ? p('organisation.noGroups') : p('search.nothing')} hint={p('organisation.noGroupsHint')} />
      ) : (
        <PagedTable
          view={view}
          caption={p('group.caption')}
          heads={[p('group.name'), p('group.term'), p('group.population')]}
          rows={groups.rows.map((row) => [
            <a href={placeLinks.group(row._id)}>{row.name}</a>,
            <>
              {row.term?.name ?? '–'} <ClosedMark view={view} closedOn={row.closedOn} />
            </>,
            p(`population.${row.population}`),
          ])}
          next={groups.next === undefined ? undefined : placeLinks.organisation(organisation._id, { ...query, after: groups.next })}
          first={query.after === undefined ? undefined : placeLinks.organisation(organisation._id, { ...query, after: '' })}
        />
      )}
      {organisation.closedOn === undefined ? <p class="row-actions">{add}</p> : null}
    </section>
  );
}

function Cards({ view, organisation, batches, typed, faults, today }: OrganisationPageProps & { readonly batches: readonly CodeBatch[] }) {
  const p = view.words('places');
  return (
    <BatchPanel
      view={view}
      title={p('organisation.cards')}
      lead={p('organisation.cardsLead')}
      batches={batches}
      action={organisation.closedOn === undefined ? placeLinks.cards(organisation._id) : undefined}
      withdraw={(batch) => placeLinks.withdrawCards(organisation._id, batch)}
      formats={['cards']}
      typed={typed}
      faults={faults}
      today={today}
    />
  );
}

function Closing({ view, organisation, today, faults }: OrganisationPageProps) {
  const p = view.words('places');
  if (organisation.closedOn !== undefined) {
    return (
      <PostForm view={view} action={placeLinks.reopenOrganisation(organisation._id)} class="">
        <button type="submit" class="small">
          {p('organisation.reopen')}
        </button>
      </PostForm>
    );
  }
  return (
    <details class="fold">
      <summary>{p('organisation.close')}</summary>
      <p class="field-hint">{p('organisation.closeLead')}</p>
      <PostForm view={view} action={placeLinks.closeOrganisation(organisation._id)}>
        <Field name="closedOn" label={p('organisation.closedOn')} faults={faults}>
          {(described) => <input {...described} type="date" value={today} required />}
        </Field>
        <button type="submit" class="danger">
          {p('organisation.close')}
        </button>
      </PostForm>
    </details>
  );
}
