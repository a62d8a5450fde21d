import type { DueDate } from '../../reports/due-dates';
import type { ReportPeriod } from '../../reports/report-period';
import type { ReportRow } from '../../storage/collections/reports';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
import { reportLinks } from './links';
import { periodName } from './period-name';

/** One period of one plan: whether the plan wants a report of it, by when, and what there is of it. */
export type PeriodRow = {
  readonly plan: PlanSummary;
  readonly period: ReportPeriod;
  readonly wanted: boolean;
  readonly due: DueDate | undefined;
  readonly overdue: boolean;
  readonly reports: readonly ReportRow[];
};

type Props = { readonly view: View; readonly rows: readonly PeriodRow[] };

export function ReportsPage({ view, rows }: Props) {
  const say = view.words('reports');
  return (
    <Layout view={view} title={say('page.title')}>
      <h1>{say('page.title')}</h1>
      <p class="lead">{say('page.lead')}</p>
      <h2>{say('page.due')}</h2>
      {rows.length === 0 ? <p>{say('page.none')}</p> : <Periods view={view} rows={rows} />}
    </Layout>
  );
}

function Periods({ view, rows }: Props) {
  const say = view.words('reports');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={say('page.due')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('page.period')}</th>
            <th scope="col">{say('page.plan')}</th>
            <th scope="col">{say('page.window')}</th>
            <th scope="col">{say('page.deadline')}</th>
            <th scope="col">{say('page.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Period key={`${row.plan.id} ${row.period.id}`} view={view} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Period({ view, row: { plan, period, wanted, due, overdue, reports } }: { readonly view: View; readonly row: PeriodRow }) {
  const { format } = view;
  const say = view.words('reports');
  return (
    <tr>
      <th scope="row">
        {periodName(say, period)}
        <br />
        <small>{say(wanted ? 'page.wanted' : 'page.notWanted')}</small>
      </th>
      <td>{plan.number}</td>
      <td>
        {format.day(period.from)} – {format.day(period.to)}
      </td>
      <td>{due === undefined ? say('page.noDeadline') : <Deadline view={view} due={due} overdue={overdue} />}</td>
      <td>
        {reports.map((report) => (
          <p key={report._id}>
            <a href={reportLinks.report(report._id)}>{say(`page.states.${report.state}`)}</a>
          </p>
        ))}
        {reports.length === 0 ? <a href={reportLinks.begin(plan.id, period.id)}>{say('page.start')}</a> : null}
      </td>
    </tr>
  );
}

function Deadline({ view, due, overdue }: { readonly view: View; readonly due: DueDate; readonly overdue: boolean }) {
  const { format } = view;
  const say = view.words('reports');
  return (
    <>
      {say('page.before', { day: format.day(due.late) })}
      <br />
      <small>
        {say('page.cutOff')}: {format.day(due.cutOff)}
      </small>
      {overdue ? <strong class="late"> {say('page.overdue')}</strong> : null}
    </>
  );
}
