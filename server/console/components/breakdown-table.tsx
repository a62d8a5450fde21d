import type { Figure } from '../../reach/figure';
import { type Filters, frameOf, type SortColumn, sortColumns } from '../filters';
import { knownDenominator } from '../known-denominator';
import { links } from '../links';
import type { View } from '../view';
import { ProgressBar } from './progress-bar';
import { RowResult } from './row-result';

type BreakdownProps = {
  readonly view: View;
  readonly rows: readonly Figure[];
  readonly by: 'area' | 'organisation';
  readonly total: Figure; // the node the rows stand under
  readonly filters: Filters;
};

/** One row for each area or organisation; the CSV file has the same rows in the same order. */
export function BreakdownTable({ view, rows, by, total, filters }: BreakdownProps) {
  const { t, format } = view;
  const caption = t('table.caption', {
    term: total.indicator.term,
    by: t(by === 'area' ? 'indicator.byArea' : 'indicator.byOrganisation'),
    cutOff: format.day(total.cutOff),
  });
  if (rows.length === 0) return <p class="lead">{t('indicator.empty')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="scroll" aria-label={t('table.scroll')} tabIndex={0}>
      <table class="breakdown">
        <caption>
          <span class="caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            {sortColumns.map((column) => (
              <ColumnHead key={column} view={view} column={column} by={by} total={total} filters={filters} />
            ))}
            {total.change === undefined ? null : <ChangeHeads t={t} />}
            {total.beside?.B === undefined ? null : <EverHeads t={t} />}
            <th scope="col">{t('table.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.node.id} view={view} row={row} filters={filters} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ChangeHeads({ t }: Pick<View, 't'>) {
  return (
    <>
      <th scope="col" class="figure">
        {t('table.change')}
      </th>
      <th scope="col" class="figure">
        {t('table.attendancesInPeriod')}
      </th>
    </>
  );
}

function EverHeads({ t }: Pick<View, 't'>) {
  return (
    <>
      <th scope="col" class="figure">
        {t('table.everReached')}
      </th>
      <th scope="col" class="figure">
        {t('table.everShare')}
      </th>
    </>
  );
}

type ColumnHeadProps = Omit<BreakdownProps, 'rows'> & { readonly column: SortColumn };

function ColumnHead({ view: { t }, column, by, total, filters }: ColumnHeadProps) {
  const { sort = 'name', order = 'ascending' } = filters;
  const sorted = sort === column;
  const text = column === 'name' ? t(by === 'area' ? 'table.area' : 'table.organisation') : t(`table.${column}`);
  const next = nextOrder(column, sorted ? order : undefined);
  const label = t(next === 'ascending' ? 'table.sortAscending' : 'table.sortDescending', { column: text });
  const href = links.indicator(total.indicator.plan, total.indicator.id, { ...filters, sort: column, order: next });
  return (
    <th scope="col" class={column === 'name' ? 'row-name' : 'figure'} aria-sort={sorted ? order : 'none'}>
      <a href={`${href}#breakdown`} title={label}>
        {text}
        <span aria-hidden="true">{sorted ? (order === 'ascending' ? ' ▲' : ' ▼') : ''}</span>
      </a>
    </th>
  );
}

/** Names start at A, numbers at the largest. */
function nextOrder(column: SortColumn, now: Filters['order']): 'ascending' | 'descending' {
  if (now === undefined) return column === 'name' ? 'ascending' : 'descending';
  return now === 'ascending' ? 'descending' : 'ascending';
}

function Row({ view, row, filters }: { readonly view: View; readonly row: Figure; readonly filters: Filters }) {
  const { t, format } = view;
  const count = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  const { kind, id, name } = row.node;
  const href = links.indicator(row.indicator.plan, row.indicator.id, { node: { kind, id }, ...frameOf(filters), by: filters.by });
  return (
    <tr>
      <th scope="row" class="row-name">
        <a href={href}>{name}</a>
      </th>
      <td class="figure share">
        {row.verdict === undefined ? t('card.unknown') : format.share(row.verdict.tenthsOfPercent)}
        <ProgressBar view={view} figure={row} small />
      </td>
      <td class="figure">{count(row.low)}</td>
      <td class="figure">{count(knownDenominator(row))}</td>
      <td class="figure">{count(row.high)}</td>
      <td class="figure">{count(row.attendances)}</td>
      <td class="figure">{count(row.understood)}</td>
      {row.change === undefined ? null : (
        <>
          <td class="figure">{row.change.low === undefined ? t('card.unknown') : format.signed(row.change.low)}</td>
          <td class="figure">{count(row.change.attendances)}</td>
        </>
      )}
      {row.beside?.B === undefined ? null : (
        <>
          <td class="figure">{count(row.beside.B.low)}</td>
          <td class="figure">
            {row.beside.B.tenthsOfPercent === undefined ? t('card.unknown') : format.share(row.beside.B.tenthsOfPercent)}
          </td>
        </>
      )}
      <td>
        <RowResult view={view} row={row} />
      </td>
    </tr>
  );
}
