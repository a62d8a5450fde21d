import type { Figure } from '../../reach/figure';
import { type Filters, frameOf } from '../filters';
import { links } from '../links';
import type { View } from '../view';

const bands = ['met', 'above-half', 'below-half', 'no-share', 'withheld'] as const;
type Band = (typeof bands)[number];

type Props = { readonly view: View; readonly rows: readonly Figure[]; readonly filters: Filters };

/** A map without borders: one tile for each area in the order of its official code. Every tile says in words what its colour says. */
export function AreaTiles({ view, rows, filters }: Props) {
  const { t } = view;
  if (rows.length < 2) return null;
  const sorted = [...rows].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  const shown = bands.filter((band) => sorted.some((row) => bandOf(row) === band));
  return (
    <figure class="tiles">
      <figcaption>{t('tiles.caption', { met: sorted.filter((row) => bandOf(row) === 'met').length, count: sorted.length })}</figcaption>
      <ol>
        {sorted.map((row) => (
          <Tile key={row.node.id} view={view} row={row} filters={filters} />
        ))}
      </ol>
      <ul class="tile-legend">
        {shown.map((band) => (
          <li key={band}>
            <span class={`tile-sign tile-${band}`} aria-hidden="true" /> {t(`tiles.${band}`)}
          </li>
        ))}
      </ul>
      <p class="note">{t('tiles.note')}</p>
    </figure>
  );
}

function Tile({ view, row, filters }: Omit<Props, 'rows'> & { readonly row: Figure }) {
  const { t, format } = view;
  const band = bandOf(row);
  const { kind, id, name } = row.node;
  const href = links.indicator(row.indicator.plan, row.indicator.id, { node: { kind, id }, ...frameOf(filters), by: filters.by });
  const share = row.verdict === undefined ? undefined : format.share(row.verdict.tenthsOfPercent);
  return (
    <li>
      <a class={`tile tile-${band}`} href={href}>
        <span class="tile-name">{name}</span> <strong>{share ?? t(band === 'withheld' ? 'tiles.hidden' : 'card.unknown')}</strong>
      </a>
    </li>
  );
}

function bandOf({ suppressed, verdict, indicator }: Figure): Band {
  if (suppressed) return 'withheld';
  if (verdict === undefined) return 'no-share';
  if (verdict.met) return 'met';
  return verdict.tenthsOfPercent * 20 >= indicator.target.basisPoints ? 'above-half' : 'below-half';
}
