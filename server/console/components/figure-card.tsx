import type { ComponentChildren } from 'preact';
import type { Figure } from '../../reach/figure';
import type { DefinitionId } from '../definitions';
import { links } from '../links';
import type { View } from '../view';
import { DenominatorSource, Headline, VerdictLine } from './figure-parts';
import { ProgressBar } from './progress-bar';

/** On the overview the heading is the plan's term and leads to the details; there it is the place. */
type CardProps = { readonly view: View; readonly figure: Figure; readonly href?: string; readonly place?: string };

/** One indicator at one node. Parts marked `data-live` are the ones `islands/live.ts` replaces. */
export function FigureCard({ view, figure, href, place }: CardProps) {
  const { t } = view;
  const { indicator } = figure;
  const heading = `card-${indicator.id}`;
  return (
    <article class="card" aria-labelledby={heading}>
      <header>
        <p class="eyebrow">
          {t(`population.${indicator.population}`)} · {indicator.id}
        </p>
        <h2 id={heading}>
          {href === undefined ? (
            (place ?? indicator.term)
          ) : (
            <a class="card-link" href={href}>
              {indicator.term}
            </a>
          )}
        </h2>
      </header>
      <div class="card-figure" data-live={`${indicator.id}:headline`}>
        <Headline view={view} figure={figure} />
        <ProgressBar view={view} figure={figure} />
        <VerdictLine view={view} figure={figure} />
      </div>
      <Facts view={view} figure={figure} />
      <Notes view={view} figure={figure} />
    </article>
  );
}

function Facts({ view, figure }: CardProps) {
  const { t, format } = view;
  const count = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  const { denominator } = figure;
  return (
    <dl class="facts">
      <Fact view={view} figure={figure} name="official" anchor="official">
        {count(figure.low)}
      </Fact>
      <Fact view={view} figure={figure} name="high" anchor="high">
        <High view={view} figure={figure} />
      </Fact>
      <Fact view={view} figure={figure} name="attendances" anchor="attendances">
        {count(figure.attendances)}
      </Fact>
      <Fact view={view} figure={figure} name="understood" anchor="understood">
        {count(figure.understood)}
      </Fact>
      {figure.remembered === undefined ? null : (
        <Fact view={view} figure={figure} name="remembered" anchor="remembered">
          {t('card.recall', {
            right: format.number(figure.remembered.right),
            answered: format.number(figure.remembered.answered),
            asked: format.number(figure.remembered.asked),
            reached: count(figure.low),
          })}
        </Fact>
      )}
      {denominator.status === 'none' ? null : (
        <Fact view={view} figure={figure} name="denominator" anchor={denominator.status === 'complete' ? 'denominator' : 'incomplete'}>
          {denominator.status === 'complete' ? count(denominator.people) : t('card.unknown')}
        </Fact>
      )}
      {figure.change === undefined ? null : (
        <>
          <Fact view={view} figure={figure} name="change" anchor="change">
            {figure.change.low === undefined ? t('card.unknown') : format.signed(figure.change.low)}
          </Fact>
          <Fact view={view} figure={figure} name="attendancesInPeriod" anchor="attendances">
            {count(figure.change.attendances)}
          </Fact>
        </>
      )}
    </dl>
  );
}

type FactProps = CardProps & {
  readonly name: 'official' | 'high' | 'attendances' | 'understood' | 'remembered' | 'denominator' | 'change' | 'attendancesInPeriod';
  readonly anchor: DefinitionId;
  readonly children: ComponentChildren;
};

function Fact({ view: { t }, figure, name, anchor, children }: FactProps) {
  const what = t(`card.${name}`);
  return (
    <div>
      <dt>
        <a class="term" href={links.definitions(anchor)} title={t('card.definitionOf', { what })}>
          {what}
        </a>
      </dt>
      <dd data-live={`${figure.indicator.id}:${name}`}>{children}</dd>
    </div>
  );
}

function High({ view: { t, format }, figure }: CardProps) {
  if (figure.high === undefined) return <>{t('card.unknown')}</>;
  const people = format.number(figure.high);
  if (figure.highVerdict === undefined) return <>{people}</>;
  return (
    <>
      {people} · {format.share(figure.highVerdict.tenthsOfPercent)}
    </>
  );
}

function Notes({ view, figure }: CardProps) {
  const { t } = view;
  const { indicator } = figure;
  return (
    <footer class="notes">
      <DenominatorSource view={view} figure={figure} />
      {indicator.population === 'service-worker' ? (
        <p class="note">
          <a href={links.definitions('serviceWorker')}>{t('card.serviceWorker')}</a>
        </p>
      ) : null}
      {indicator.owner === undefined ? null : <p>{t('card.owner', { owner: indicator.owner })}</p>}
      <p data-live={`${indicator.id}:updated`}>
        <a href={links.definitions(anchorOf(figure))}>{updatedWords(view, figure)}</a>
      </p>
    </footer>
  );
}

function anchorOf({ indicator, held }: Figure): DefinitionId {
  if (indicator.population === 'service-worker') return 'serviceWorker';
  return held === undefined ? 'updated' : 'held';
}

/** Rows about service workers tell no moment, only the week that is closed; figures that are held, the day they are of. */
function updatedWords({ t, format }: View, { indicator, updatedAt, cutOff, held }: Figure): string {
  if (held !== undefined) return t('plan.heldAt', { day: format.day(held) });
  if (indicator.population === 'service-worker') return t('plan.updatedWeekly', { day: format.day(cutOff) });
  return updatedAt === undefined ? t('plan.neverUpdated') : t('plan.updated', { at: format.moment(updatedAt) });
}
