import type { Page } from '../../organisations/find-places';
import { may } from '../../staff/roles';
import type { Group } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import type { View } from '../view';
import { type ListQuery, placeLinks } from './links';
import { PlaceFrame } from './place-frame';
import { Empty, PagedTable, SearchForm } from './place-list';

type OrganisationsProps = {
  readonly view: View;
  readonly query: ListQuery;
  readonly page: Page<Organisation>;
  readonly areas: ReadonlyMap<string, string>;
};

/** All organisations that somebody may see, by name. */
export function OrganisationsPage({ view, query, page, areas }: OrganisationsProps) {
  const p = view.words('places');
  const mayAdd = view.member !== undefined && may(view.member, 'manage-places') && view.member.scope.kind !== 'organisation';
  const add = mayAdd ? (
    <>
      <a class="button" href={placeLinks.newOrganisation()}>
        {p('organisation.new')}
      </a>
      <a href={placeLinks.imports()}>{p('imports.title')}</a>
    </>
  ) : undefined;
  return (
    <PlaceFrame view={view} title={p('tabs.organisations')} tab="organisations">
      <h1>{p('tabs.organisations')}</h1>
      <SearchForm view={view} query={query} action={placeLinks.organisations()} />
      {page.rows.length === 0 ? (
        <Nothing view={view} query={query} text={p('organisation.empty')} hint={p('organisation.emptyHint')} />
      ) : (
        <PagedTable
          view={view}
          caption={p('organisation.caption')}
          heads={[p('organisation.name'), p('organisation.kind'), p('organisation.area'), p('organisation.code')]}
          rows={page.rows.map((row) => [
            <a href={placeLinks.organisation(row._id)}>{row.name}</a>,
            <>
              {p(`kind.${row.kind}`)} <ClosedMark view={view} closedOn={row.closedOn} />
            </>,
            areas.get(row.area) ?? row.area,
            <code>{row._id}</code>,
          ])}
          next={page.next === undefined ? undefined : placeLinks.organisations({ ...query, after: page.next })}
          first={query.after === undefined ? undefined : placeLinks.organisations({ ...query, after: '' })}
        />
      )}
      {add === undefined ? null : <p class="row-actions">{add}</p>}
    </PlaceFrame>
  );
}

type GroupsProps = {
  readonly view: View;
  readonly query: ListQuery;
  readonly page: Page<Group>;
  readonly organisations: ReadonlyMap<string, string>;
};

/** All groups that somebody may see, by name. */
export function GroupsPage({ view, query, page, organisations }: GroupsProps) {
  const p = view.words('places');
  return (
    <PlaceFrame view={view} title={p('tabs.groups')} tab="groups">
      <h1>{p('tabs.groups')}</h1>
      <SearchForm view={view} query={query} action={placeLinks.groups()} />
      {page.rows.length === 0 ? (
        <Nothing view={view} query={query} text={p('group.empty')} hint={p('organisation.noGroupsHint')} />
      ) : (
        <PagedTable
          view={view}
          caption={p('group.caption')}
          heads={[p('group.name'), p('group.organisation'), p('group.term'), p('group.population')]}
          rows={page.rows.map((row) => [
            <a href={placeLinks.group(row._id)}>{row.name}</a>,
            organisations.get(row.organisation) ?? row.organisation,
            <>
              {row.term?.name ?? '–'} <ClosedMark view={view} closedOn={row.closedOn} />
            </>,
            p(`population.${row.population}`),
          ])}
          next={page.next === undefined ? undefined : placeLinks.groups({ ...query, after: page.next })}
          first={query.after === undefined ? undefined : placeLinks.groups({ ...query, after: '' })}
        />
      )}
    </PlaceFrame>
  );
}

export function ClosedMark({ view, closedOn }: { readonly view: View; readonly closedOn: string | undefined }) {
  if (closedOn === undefined) return null;
  return <span class="state state-warn">{view.words('places')('organisation.closed', { day: view.format.day(closedOn) })}</span>;
}

type NothingProps = { readonly view: View; readonly query: ListQuery; readonly text: string; readonly hint: string };

function Nothing({ view, query, text, hint }: NothingProps) {
  const p = view.words('places');
  return query.q === undefined ? <Empty text={text} hint={hint} /> : <Empty text={p('search.nothing')} />;
}
