import type { Figure } from '../../reach/figure';
import type { PlanPeriod } from '../plan-periods';
import type { View } from '../view';
import { ScrollBox } from './scroll-box';

/** One period and its figure at the period's last day. */
export type PeriodFigure = { readonly period: PlanPeriod; readonly figure: Figure };

/** The period that was chosen beside the one before it, as long as the step from one to the other may be told. */
export function PreviousPeriod({ view, now, before }: { readonly view: View; readonly now: PeriodFigure; readonly before: PeriodFigure }) {
  const { t, format } = view;
  const number = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  const tellable = now.figure.node.kind === 'plan' || now.figure.change?.low !== undefined;
  return (
    <div class="breakdown-part">
      <h2 id="previous">{t('previous.title')}</h2>
      <ScrollBox view={view} label={t('previous.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('previous.period')}</th>
              {['table.low', 'table.share', 'table.change', 'table.attendancesInPeriod'].map((head) => (
                <th key={head} scope="col" class="figure">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[now, before].map(({ period, figure: { low, verdict, change } }) => (
              <tr key={period.id}>
                <th scope="row">{t(`period.${period.kind}`, { year: period.year })}</th>
                <td class="figure">{number(tellable ? low : undefined)}</td>
                <td class="figure">{tellable && verdict !== undefined ? format.share(verdict.tenthsOfPercent) : t('card.unknown')}</td>
                <td class="figure">{change?.low === undefined ? t('card.unknown') : format.signed(change.low)}</td>
                <td class="figure">{number(change?.attendances)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}
