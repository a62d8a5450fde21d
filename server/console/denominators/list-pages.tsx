import type { DenominatorList, ListRow } from '../../storage/collections/denominator-lists';
import { FaultSummary, Field, PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { denominatorLinks } from './links';

type UploadProps = { readonly view: View; readonly given: Readonly<Record<string, string>>; readonly fault: string | undefined };

/** A list of many places at once, with what stands for all of its rows. */
export function UploadPage({ view, given, fault }: UploadProps) {
  const d = view.words('denominators');
  const faults = fault === undefined ? {} : { file: fault };
  return (
    <Layout view={view} title={d('list.title')}>
      <div class="narrow">
        <p>
          <a href={denominatorLinks.register()}>{d('title')}</a>
        </p>
        <h1>{d('list.title')}</h1>
        <p class="lead">{d('list.lead')}</p>
        <p>
          <a href={denominatorLinks.template()}>{d('list.template')}</a>
        </p>
        <FaultSummary title={d('fault.title')} faults={faults} />
        <form method="post" action={denominatorLinks.lists()} encType="multipart/form-data" class="form" novalidate>
          <input type="hidden" name="csrf" value={view.csrfToken} />
          <Field name="file" label={d('list.file')} hint={d('list.fileHint')} faults={faults}>
            {(described) => <input {...described} type="file" accept=".xlsx,.csv" required />}
          </Field>
          <fieldset>
            <legend>{d('list.forAll')}</legend>
            <p class="field-hint">{d('list.forAllHint')}</p>
            {(['asOf', 'issuer', 'document', 'method'] as const).map((name) => (
              <Field key={name} name={name} label={d(`entry.${name}`)}>
                {(described) => <input {...described} type={name === 'asOf' ? 'date' : 'text'} value={given[name] ?? ''} />}
              </Field>
            ))}
          </fieldset>
          <button type="submit">{d('list.read')}</button>
        </form>
      </div>
    </Layout>
  );
}

const statuses = ['wrong', 'new', 'changed', 'same'] as const;
const mostShown = 200;

/** What the list would enter; nothing is written before the button. */
export function ListPage({ view, list }: { readonly view: View; readonly list: DenominatorList }) {
  const d = view.words('denominators');
  const { format } = view;
  const of = (status: ListRow['status']) => list.rows.filter((row) => row.status === status);
  const entered = of('new').length + of('changed').length;
  return (
    <Layout view={view} title={d('list.check')} styles={['denominators.css']}>
      <p>
        <a href={denominatorLinks.lists()}>{d('list.title')}</a>
      </p>
      <h1>{d('list.check')}</h1>
      <p class="lead">{d(list.state === 'confirmed' ? 'list.confirmed' : 'list.checkLead')}</p>
      <ul>
        {statuses.map((status) => (
          <li key={status}>{d(`list.count.${status}`, { number: format.number(of(status).length) })}</li>
        ))}
      </ul>
      {list.state === 'confirmed' || entered === 0 ? null : (
        <PostForm view={view} action={denominatorLinks.confirmList(list._id)}>
          <button type="submit">{d('list.confirm', { number: format.number(entered) })}</button>
        </PostForm>
      )}
      {statuses.map((status) => (
        <Rows key={status} view={view} status={status} rows={of(status)} />
      ))}
    </Layout>
  );
}

function Rows({ view, status, rows }: { readonly view: View; readonly status: ListRow['status']; readonly rows: readonly ListRow[] }) {
  const d = view.words('denominators');
  if (rows.length === 0 || status === 'same') return null;
  return (
    <>
      <h2>{d(`list.rows.${status}`)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard */}
      <section class="scroll" aria-label={d(`list.rows.${status}`)} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {(status === 'wrong' ? ['line', 'place', 'fault'] : ['line', 'place', 'population', 'now', 'people', 'asOf', 'source']).map(
                (head) => (
                  <th key={head} scope="col" class={head === 'people' || head === 'now' ? 'figure' : undefined}>
                    {d(`head.${head}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).map((row) => (
              <RowCells key={row.line} view={view} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > mostShown ? <p class="soft">{d('more', { number: view.format.number(rows.length - mostShown) })}</p> : null}
    </>
  );
}

function RowCells({ view, row }: { readonly view: View; readonly row: ListRow }) {
  const d = view.words('denominators');
  const { format } = view;
  if (row.status === 'wrong') {
    return (
      <tr>
        <td>{row.line}</td>
        <th scope="row">{row.place === '' ? '–' : row.place}</th>
        <td>
          {row.faults.map(({ column, message, values }) => (
            <p key={`${column} ${message}`}>
              {column === '' ? '' : `${d(`list.column.${column}`)}: `}
              {d(`rowFault.${message}`, values)}
            </p>
          ))}
        </td>
      </tr>
    );
  }
  const { name, population, people, asOf, issuer, document } = row.entry;
  return (
    <tr>
      <td>{row.line}</td>
      <th scope="row">{name}</th>
      <td>{view.words('places')(`population.${population}`)}</td>
      <td class="figure">{row.before === undefined ? '–' : format.number(row.before)}</td>
      <td class="figure">{format.number(people)}</td>
      <td>{format.day(asOf)}</td>
      <td>
        {issuer}, {document}
      </td>
    </tr>
  );
}
