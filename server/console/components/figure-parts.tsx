import type { Figure } from '../../reach/figure';
import type { DefinitionId } from '../definitions';
import { links } from '../links';
import type { View } from '../view';

type FigureProps = { readonly view: View; readonly figure: Figure };

/** The share first, people beside it; without a share the people, and without those the reason. */
export function Headline({ view, figure }: FigureProps) {
  const { t, format } = view;
  if (figure.suppressed || figure.low === undefined) {
    return (
      <p class="headline">
        <strong class="headline-words">{figure.suppressed ? t('card.suppressed') : t('card.unknown')}</strong>
      </p>
    );
  }
  const people = format.number(figure.low);
  if (figure.verdict === undefined) {
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
export function VerdictLine({ view: { t, format }, figure }: FigureProps) {
  const target = t('card.target', { written: figure.indicator.target.written });
  return (
    <p class="verdict">
      <a class="target" href={links.definitions('target')}>
        {target}
      </a>
      <VerdictWords t={t} format={format} figure={figure} />
    </p>
  );
}

function VerdictWords({ t, format, figure }: Pick<View, 't' | 'format'> & { readonly figure: Figure }) {
  const { verdict } = figure;
  if (figure.suppressed) return <Badge kind="hidden" anchor="suppressed" text={t('card.suppressedNote')} />;
  if (figure.denominator.status === 'incomplete') return <Badge kind="unknown" anchor="incomplete" text={t('card.incomplete')} />;
  if (verdict === undefined) return <Badge kind="unknown" anchor="share" text={t('card.unknown')} />;
  if (verdict.met) return <Badge kind="met" anchor="share" text={t('card.met')} />;
  const text = t('card.missing', { count: verdict.missing, people: format.number(verdict.missing) });
  return <Badge kind="missing" anchor="share" text={text} />;
}

const signs = { met: '✓', missing: '△', unknown: '?', hidden: '▪' } as const;

type BadgeProps = { readonly kind: keyof typeof signs; readonly anchor: DefinitionId; readonly text: string };

function Badge({ kind, anchor, text }: BadgeProps) {
  return (
    <a class={`badge badge-${kind}`} href={links.definitions(anchor)}>
      <span aria-hidden="true">{signs[kind]}</span> {text}
    </a>
  );
}

const namesShown = 3;

export function DenominatorSource({ view: { t, format }, figure: { denominator } }: FigureProps) {
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
