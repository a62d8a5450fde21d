import { mayUndo } from '../../organisations/staged/apply';
import { rowsPerPage, undoForMs } from '../../organisations/staged/stage';
import type { Group } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import type { PlaceImport, PlaceRow, PlaceRowStatus } from '../../storage/collections/place-imports';
import { PostForm } from '../components/form';
import type { View } from '../view';
import { placeLinks } from './links';
import { PlaceFrame } from './place-frame';

export const statuses = ['wrong', 'new', 'changed', 'same'] as const satisfies readonly PlaceRowStatus[];

type ImportProps = {
  readonly view: View;
  readonly found: PlaceImport;
  readonly status: PlaceRowStatus;
  readonly page: number;
  readonly rows: readonly PlaceRow[];
  readonly now: Date;
};

/** What a file would do, or did, row by row. */
export function ImportPage({ view, found, status, page, rows, now }: ImportProps) {
  const p = view.words('places');
  const { format } = view;
  const title = `${p(`imports.kind.${found.kind}`)}: ${p(`import.${found.state}`)}`;
  return (
    <PlaceFrame view={view} title={title} tab="imports">
      <div>
        <h1>{title}</h1>
        <p class="lead">{p('imports.counts', { ...found.counts })}</p>
        {found.left === undefined || found.left === 0 ? null : (
          <p class="notice" role="status">
            {p('import.left', { count: found.left })}
          </p>
        )}
      </div>
      <Acts view={view} found={found} now={now} />
      <nav class="tabs" aria-label={p('import.tabs')}>
        {statuses.map((one) => (
          <a key={one} href={placeLinks.import(found._id, one)} aria-current={one === status ? 'page' : undefined}>
            {p(`import.status.${one}`)} ({format.number(found.counts[one])})
          </a>
        ))}
      </nav>
      <p>{p(`import.statusHint.${status}`)}</p>
      {rows.length === 0 ? <p class="soft">{p('import.empty')}</p> : <RowTable view={view} status={status} rows={rows} />}
      <Pages view={view} found={found} status={status} page={page} />
    </PlaceFrame>
  );
}

function Acts({ view, found, now }: Pick<ImportProps, 'view' | 'found' | 'now'>) {
  const p = view.words('places');
  const { format } = view;
  const count = found.counts.new + found.counts.changed;
  const back =
    found.organisation === undefined
      ? found.kind === 'organisations'
        ? placeLinks.organisations()
        : placeLinks.groups()
      : placeLinks.organisation(found.organisation);
  if (found.state === 'staged' && count === 0) {
    return (
      <p>
        {p('import.nothing')} <a href={placeLinks.imports()}>{p('imports.title')}</a>
      </p>
    );
  }
  if (found.state === 'staged') {
    const words = found.counts.wrong === 0 ? 'import.confirm' : 'import.confirmSkipping';
    return (
      <PostForm view={view} action={placeLinks.confirmImport(found._id)}>
        <p class="field-hint">{p('import.until', { at: format.moment(found.expiresAt) })}</p>
        <button type="submit">{p(words, { count: format.number(count), wrong: format.number(found.counts.wrong) })}</button>
      </PostForm>
    );
  }
  return (
    <>
      <p>
        <a class="button button-plain" href={back}>
          {p('import.back')}
        </a>
      </p>
      {mayUndo(found, now) ? (
        <PostForm view={view} action={placeLinks.undoImport(found._id)}>
          <p class="field-hint">{p('import.undoLead', { at: format.moment(new Date((found.confirmedAt?.getTime() ?? 0) + undoForMs)) })}</p>
          <button type="submit" class="danger">
            {p('import.undo')}
          </button>
        </PostForm>
      ) : null}
    </>
  );
}

type RowTableProps = { readonly view: View; readonly status: PlaceRowStatus; readonly rows: readonly PlaceRow[] };

function RowTable({ view, status, rows }: RowTableProps) {
  const p = view.words('places');
  const last = status === 'wrong' ? p('import.reason') : status === 'same' ? undefined : p('import.change');
  return (
    <table class="places">
      <thead>
        <tr>
          <th scope="col">{p('import.name')}</th>
          <th scope="col">{p('import.line')}</th>
          {last === undefined ? null : <th scope="col">{last}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.line}`}>
            <th scope="row">{row.name === '' ? '–' : row.name}</th>
            <td data-head={p('import.line')}>{view.format.number(row.line)}</td>
            {last === undefined ? null : <td data-head={last}>{status === 'wrong' ? reasons(view, row) : changes(view, row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function reasons(view: View, { faults }: PlaceRow): string {
  const say = view.words('imports');
  return faults.map(({ message, values }) => say(message, values)).join(' ');
}

/** In words what becomes different, field by field. */
function changes(view: View, { before, after }: PlaceRow): string {
  const p = view.words('places');
  if (after === undefined) return '';
  const told = tell(view, after);
  if (before === undefined) return told.map(({ text }) => text).join(', ');
  const was = new Map(tell(view, before).map(({ key, text }) => [key, text]));
  const changed = told.flatMap(({ key, text }) => {
    const earlier = was.get(key);
    return earlier === text ? [] : [earlier === undefined ? text : p('import.becomes', { before: earlier, after: text })];
  });
  return changed.join(', ');
}

function tell(view: View, place: Organisation | Group): readonly { readonly key: string; readonly text: string }[] {
  const p = view.words('places');
  const closed =
    place.closedOn === undefined ? [] : [{ key: 'closed', text: p('import.closes', { day: view.format.day(place.closedOn) }) }];
  const common = [{ key: 'name', text: place.name }, ...closed];
  if ('kind' in place) {
    const kept = place.populations.map((one) => p(`population.${one}`)).join('; ');
    return [
      ...common,
      { key: 'kind', text: p(`kind.${place.kind}`) },
      { key: 'area', text: place.area },
      { key: 'populations', text: kept },
    ];
  }
  const term = place.term === undefined ? [] : [{ key: 'term', text: place.term.name }];
  return [...common, { key: 'population', text: p(`population.${place.population}`) }, ...term];
}

function Pages({ view, found, status, page }: Omit<ImportProps, 'rows' | 'now'>) {
  const p = view.words('places');
  const pages = Math.max(1, Math.ceil(found.counts[status] / rowsPerPage));
  if (pages === 1) return null;
  return (
    <p class="row-actions">
      {page > 1 ? <a href={placeLinks.import(found._id, status, page - 1)}>{p('import.previous')}</a> : null}
      <span>
        {view.format.number(page)} / {view.format.number(pages)}
      </span>
      {page < pages ? <a href={placeLinks.import(found._id, status, page + 1)}>{p('import.next')}</a> : null}
    </p>
  );
}
