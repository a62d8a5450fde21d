import type { Figure } from '../../reach/figure';
import { links } from '../links';
import type { View } from '../view';
import { ScrollBox } from './scroll-box';

const readings = ['C', 'A', 'B'] as const;

/** The readings that are not the plan's headline, each with what it is of. */
export function BesideReadings({ view, figure }: { readonly view: View; readonly figure: Figure }) {
  const { t, format } = view;
  const { beside } = figure;
  if (beside === undefined) return null;
  const number = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  return (
    <div class="breakdown-part">
      <h2 id="beside">
        <a class="term" href={links.definitions('reading')}>
          {t('beside.title')}
        </a>
      </h2>
      <ScrollBox view={view} label={t('beside.title')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('beside.reading')}</th>
              {['people', 'of', 'share'].map((head) => (
                <th key={head} scope="col" class="figure">
                  {t(`beside.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readings.flatMap((reading) => {
              const one = beside[reading];
              if (one === undefined) return [];
              const { low, denominator, tenthsOfPercent } = one;
              return [
                <tr key={reading}>
                  <th scope="row">{t(`beside.${reading}`)}</th>
                  <td class="figure">{number(low)}</td>
                  <td class="figure">{number(denominator.status === 'complete' ? denominator.people : undefined)}</td>
                  <td class="figure">{tenthsOfPercent === undefined ? t('card.unknown') : format.share(tenthsOfPercent)}</td>
                </tr>,
              ];
            })}
          </tbody>
        </table>
      </ScrollBox>
      <p class="note">{t('beside.note')}</p>
    </div>
  );
}
