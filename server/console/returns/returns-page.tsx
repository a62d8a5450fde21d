import { notSent, type PeriodReturns } from '../../returns/returns-of';
import type { View } from '../view';
import { returnLinks } from './links';
import { periodLabel } from './period-label';
import type { PlanPeriods } from './period-visit';
import { ReturnsFrame, WideTable } from './returns-frame';

type Props = {
  readonly view: View;
  readonly asked: readonly PeriodReturns[];
  readonly askable: readonly PlanPeriods[];
  readonly titles: ReadonlyMap<string, string>;
};

/** The periods for which somebody owes or collects returns, and those that could be asked for. */
export function ReturnsPage({ view, asked, askable, titles }: Props) {
  const r = view.words('returns');
  const { format } = view;
  const known = new Set(asked.map(({ plan, period }) => `${plan} ${period.id}`));
  const open = askable.flatMap(({ version, periods }) =>
    periods.filter(({ id }) => !known.has(`${version.plan} ${id}`)).map((period) => ({ version, period })),
  );
  return (
    <ReturnsFrame view={view} title={r('title')} lead={r('lead')} part="returns">
      {asked.length === 0 ? <p class="soft">{r(askable.length === 0 ? 'none.returns' : 'none.asked')}</p> : null}
      {asked.length === 0 ? null : (
        <WideTable
          label={r('title')}
          heads={[
            { text: r('head.period') },
            { text: r('head.plan') },
            { text: r('head.due') },
            { text: r('head.owed'), figure: true },
            { text: r('head.toAccept'), figure: true },
            { text: r('head.accepted'), figure: true },
          ]}
        >
          {asked.map(({ plan, period, rows }) => (
            <tr key={`${plan} ${period.id}`}>
              <th scope="row">
                <a href={returnLinks.period(plan, period.id)}>{periodLabel(view, period)}</a>
              </th>
              <td>{titles.get(plan) ?? plan}</td>
              <td>{format.day(rows[0]?.due ?? period.to)}</td>
              <td class="figure">{format.number(notSent(rows).length)}</td>
              <td class="figure">{format.number(rows.filter(({ state }) => state === 'sent').length)}</td>
              <td class="figure">{format.number(rows.filter(({ state }) => state === 'accepted').length)}</td>
            </tr>
          ))}
        </WideTable>
      )}
      {open.length === 0 ? null : (
        <section>
          <h2>{r('askTitle')}</h2>
          <ul>
            {open.map(({ version, period }) => (
              <li key={`${version.plan} ${period.id}`}>
                <a href={returnLinks.ask(version.plan, period.id)}>
                  {periodLabel(view, period)}: {titles.get(version.plan) ?? version.plan}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </ReturnsFrame>
  );
}
