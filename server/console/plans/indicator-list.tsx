import type { PlanLine } from '../../plans/plan-lines';
import type { UnitFigure } from '../../reach/indicators/unit-coverage';
import type { EnteredFigure } from '../../storage/collections/entered-figures';
import { links } from '../links';
import { periodName } from '../reports/period-name';
import { resultOf } from '../result';
import type { View } from '../view';
import { AgencyName } from './agency-name';
import type { DocumentPageProps } from './document-props';
import { frequencyWords, targetWords } from './target-words';

type Props = Pick<DocumentPageProps, 'view' | 'plan' | 'issued' | 'lines' | 'figures' | 'units' | 'entered' | 'agencies'>;

/** Every indicator of the plan, counted or not. */
export function IndicatorList(props: Props) {
  const { view, lines, figures, units } = props;
  const say = view.words('plans');
  return (
    <section aria-labelledby="all-indicators">
      <h2 id="all-indicators">{say('document.indicators', { count: lines.length })}</h2>
      <p class="soft">{say('document.counted', { counted: figures.size + units.size, all: lines.length })}</p>
      {lines.length === 0 ? <p>{say('document.noIndicators')}</p> : null}
      <ol class="indicator-lines">
        {lines.map((line) => (
          <li key={line.id}>
            <IndicatorCard {...props} line={line} />
          </li>
        ))}
      </ol>
    </section>
  );
}

type CardProps = Props & { readonly line: PlanLine };

function IndicatorCard(props: CardProps) {
  const { view, line } = props;
  const { format } = view;
  const say = view.words('plans');
  const often = frequencyWords(say, line);
  const heading = `line-${line.id}`;
  return (
    <article class="panel" aria-labelledby={heading}>
      <p class="eyebrow">
        {line.id} · {say(`kind.${line.kind}`)} · {say(`scope.${line.scope}`)}
      </p>
      <h3 id={heading}>{line.what === undefined ? line.about : say('document.aboutWhat', { about: line.about, what: line.what })}</h3>
      <dl class="facts">
        <div>
          <dt>{say('document.target')}</dt>
          <dd>
            {targetWords(say, format, line.target)}
            {often === undefined ? null : `, ${often}`}
            {line.assumed ? <span class="soft"> ({say('document.assumed')})</span> : null}
          </dd>
        </div>
        <div>
          <dt>{say('document.due')}</dt>
          <dd>{line.due === undefined ? say('document.noDue') : format.day(line.due)}</dd>
        </div>
        <div>
          <dt>{say('document.line')}</dt>
          <dd>{line.line ?? view.t('card.unknown')}</dd>
        </div>
        <div>
          <dt>{say('document.value')}</dt>
          <dd>
            <Value {...props} />
          </dd>
        </div>
      </dl>
      <Owners {...props} />
    </article>
  );
}

/** What is counted leads to its figures; the rest is entered by the agency that knows it. */
function Value({ view, plan, line, figures, units, entered }: CardProps) {
  const unit = units.get(line.id);
  if (unit !== undefined) return <>{unitWords(view, unit)}</>;
  const figure = figures.get(line.id);
  if (figure === undefined) return <>{enteredWords(view, line, entered.get(line.id))}</>;
  const { words } = resultOf(view, figure);
  const people =
    figure.low === undefined ? undefined : view.t('card.people', { count: figure.low, people: view.format.number(figure.low) });
  return (
    <a href={links.indicator(plan.id, line.id)}>
      {[people, figure.verdict && view.format.share(figure.verdict.tenthsOfPercent), words]
        .filter((part) => part !== undefined)
        .join(' · ')}
    </a>
  );
}

/** A figure that was entered, with its period and the paper it is from. */
function enteredWords(view: View, line: PlanLine, figure: EnteredFigure | undefined): string {
  const { format } = view;
  const say = view.words('plans');
  if (figure === undefined) return say('document.notEntered');
  const { value, of, result, period, agency, document, day } = figure;
  const number = value === undefined ? undefined : line.target.kind === 'range' ? format.share(value) : format.number(value);
  const counted = number === undefined ? [] : [of === undefined ? number : say('document.of', { value: number, of: format.number(of) })];
  const source = say('document.enteredFrom', {
    period: periodName(view.words('reports'), period),
    source: [agency, document, format.day(day)].join(', '),
  });
  return [...counted, ...(result === '' ? [] : [result]), source].join(' · ');
}

/** Always n of N, with the rule that each of them is judged by. */
function unitWords(view: View, { rule, covered, units, verdict, from, cutOff }: UnitFigure): string {
  const { format } = view;
  const say = view.words('plans');
  const counts = { covered: format.number(covered), units: format.number(units), from: format.day(from), cutOff: format.day(cutOff) };
  const missing = verdict === undefined ? 0 : verdict.missing;
  const said = verdict === undefined ? [] : [verdict.met ? say('units.met') : say('units.missing', { missing: format.number(missing) })];
  return [say('units.counted', counts), ...said, say(`units.rule.${rule}`)].join(' · ');
}

function Owners({ view, line, issued, agencies }: CardProps) {
  const say = view.words('plans');
  if (line.owners.length === 0) return <p class="gap">{say('document.noOwner')}</p>;
  return (
    <div class="owners">
      <p class="soft">{say('document.owners')}</p>
      <ul>
        {line.owners.map(({ agency, line: at, part }) => (
          <li key={`${agency} ${part ?? ''}`}>
            <AgencyName view={view} name={agency} today={agencies(agency, issued)} />
            <Where view={view} part={part} line={at} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Where({ view, part, line }: { readonly view: View; readonly part: string | undefined; readonly line: number | undefined }) {
  const say = view.words('plans');
  const parts = [
    ...(part === undefined ? [] : [say('document.ofPart', { part })]),
    ...(line === undefined ? [] : [say('document.onLine', { line })]),
  ];
  return parts.length === 0 ? null : <span class="soft"> {parts.join(' · ')}</span>;
}
