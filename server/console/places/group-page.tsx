import type { CodeBatch } from '../../organisations/group-codes';
import { dayOf } from '../../reach/period';
import { DoneNotice, Field, PostForm } from '../components/form';
import { rosterLinks } from '../rosters/links';
import { BatchPanel, type TypedBatch } from './batch-panel';
import { CodePanel, type CodePanelProps } from './code-panel';
import { placeLinks } from './links';
import { ClosedMark } from './lists-page';
import { Crumbs, PlaceFrame } from './place-frame';

export type GroupPageProps = CodePanelProps & {
  readonly organisationName: string;
  readonly batches: readonly CodeBatch[];
  readonly typed: TypedBatch;
  readonly done?: string | undefined;
};

/** A group: its code and everything that is printed with it, and its single-use codes. */
export function GroupPage(props: GroupPageProps) {
  const { view, group, organisationName, done, batches, typed, faults, today } = props;
  const p = view.words('places');
  const crumbs = [
    { name: p('tabs.organisations'), href: placeLinks.organisations() },
    { name: organisationName, href: placeLinks.organisation(group.organisation) },
  ];
  return (
    <PlaceFrame view={view} title={`${group.name}, ${organisationName}`} tab="groups">
      <div>
        <Crumbs label={p('title')} crumbs={view.member?.scope.kind === 'group' ? [] : crumbs} />
        <h1>
          {group.name} <ClosedMark view={view} closedOn={group.closedOn} />
        </h1>
        <DoneNotice text={done} />
      </div>
      <Facts {...props} />
      <CodePanel {...props} />
      <BatchPanel
        view={view}
        title={p('batch.title')}
        lead={p('batch.lead')}
        batches={batches}
        action={group.closedOn === undefined ? placeLinks.batch(group._id) : undefined}
        withdraw={(batch) => placeLinks.withdrawBatch(group._id, batch)}
        formats={['cards', 'list']}
        typed={typed}
        faults={faults}
        today={today}
      />
      <Closing {...props} />
    </PlaceFrame>
  );
}

function Facts({ view, group, organisationName }: GroupPageProps) {
  const p = view.words('places');
  const { format } = view;
  const { term } = group;
  return (
    <>
      <dl class="place-facts">
        <dt>{p('group.organisation')}</dt>
        <dd>{organisationName}</dd>
        <dt>{p('group.population')}</dt>
        <dd>{p(`population.${group.population}`)}</dd>
        {term === undefined ? null : (
          <>
            <dt>{p('group.term')}</dt>
            <dd>{p('group.termOf', { term: term.name, from: format.day(term.from), to: format.day(dayBefore(term.to)) })}</dd>
          </>
        )}
        <dt>{p('organisation.code')}</dt>
        <dd>
          <code>{group._id}</code>
        </dd>
      </dl>
      <p class="row-actions">
        <a class="button button-plain" href={placeLinks.editGroup(group._id)}>
          {p('group.edit')}
        </a>
        <a href={rosterLinks.organisation(group.organisation, group._id)}>{p('tabs.rosters')}</a>
      </p>
    </>
  );
}

function Closing({ view, group, today, faults }: GroupPageProps) {
  const p = view.words('places');
  if (group.closedOn !== undefined) {
    return (
      <PostForm view={view} action={placeLinks.reopenGroup(group._id)} class="">
        <button type="submit" class="small">
          {p('organisation.reopen')}
        </button>
      </PostForm>
    );
  }
  return (
    <details class="fold">
      <summary>{p('group.close')}</summary>
      <p class="field-hint">{p('group.closeLead')}</p>
      <PostForm view={view} action={placeLinks.closeGroup(group._id)}>
        <Field name="closedOn" label={p('organisation.closedOn')} faults={faults}>
          {(described) => <input {...described} type="date" value={today} required />}
        </Field>
        <button type="submit" class="danger">
          {p('group.close')}
        </button>
      </PostForm>
    </details>
  );
}

function dayBefore(day: string): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00+07:00`) - 1));
}
