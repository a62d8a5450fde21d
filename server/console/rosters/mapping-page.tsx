import { fields } from '../../rosters/mapping/fields';
import type { MappedColumn, SheetMapping } from '../../rosters/mapping/map-sheet';
import type { Cell, RosterFile } from '../../rosters/reading/roster-file';
import { PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { rosterLinks } from './links';
import type { Place } from './roster-place';

type MappingProps = {
  readonly view: View;
  readonly place: Place;
  readonly upload: string;
  readonly file: RosterFile;
  readonly mappings: readonly SheetMapping[];
  readonly fault?: string | undefined;
};

/** What each column is taken to be, with an example, to be corrected by whoever knows the file. */
export function MappingPage({ view, place, upload, file, mappings, fault }: MappingProps) {
  const r = view.words('roster-pages');
  const { organisation, group } = place;
  return (
    <Layout view={view} title={r('mapping.title')} styles={['places.css']}>
      <div class="stack">
        <div>
          <p>
            <a href={rosterLinks.organisation(organisation._id, group?._id)}>{r('title', { name: organisation.name })}</a>
          </p>
          <h1>{r('mapping.title')}</h1>
          <p class="lead">{r('mapping.lead')}</p>
          {fault === undefined ? null : (
            <p class="notice notice-bad" role="alert">
              {fault}
            </p>
          )}
          {file.hidden.length === 0 ? null : <p>{r('mapping.hidden', { sheets: file.hidden.join(', ') })}</p>}
        </div>
        {mappings.length === 0 ? (
          <p class="notice notice-bad">{r('mapping.noSheets')}</p>
        ) : (
          <PostForm view={view} action={rosterLinks.upload(organisation._id, upload)}>
            {mappings.map((mapping, index) => (
              <SheetColumns key={mapping.sheet} view={view} mapping={mapping} index={index} file={file} />
            ))}
            <button type="submit">{r('mapping.submit')}</button>
          </PostForm>
        )}
      </div>
    </Layout>
  );
}

type SheetProps = { readonly view: View; readonly mapping: SheetMapping; readonly index: number; readonly file: RosterFile };

function SheetColumns({ view, mapping, index, file }: SheetProps) {
  const r = view.words('roster-pages');
  const caption = r('mapping.sheet', { sheet: mapping.sheet });
  return (
    <table class="places">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{r('mapping.heading')}</th>
          <th scope="col">{r('mapping.sample')}</th>
          <th scope="col">{r('mapping.field')}</th>
        </tr>
      </thead>
      <tbody>
        {mapping.columns.map((column) => (
          <tr key={column.index}>
            <th scope="row">{column.heading === '' ? r('mapping.noHeading') : column.heading}</th>
            <td data-head={r('mapping.sample')}>{sampleOf(file, mapping, column)}</td>
            <td>
              <FieldChoice view={view} name={`field-${index}-${column.index}`} column={column} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FieldChoice({ view, name, column }: { readonly view: View; readonly name: string; readonly column: MappedColumn }) {
  const r = view.words('roster-pages');
  const say = view.words('rosters');
  const label = `${r('mapping.field')}: ${column.heading === '' ? r('mapping.column', { number: column.index + 1 }) : column.heading}`;
  return (
    <select name={name} aria-label={label}>
      <option value="" selected={column.field === undefined}>
        {r('mapping.unread')}
      </option>
      {fields.map((field) => (
        <option key={field} value={field} selected={field === column.field}>
          {say(`fields.${field}`)}
        </option>
      ))}
    </select>
  );
}

/** The first thing that stands in a column, of those that are read: of the others not even that is shown. */
function sampleOf(file: RosterFile, mapping: SheetMapping, { index, field }: MappedColumn): string {
  if (field === undefined) return '–';
  const rows = file.sheets.find(({ name }) => name === mapping.sheet)?.rows ?? [];
  const found = rows.find(({ line, cells }) => line > mapping.headings.lastLine && cells[index] !== undefined);
  return textOf(found?.cells[index]);
}

function textOf(cell: Cell): string {
  if (cell === undefined) return '–';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).slice(0, 60);
}
