import type { FigureQuery, PlanSummary } from '../figure-source';
import type { Filters } from '../filters';
import { nodeText } from '../links';
import { type PlanPeriod, periodsOf } from '../plan-periods';
import type { View } from '../view';

type FilterFormProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly period: PlanPeriod | undefined;
  readonly filters: Filters;
  readonly lastDay: string;
  readonly action: (filters: Filters) => string; // this page's address with other filters
};

/** A plain form whose answer is an address: it can be kept, mailed and printed. */
export function FilterForm({ view, plan, query, period, filters, lastDay, action }: FilterFormProps) {
  const { t, format } = view;
  const kept = {
    node: filters.node === undefined ? undefined : nodeText(filters.node),
    by: filters.by,
    sort: filters.sort,
    order: filters.order,
  };
  return (
    <form class="form filters" method="get" action={action({})} aria-label={t('filter.title')}>
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <PeriodChoice view={view} periods={periodsOf(plan, lastDay)} chosen={period} />
      <label for="cut-off">{t('filter.cutOff')}</label>
      <input id="cut-off" name="cutOff" type="date" min={plan.from} max={lastDay} value={query.cutOff} aria-describedby="cut-off-hint" />
      <p id="cut-off-hint" class="hint">
        {t('filter.cutOffHint', { from: format.day(plan.from), to: format.day(lastDay) })}
      </p>
      <label for="reading">{t('filter.reading')}</label>
      <select id="reading" name="reading">
        {(['C', 'A'] as const).map((reading) => (
          <option key={reading} value={reading} selected={reading === query.reading}>
            {t(`reading.${reading}`)}
          </option>
        ))}
      </select>
      <div class="form-buttons">
        <button type="submit">{t('filter.apply')}</button>
        <a class="button button-plain" href={action({ node: filters.node, by: filters.by })}>
          {t('filter.reset')}
        </a>
      </div>
    </form>
  );
}

type PeriodChoiceProps = { readonly view: View; readonly periods: readonly PlanPeriod[]; readonly chosen: PlanPeriod | undefined };

function PeriodChoice({ view: { t }, periods, chosen }: PeriodChoiceProps) {
  return (
    <>
      <label for="period">{t('filter.period')}</label>
      <select id="period" name="period" aria-describedby="period-hint">
        <option value="">{t('period.none')}</option>
        {periods.map(({ id, kind, year }) => (
          <option key={id} value={id} selected={id === chosen?.id}>
            {t(`period.${kind}`, { year })}
          </option>
        ))}
      </select>
      <p id="period-hint" class="hint">
        {t('filter.periodHint')}
      </p>
    </>
  );
}
