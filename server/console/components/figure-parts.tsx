import type { Figure } from '../../reach/figure';
import { links } from '../links';
import { resultOf } from '../result';
import type { View } from '../view';

type FigureProps = { readonly view: View; readonly figure: Figure };

/** The share first, people beside it; without a share the people, and without those the reason. */
export function Headline({ view, figure }: FigureProps) {
  const { t, format } = view;
  if (figure.low === undefined) {
    return (
      <p class="headline">
        <strong>{t('card.unknown')}</strong>
        {figure.suppressed ? <span>{t('card.suppressedNote')}</span> : null}
      </p>
    );
  }
  const people = format.number(figure.low);
  if (figure.verdict === undefined || figure.denominator.status === 'none') {
    return (
      <p class="headline">
        <strong>{t('card.people', { count: figure.low, people })}</strong>
      </p>
    );
  }
  return (
    <p class="headline">
      <strong>{format.share(figure.verdict.tenthsOfPercent)}</strong>
      <span>{t('card.peopleOf', { people, denominator: format.number(figure.denominator.people) })}</span>
    </p>
  );
}

/** In words and with a shape, never by colour alone. */
export function VerdictLine({ view, figure }: FigureProps) {
  const { t } = view;
  const target = t('card.target', { written: figure.indicator.target.written });
  return (
    <p class="verdict">
      <a class="target" href={links.definitions('target')}>
        {target}
      </a>
      <ResultBadge view={view} figure={figure} />
    </p>
  );
}

const signs = { met: '✓', missing: '△', unknown: '?', hidden: '▪' } as const;
const anchors = { met: 'share', missing: 'share', unknown: 'incomplete', hidden: 'suppressed' } as const;

function ResultBadge({ view, figure }: FigureProps) {
  const { kind, words } = resultOf(view, figure);
  return (
    <a class={`badge badge-${kind}`} href={links.definitions(anchors[kind])}>
      <span aria-hidden="true">{signs[kind]}</span> {words}
    </a>
  );
}

const namesShown = 3;

export function DenominatorSource({ view: { t, format }, figure: { denominator } }: FigureProps) {
  if (denominator.status === 'none') return null;
  if (denominator.status === 'complete') {
    const { document, issuer, asOf, stale } = denominator;
    return (
      <p>
        {t('card.denominator')}: {t('card.denominatorSource', { document, issuer, asOf: format.day(asOf) })}
        {stale ? <strong class="stale"> {t('card.stale')}</strong> : null}
      </p>
    );
  }
  const rest = denominator.missing.length - namesShown;
  return (
    <>
      <p>{t('card.incompleteNote')}</p>
      {denominator.missing.length === 0 ? null : (
        <p>
          {t('card.incompleteMissing', { names: denominator.missing.slice(0, namesShown).join(', ') })}
          {rest > 0 ? ` ${t('card.incompleteMore', { count: rest })}` : ''}
        </p>
      )}
    </>
  );
}
