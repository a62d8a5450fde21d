import type { Figure } from '../../reach/figure';
import { type Filters, frameOf } from '../filters';
import { links } from '../links';
import { resultOf } from '../result';
import type { View } from '../view';
import { ProgressBar } from './progress-bar';

/** For each target the figures of every area below the place shown. */
export type AreaColumn = { readonly total: Figure; readonly rows: readonly Figure[] };

type AreaMatrixProps = { readonly view: View; readonly columns: readonly AreaColumn[]; readonly filters: Filters };

/** Areas down, targets across: where to look first. */
export function AreaMatrix({ view, columns, filters }: AreaMatrixProps) {
  const { t } = view;
  const areas = areasOf(columns);
  if (areas.length === 0) return null;

  return (
    <section aria-labelledby="areas" class="breakdown-part">
      <h2 id="areas">{t('plan.areasTitle')}</h2>
      <p class="lead">{t('plan.areasLead')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll matrix" aria-label={t('table.scroll')} tabIndex={0}>
        <table class="breakdown">
          <thead>
            <tr>
              <th scope="col" class="row-name">
                {t('table.area')}
              </th>
              {columns.map(({ total }) => (
                <th key={total.indicator.id} scope="col" class="figure share">
                  {t(`population.${total.indicator.population}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <AreaRow key={area.id} view={view} area={area} columns={columns} filters={filters} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

type AreaRowProps = AreaMatrixProps & { readonly area: Figure['node'] };

function AreaRow({ view, area, columns, filters }: AreaRowProps) {
  const plan = columns[0]?.total.indicator.plan ?? '';
  const node = { kind: area.kind, id: area.id };
  return (
    <tr>
      <th scope="row" class="row-name">
        <a href={links.plan(plan, { node, ...frameOf(filters) })}>{area.name}</a>
      </th>
      {columns.map(({ total, rows }) => (
        <td key={total.indicator.id} class="figure share">
          <AreaCell view={view} row={rows.find((row) => row.node.id === area.id)} />
        </td>
      ))}
    </tr>
  );
}

function AreaCell({ view, row }: { readonly view: View; readonly row: Figure | undefined }) {
  if (row === undefined) return <>{view.t('card.unknown')}</>;
  if (row.verdict === undefined) return <span class="soft">{resultOf(view, row).words}</span>;
  return (
    <>
      {view.format.share(row.verdict.tenthsOfPercent)}
      <ProgressBar view={view} figure={row} small />
    </>
  );
}

const collator = new Intl.Collator('vi', { numeric: true });

function areasOf(columns: readonly AreaColumn[]): readonly Figure['node'][] {
  const areas = new Map(columns.flatMap(({ rows }) => rows.map(({ node }) => [node.id, node] as const)));
  return [...areas.values()].sort((a, b) => collator.compare(a.name, b.name));
}
