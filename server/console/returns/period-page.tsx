import type { ReportPeriod } from '../../reports/report-period';
import { notSent } from '../../returns/returns-of';
import { may } from '../../staff/roles';
import type { UnitReturn } from '../../storage/collections/unit-returns';
import { FaultSummary } from '../components/form';
import type { View } from '../view';
import { returnLinks } from './links';
import { periodLabel } from './period-label';
import { ReturnsFrame, WideTable } from './returns-frame';

type Props = {
  readonly view: View;
  readonly plan: string;
  readonly period: ReportPeriod;
  readonly rows: readonly UnitReturn[];
  readonly today: string;
  readonly collects: boolean; // sees the whole plan
  readonly faults: readonly string[];
  readonly done: string | undefined;
};

/** Every unit's return of one period: who has not sent, what waits for acceptance. */
export function PeriodPage({ view, plan, period, rows, today, collects, faults, done }: Props) {
  const r = view.words('returns');
  const { format, member } = view;
  const missing = notSent(rows).length;
  const writes = member !== undefined && may(member, 'write-reports');
  return (
    <ReturnsFrame view={view} title={periodLabel(view, period)} lead={r('periodLead', counts(view, rows))} part="returns" done={done}>
      <FaultSummary
        title={r('fault.file')}
        faults={Object.fromEntries(faults.map((text, index) => [index === 0 ? 'file' : `file-${index}`, text]))}
      />
      <p class="row-actions">
        <a href={returnLinks.form(plan, period.id)}>{r('form')}</a>
        {writes && missing > 0 ? <a href={returnLinks.reminder(plan, period.id)}>{r('reminder.title')}</a> : null}
        {writes && collects ? <a href={returnLinks.ask(plan, period.id)}>{r('askMore')}</a> : null}
      </p>
      <WideTable
        label={periodLabel(view, period)}
        heads={[
          { text: r('head.unit') },
          { text: r('head.state') },
          { text: r('column.meetings'), figure: true },
          { text: r('column.attendances'), figure: true },
          { text: r('head.reminded') },
        ]}
      >
        {rows.map(({ _id, name, state, values, due, acts }) => {
          const reminded = acts.findLast(({ did }) => did === 'reminded');
          const late = (state === 'asked' || state === 'returned') && today > due;
          return (
            <tr key={_id}>
              <th scope="row">
                <a href={returnLinks.one(_id)}>{name}</a>
              </th>
              <td>
                <span class={stateClass(state)}>{r(`state.${state}`)}</span>
                {late ? <strong> {r('late')}</strong> : null}
              </td>
              <td class="figure">{values === undefined ? '–' : format.number(values.meetings)}</td>
              <td class="figure">{values === undefined ? '–' : format.number(values.attendances)}</td>
              <td>{reminded === undefined ? '–' : format.moment(reminded.at)}</td>
            </tr>
          );
        })}
      </WideTable>
      <section class="panel narrow">
        <h2>{r('fileTitle')}</h2>
        <p>{r('fileLead')}</p>
        <form method="post" action={returnLinks.file(plan, period.id)} encType="multipart/form-data" class="form">
          <input type="hidden" name="csrf" value={view.csrfToken} />
          <div class="field">
            <label for="field-file">{r('fileChoose')}</label>
            <input id="field-file" type="file" name="file" accept=".xlsx,.csv" required />
          </div>
          <button type="submit">{r('fileSend')}</button>
        </form>
      </section>
    </ReturnsFrame>
  );
}

export function stateClass(state: UnitReturn['state']): string {
  return { asked: 'state state-warn', sent: 'state', returned: 'state state-bad', accepted: 'state state-good' }[state];
}

function counts({ format }: View, rows: readonly UnitReturn[]) {
  const of = (state: UnitReturn['state']) => format.number(rows.filter((row) => row.state === state).length);
  return { all: format.number(rows.length), asked: of('asked'), sent: of('sent'), returned: of('returned'), accepted: of('accepted') };
}
