import type { ShiftPattern } from '../../../courses/calendar-schema';
import type { Gap, Goal, Pace } from '../../plans/gap';
import type { Figure, Node } from '../../reach/figure';
import { Layout } from '../components/layout';
import { PlacePath } from '../components/place-path';
import type { PlanSummary } from '../figure-source';
import { type Filters, frameOf } from '../filters';
import { links, nodeText } from '../links';
import type { View } from '../view';
import { plansLinks } from './links';
import { percent } from './target-words';

type Props = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly figure: Figure;
  readonly path: readonly Node[];
  readonly filters: Filters;
  readonly goal: Goal;
  readonly gap: Gap | undefined;
  readonly pace: Pace | undefined;
  readonly shiftOf: (organisation: string) => ShiftPattern | undefined;
};

/** How many people are missing to a share by a day, and the organisations where most of them are. */
export function GapPage(props: Props) {
  const { view, plan, figure, path, filters, gap } = props;
  const say = view.words('plans');
  return (
    <Layout view={view} title={say('gap.title', { term: figure.indicator.term })} styles={['plans.css']}>
      <PlacePath view={view} plan={plan} figure={figure} filters={filters} path={path} />
      <h1 class="term-title">{say('gap.title', { term: figure.indicator.term })}</h1>
      <p class="soft">
        {say('gap.frame', { place: path.at(-1)?.name ?? view.t('plan.wholePlan'), cutOff: view.format.day(figure.cutOff) })}
      </p>
      <GoalForm {...props} />
      {gap === undefined ? <p class="notice">{say('gap.unknown')}</p> : <Answer {...props} gap={gap} />}
    </Layout>
  );
}

function GoalForm({ view, plan, figure, filters, goal }: Props) {
  const say = view.words('plans');
  const { node, reading, cutOff, period } = filters;
  const kept = { node: node === undefined ? undefined : nodeText(node), reading, cutOff, period };
  const shares = figure.indicator.kind === 'person_coverage';
  return (
    <form class="form filters no-print" method="get" action={plansLinks.gap(plan.id, figure.indicator.id)} aria-label={say('gap.form')}>
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      {shares ? (
        <>
          <label for="goal">{say('gap.goal')}</label>
          <input id="goal" name="goal" type="number" min="1" max="100" step="0.1" value={goal.basisPoints / 100} />
        </>
      ) : null}
      <label for="by">{say('gap.by')}</label>
      <input id="by" name="by" type="date" value={goal.by} />
      <button type="submit">{view.t('filter.apply')}</button>
    </form>
  );
}

function Answer(props: Props & { readonly gap: Gap }) {
  const { view, figure, goal, gap, pace } = props;
  const { format } = view;
  const say = view.words('plans');
  const target =
    figure.indicator.kind === 'person_count'
      ? figure.indicator.target.written
      : say(goal.strict ? 'target.share.over' : 'target.share.at_least', { number: percent(format, goal.basisPoints / 100) });
  if (gap.missing === 0) return <p class="notice">{say('gap.met', { target })}</p>;
  return (
    <>
      <p class="gap-answer">
        <strong>{say('gap.answer', { target, by: format.day(goal.by), count: gap.missing, people: format.number(gap.missing) })}</strong>
      </p>
      {pace === undefined ? <p class="notice notice-bad">{say('gap.past')}</p> : <PaceLines view={view} pace={pace} />}
      <Closest {...props} />
    </>
  );
}

function PaceLines({ view, pace: { days, perWeek, closed } }: { readonly view: View; readonly pace: Pace }) {
  const { format } = view;
  const say = view.words('plans');
  return (
    <>
      <p>{say('gap.pace', { count: perWeek, perWeek: format.number(perWeek), days: format.number(days) })}</p>
      {closed.length === 0 ? null : (
        <>
          <p class="soft">{say('gap.closed')}</p>
          <ul>
            {closed.map(({ period }) => (
              <li key={period.id}>
                {period.why[format.language]}
                {period.assumed === true ? ` (${say('document.assumed')})` : ''}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Closest({ view, plan, figure, filters, gap, shiftOf }: Props & { readonly gap: Gap }) {
  const { format } = view;
  const say = view.words('plans');
  const { closest, left, withheld } = gap;
  return (
    <section aria-labelledby="closest">
      <h2 id="closest">{say('gap.closest')}</h2>
      {closest.length === 0 ? (
        <p>{say('gap.none')}</p>
      ) : (
        <ClosestTable view={view} plan={plan} figure={figure} filters={filters} gap={gap} shiftOf={shiftOf} />
      )}
      {closest.length === 0 ? null : (
        <p>{left === 0 ? say('gap.enough') : say('gap.left', { count: left, people: format.number(left) })}</p>
      )}
      {withheld === 0 ? null : <p class="soft">{say('gap.withheld', { count: withheld, number: format.number(withheld) })}</p>}
    </section>
  );
}

type ClosestProps = Pick<Props, 'view' | 'plan' | 'figure' | 'filters' | 'shiftOf'> & { readonly gap: Gap };

function ClosestTable({ view, plan, figure, filters, gap: { closest }, shiftOf }: ClosestProps) {
  const { format } = view;
  const say = view.words('plans');
  const known = (value: number | undefined) => (value === undefined ? view.t('card.unknown') : format.number(value));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={view.t('table.scroll')} tabIndex={0}>
      <table class="plan-table">
        <thead>
          <tr>
            <th scope="col">{view.t('table.organisation')}</th>
            <th scope="col" class="figure">
              {say('gap.people')}
            </th>
            <th scope="col" class="figure">
              {view.t('table.low')}
            </th>
            <th scope="col" class="figure">
              {view.t('table.denominator')}
            </th>
            <th scope="col">{say('gap.shift')}</th>
          </tr>
        </thead>
        <tbody>
          {closest.map(({ figure: row, people }) => (
            <tr key={row.node.id}>
              <th scope="row">
                <a
                  href={links.indicator(plan.id, figure.indicator.id, {
                    node: { kind: 'organisation', id: row.node.id },
                    ...frameOf(filters),
                  })}
                >
                  {row.node.name}
                </a>
              </th>
              <td class="figure">{format.number(people)}</td>
              <td class="figure">{known(row.low)}</td>
              <td class="figure">{known(row.denominator.status === 'complete' ? row.denominator.people : undefined)}</td>
              <td>{shiftOf(row.node.id)?.title[format.language] ?? view.t('card.unknown')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
