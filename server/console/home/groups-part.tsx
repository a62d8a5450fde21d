import type { GroupProgress } from '../../progress/group-progress';
import { may } from '../../staff/roles';
import type { Group } from '../../storage/collections/groups';
import { peopleLinks } from '../people/links';
import { placeLinks } from '../places/links';
import type { View } from '../view';
import { homeLinks } from './links';

export type GroupsProps = {
  readonly view: View;
  readonly groups: readonly Group[];
  readonly progress: ReadonlyMap<string, GroupProgress>;
  readonly organisations: ReadonlyMap<string, string>; // names
  readonly next: string | undefined; // where the following groups begin
  readonly isFirst: boolean;
};

/** How far each group is; what is small is not told. */
export function GroupsPart(props: GroupsProps) {
  const { view, groups, next, isFirst } = props;
  const s = view.words('home');
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">{s('groups.title')}</h2>
      {groups.length === 0 ? <NoGroups view={view} /> : <p class="field-hint">{s('groups.lead')}</p>}
      <ul class="home-groups">
        {groups.map((group) => (
          <GroupCard key={group._id} {...props} group={group} />
        ))}
      </ul>
      <p class="row-actions">
        {isFirst ? null : <a href={homeLinks.home()}>{s('groups.first')}</a>}
        {next === undefined ? null : (
          <a class="button button-plain" href={homeLinks.home(next)} rel="next">
            {s('groups.next')}
          </a>
        )}
      </p>
    </section>
  );
}

function NoGroups({ view }: { readonly view: View }) {
  const s = view.words('home');
  return (
    <div class="panel">
      <p>{s('groups.none')}</p>
    </div>
  );
}

function GroupCard({ view, group, progress, organisations }: GroupsProps & { readonly group: Group }) {
  const s = view.words('home');
  const known = progress.get(group._id);
  const isMinors = group.population === 'upper-secondary' || group.population === 'vocational';
  const slips = isMinors && view.member !== undefined && may(view.member, 'record-consents');
  return (
    <li class="panel">
      <h3>
        <a href={placeLinks.group(group._id)}>{group.name}</a>
      </h3>
      <p class="soft">{organisations.get(group.organisation) ?? group.organisation}</p>
      {known === undefined ? null : <Numbers view={view} known={known} />}
      {slips ? (
        <p>
          <a href={peopleLinks.classSlips(group._id)} aria-label={s('groups.slipsOf', { name: group.name })}>
            {s('groups.slips')}
          </a>
        </p>
      ) : null}
    </li>
  );
}

function Numbers({ view, known }: { readonly view: View; readonly known: GroupProgress }) {
  const s = view.words('home');
  const { number } = view.format;
  if (known.codes === 0) return <p>{s('groups.noCodes')}</p>;
  return (
    <dl class="meeting-facts">
      <div>
        <dt>{s('groups.claimed')}</dt>
        <dd>{s('groups.of', { some: number(known.claimed), all: number(known.codes) })}</dd>
      </div>
      <div>
        <dt>{s('groups.notConfirmed')}</dt>
        <dd>{number(known.notConfirmed)}</dd>
      </div>
      <div>
        <dt>{s('groups.reached')}</dt>
        <dd>{known.reached === undefined ? s('groups.few') : s('groups.atLeast', { count: known.reached })}</dd>
      </div>
    </dl>
  );
}
