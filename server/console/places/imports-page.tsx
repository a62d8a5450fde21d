import { dayOf } from '../../reach/period';
import type { Organisation } from '../../storage/collections/organisations';
import type { PlaceImport } from '../../storage/collections/place-imports';
import { FaultSummary, type Faults, Field } from '../components/form';
import type { View } from '../view';
import { placeLinks } from './links';
import { Crumbs, PlaceFrame } from './place-frame';

type ImportsProps = {
  readonly view: View;
  readonly imports: readonly PlaceImport[];
  readonly faults: Faults; // by the kind whose file it was
  readonly organisation?: Pick<Organisation, '_id' | 'name'>; // for groups of one
  readonly mayAddOrganisations: boolean;
};

/** Where a list of organisations or groups is brought in, and what was brought before. */
export function ImportsPage({ view, imports, faults, organisation, mayAddOrganisations }: ImportsProps) {
  const p = view.words('places');
  return (
    <PlaceFrame view={view} title={p('imports.title')} tab="imports">
      <div>
        {organisation === undefined ? null : (
          <Crumbs label={p('title')} crumbs={[{ name: organisation.name, href: placeLinks.organisation(organisation._id) }]} />
        )}
        <h1>{organisation === undefined ? p('imports.title') : p('imports.groupsOf', { name: organisation.name })}</h1>
        <p class="lead">{p('imports.lead')}</p>
        <FaultSummary title={p('form.faults')} faults={faults} />
      </div>
      {mayAddOrganisations && organisation === undefined ? (
        <FileForm view={view} kind="organisations" action={placeLinks.importFile('organisations')} faults={faults} />
      ) : null}
      <FileForm
        view={view}
        kind={organisation === undefined ? 'groups' : 'groupsOf'}
        action={organisation === undefined ? placeLinks.importFile('groups') : placeLinks.importGroups(organisation._id)}
        faults={faults}
        {...(organisation === undefined ? {} : { name: organisation.name })}
      />
      <Earlier view={view} imports={imports} />
    </PlaceFrame>
  );
}

type FileFormProps = {
  readonly view: View;
  readonly kind: 'organisations' | 'groups' | 'groupsOf';
  readonly name?: string;
  readonly action: string;
  readonly faults: Faults;
};

function FileForm({ view, kind, name, action, faults }: FileFormProps) {
  const p = view.words('places');
  return (
    <section class="panel" aria-labelledby={`file-${kind}`}>
      <h2 id={`file-${kind}`}>{p(`imports.${kind}`, { name: name ?? '' })}</h2>
      <form method="post" action={action} enctype="multipart/form-data" class="form">
        <input type="hidden" name="csrf" value={view.csrfToken} />
        <Field name={kind} label={p('imports.file')} hint={`${p(`imports.${kind}Hint`)} ${p('imports.fileHint')}`} faults={faults}>
          {(described) => <input {...described} name="file" type="file" accept=".xlsx,.csv,text/csv" required />}
        </Field>
        <button type="submit">{p('imports.submit')}</button>
      </form>
    </section>
  );
}

function Earlier({ view, imports }: { readonly view: View; readonly imports: readonly PlaceImport[] }) {
  const p = view.words('places');
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{p('imports.earlier')}</h2>
      {imports.length === 0 ? <p class="soft">{p('imports.none')}</p> : null}
      <ul class="earlier">
        {imports.map((one) => (
          <li key={one._id}>
            <a href={placeLinks.import(one._id)}>
              {p(`imports.kind.${one.kind}`)}, {view.format.day(dayOf(one.at))}
            </a>{' '}
            <span class="state">{p(`imports.state.${one.state}`)}</span> <span class="soft">{p('imports.counts', { ...one.counts })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
