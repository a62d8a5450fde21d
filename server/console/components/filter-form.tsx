import type { FigureQuery, PlanSummary } from '../figure-source';
import type { Filters } from '../filters';
import { nodeText } from '../links';
import type { View } from '../view';

type FilterFormProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly query: FigureQuery;
  readonly filters: Filters;
  readonly lastDay: string;
  readonly action: (filters: Filters) => string; // this page's address with other filters
};

/** A plain form whose answer is an address: it can be kept, mailed and printed. */
export function FilterForm({ view: { t, format }, plan, query, filters, lastDay, action }: FilterFormProps) {
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
