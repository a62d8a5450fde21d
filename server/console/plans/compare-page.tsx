import type { Figure, IndicatorPopulation } from '../../reach/figure';
import { Layout } from '../components/layout';
import { PlanMarks } from '../components/plan-list';
import type { PlanSummary } from '../figure-source';
import { links } from '../links';
import { resultOf } from '../result';
import type { View } from '../view';
import { plansLinks } from './links';

export type Compared = { readonly plan: PlanSummary; readonly figure: Figure };

type Props = {
  readonly view: View;
  readonly populations: readonly IndicatorPopulation[];
  readonly population: IndicatorPopulation | undefined;
  readonly rows: readonly Compared[];
};

/** One population under several plans, each with its own target, period and reading. */
export function ComparePage({ view, populations, population, rows }: Props) {
  const say = view.words('plans');
  return (
    <Layout view={view} title={say('compare.title')} styles={['plans.css']}>
      <h1>{say('compare.title')}</h1>
      <p class="lead">{say('compare.lead')}</p>
      <nav class="tabs" aria-label={say('compare.populations')}>
        {populations.map((one) => (
          <a key={one} href={plansLinks.compare({ population: one })} {...(one === population ? { 'aria-current': 'page' as const } : {})}>
            {view.t(`population.${one}`)}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? <p>{say('compare.none')}</p> : <Table view={view} rows={rows} />}
    </Layout>
  );
}

function Table({ view, rows }: Pick<Props, 'view' | 'rows'>) {
  const { t } = view;
  const say = view.words('plans');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={t('table.scroll')} tabIndex={0}>
      <table class="plan-table">
        <thead>
          <tr>
            <th scope="col">{say('compare.plan')}</th>
            <th scope="col">{say('compare.target')}</th>
            <th scope="col" class="figure">
              {t('table.low')}
            </th>
            <th scope="col" class="figure">
              {t('table.denominator')}
            </th>
            <th scope="col" class="figure">
              {t('table.share')}
            </th>
            <th scope="col" class="figure">
              {t('table.high')}
            </th>
            <th scope="col">{t('table.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.plan.id} ${row.figure.indicator.id}`} view={view} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ view, row: { plan, figure } }: { readonly view: View; readonly row: Compared }) {
  const { t, format } = view;
  const say = view.words('plans');
  const count = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  const { indicator, denominator, verdict, low, high, cutOff, reading } = figure;
  return (
    <tr>
      <th scope="row">
        <a href={links.indicator(plan.id, indicator.id)}>
          {plan.number === '' ? plan.title : plan.number}, {indicator.id}
        </a>
        <span class="agency-now">
          {plan.issuer}, {t('plans.years', { from: plan.from.slice(0, 4), to: plan.to.slice(0, 4) })}
        </span>
        <PlanMarks t={t} plan={plan} />
      </th>
      <td>{indicator.target.written}</td>
      <td class="figure">{count(low)}</td>
      <td class="figure">{count(denominator.status === 'complete' ? denominator.people : undefined)}</td>
      <td class="figure">{verdict === undefined ? t('card.unknown') : format.share(verdict.tenthsOfPercent)}</td>
      <td class="figure">{count(high)}</td>
      <td>
        {resultOf(view, figure).words}
        <span class="agency-now">{say('compare.frame', { cutOff: format.day(cutOff), reading })}</span>
      </td>
    </tr>
  );
}
