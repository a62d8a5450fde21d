import type { Changed } from '../../reports/lifecycle';
import type { ReportRow } from '../../storage/collections/reports';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { periodName } from './period-name';
import { ReportActs } from './report-acts';
import { ReportSteps } from './report-steps';
import { ReportText, type TextBlock } from './report-text';

type Props = {
  readonly view: View;
  readonly report: ReportRow;
  readonly blocks: readonly TextBlock[];
  readonly intact: boolean;
  readonly notice: Changed | undefined;
  readonly names: ReadonlyMap<string, string>; // of staff
};

/** A report as it will be printed, with what may be done to it in its state. */
export function ReportPage({ view, report, blocks, intact, notice, names }: Props) {
  const say = view.words('reports');
  const title = `${say('kind')}: ${periodName(say, report.period)}`;
  return (
    <Layout view={view} title={title} styles={['reports.css']}>
      <h1>{title}</h1>
      <p class="lead">
        {report.snapshot.plan.title} <strong class="tag">{say(`page.states.${report.state}`)}</strong>
      </p>
      {report.corrects === undefined ? null : <p>{say('page.corrects', { id: report.corrects })}</p>}
      <Outcome view={view} notice={notice} />
      <Frozen view={view} report={report} intact={intact} />
      <ReportSteps view={view} report={report} />
      <ReportText view={view} report={report} blocks={blocks} />
      <ReportActs view={view} report={report} names={names} />
    </Layout>
  );
}

function Outcome({ view, notice }: Pick<Props, 'view' | 'notice'>) {
  const say = view.words('reports');
  if (notice === undefined) return null;
  if (notice === 'done') return <DoneNotice text={say('page.changed.done')} />;
  return (
    <p class="notice notice-bad" role="alert">
      {say(`page.changed.${notice}`)}
    </p>
  );
}

function Frozen({ view, report: { frozen }, intact }: Pick<Props, 'view' | 'report' | 'intact'>) {
  const say = view.words('reports');
  if (frozen === undefined) return null;
  return (
    <p class={intact ? 'notice' : 'notice notice-bad'}>
      {say('page.frozen', { at: view.format.moment(frozen.at), hash: frozen.hash.slice(0, 16) })}{' '}
      {say(intact ? 'page.intact' : 'page.broken')}
    </p>
  );
}
