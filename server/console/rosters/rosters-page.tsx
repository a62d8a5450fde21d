import { dayOf } from '../../reach/period';
import type { Group } from '../../storage/collections/groups';
import type { RosterBasis } from '../../storage/collections/roster-bases';
import type { RosterImport } from '../../storage/collections/roster-imports';
import { FaultSummary, type Faults, Field, SelectField } from '../components/form';
import { Layout } from '../components/layout';
import { placeLinks } from '../places/links';
import type { View } from '../view';
import { rosterLinks } from './links';
import type { Place } from './roster-place';

type RostersProps = {
  readonly view: View;
  readonly place: Place;
  readonly groups: readonly Group[];
  readonly bases: readonly RosterBasis[]; // that stand
  readonly imports: readonly RosterImport[];
  readonly faults: Faults;
};

/** The rosters of an organisation: a file is brought here, and what was brought before. */
export function RostersPage({ view, place, groups, bases, imports, faults }: RostersProps) {
  const r = view.words('roster-pages');
  const { organisation, group } = place;
  const back = group === undefined ? placeLinks.organisation(organisation._id) : placeLinks.group(group._id);
  const title = r('title', { name: group === undefined ? organisation.name : `${group.name}, ${organisation.name}` });
  return (
    <Layout view={view} title={title} styles={['places.css']}>
      <div class="stack">
        <div>
          <p>
            <a href={back}>{r('back')}</a>
          </p>
          <h1>{title}</h1>
          <p class="lead">{r('lead')}</p>
          <FaultSummary title={r('faults')} faults={faults} />
        </div>
        <section class="panel narrow" aria-labelledby="upload">
          <h2 id="upload">{r('upload.title')}</h2>
          <form method="post" action={rosterLinks.organisation(organisation._id, group?._id)} enctype="multipart/form-data" class="form">
            <input type="hidden" name="csrf" value={view.csrfToken} />
            <Field name="file" label={r('upload.file')} hint={r('upload.fileHint')} faults={faults}>
              {(described) => <input {...described} type="file" accept=".xlsx,.csv,text/csv" required />}
            </Field>
            {group === undefined ? (
              <SelectField
                name="group"
                label={r('upload.group')}
                choices={[
                  { value: '', label: r('upload.wholeOrganisation') },
                  ...groups.map(({ _id, name, term }) => ({ value: _id, label: term === undefined ? name : `${name} (${term.name})` })),
                ]}
              />
            ) : null}
            {bases.length === 0 ? null : (
              <SelectField
                name="basis"
                label={r('upload.basis')}
                choices={[
                  { value: '', label: r('upload.noBasis') },
                  ...bases.map(({ _id, document }) => ({ value: _id, label: document })),
                ]}
              />
            )}
            <button type="submit">{r('upload.submit')}</button>
          </form>
        </section>
        <Imports view={view} organisation={organisation._id} imports={imports} />
        {group === undefined ? (
          <p>
            <a href={rosterLinks.bases(organisation._id)}>{r('basis.title')}</a>
          </p>
        ) : null}
      </div>
    </Layout>
  );
}

type ImportsProps = { readonly view: View; readonly organisation: string; readonly imports: readonly RosterImport[] };

function Imports({ view, organisation, imports }: ImportsProps) {
  const r = view.words('roster-pages');
  return (
    <section aria-labelledby="imports">
      <h2 id="imports">{r('imports.title')}</h2>
      {imports.length === 0 ? <p class="soft">{r('imports.none')}</p> : null}
      <ul class="earlier">
        {imports.map(({ _id, stagedAt, state, counts }) => (
          <li key={_id}>
            <a href={rosterLinks.import(organisation, _id)}>{view.format.day(dayOf(stagedAt))}</a>{' '}
            <span class="state">{r(`state.${state}`)}</span> <span class="soft">{r('dry.counts', { ...counts })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
