import { isOverdue } from '../../people/data-requests';
import type { DataRequest } from '../../storage/collections/data-requests';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks } from './links';

type PageProps = {
  readonly view: View;
  readonly open: readonly DataRequest[];
  readonly closed: readonly DataRequest[];
  readonly now: Date;
  readonly done: string | undefined;
};

/** What waits for an answer, the most urgent first, and what was answered last. */
export function RequestsPage({ view, open, closed, now }: PageProps) {
  const s = view.words('people');
  const overdue = open.filter((row) => isOverdue(row, now)).length;
  return (
    <Layout view={view} title={s('requests.title')} styles={['people.css']}>
      <div class="stack">
        <h1>{s('requests.title')}</h1>
        <p class="lead">{s('requests.lead')}</p>
        {overdue === 0 ? null : (
          <p class="notice notice-bad" role="alert">
            {s('requests.overdue', { count: overdue })}
          </p>
        )}
        <p>
          <a class="button" href={peopleLinks.newRequest()}>
            {s('requests.new')}
          </a>
        </p>
        <h2>{s('requests.open')}</h2>
        {open.length === 0 ? <p>{s('requests.noneOpen')}</p> : <Table view={view} rows={open} now={now} />}
        <h2>{s('requests.closed')}</h2>
        {closed.length === 0 ? <p>{s('requests.noneClosed')}</p> : <Table view={view} rows={closed} now={now} />}
      </div>
    </Layout>
  );
}

function Table({ view, rows, now }: { readonly view: View; readonly rows: readonly DataRequest[]; readonly now: Date }) {
  const s = view.words('people');
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            {['number', 'kind', 'from', 'due', 'state'].map((column) => (
              <th scope="col" key={column}>
                {s(`requests.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row._id}>
              <th scope="row">
                <a href={peopleLinks.request(row._id)}>{row._id}</a>
              </th>
              <td>{s(`kind.${row.kind}`)}</td>
              <td>{s(`from.${row.from}`)}</td>
              <td>{view.format.moment(row.due)}</td>
              <td class={isOverdue(row, now) ? 'overdue' : undefined}>{s(`state.${stateOf(row, now)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function stateOf(row: DataRequest, now: Date): string {
  if (row.open !== true) return row.outcome ?? 'done';
  if (isOverdue(row, now)) return 'overdue';
  return row.acknowledgedAt === undefined ? 'new' : 'acknowledged';
}
