import type { Figure } from '../../reach/figure';
import { links } from '../links';
import { resultOf } from '../result';
import type { View } from '../view';

/** The same words the CSV file carries. */
export function RowResult({ view, row }: { readonly view: View; readonly row: Figure }) {
  const { kind, words } = resultOf(view, row);
  return (
    <>
      <span class={`result result-${kind}`}>{words}</span>
      {row.held === undefined ? null : (
        <>
          {' '}
          <a class="soft" href={links.definitions('held')}>
            {view.t('plan.heldAt', { day: view.format.day(row.held) })}
          </a>
        </>
      )}
    </>
  );
}
