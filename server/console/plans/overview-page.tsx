import type { Overview } from '../../plans/overview';
import type { Figure } from '../../reach/figure';
import { Layout } from '../components/layout';
import type { PlanSummary } from '../figure-source';
import { type Filters, frameOf } from '../filters';
import { links, nodeText } from '../links';
import type { View } from '../view';
import { plansLinks } from './links';
import { PlanTabs } from './plan-tabs';

type Props = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly filters: Filters;
  readonly overview: Overview;
  readonly place: string;
  readonly cutOff: string;
  readonly at: Date;
};

/** Where do we stand, how sure are we, what comes next. */
export function OverviewPage(props: Props) {
  const { view, plan, place, cutOff, at } = props;
  const { format } = view;
  const say = view.words('plans');
  return (
    <Layout view={view} title={say('overview.title', { number: plan.number })} styles={['plans.css']}>
      <h1>{plan.title}</h1>
      <PlanTabs view={view} plan={plan} />
      <p class="soft">{say('overview.frame', { place, cutOff: format.day(cutOff), at: format.moment(at) })}</p>
      <div class="overview">
        <Standing {...props} />
        <Sureness {...props} />
        <NextReport {...props} />
        <BiggestGap {...props} />
      </div>
    </Layout>
  );
}

function Standing({ view, plan, overview: { targets, judged, met } }: Props) {
  const { format } = view;
  const say = view.words('plans');
  return (
    <section class="panel" aria-labelledby="standing">
      <h2 id="standing">{say('overview.standing')}</h2>
      <p class="overview-number">{say('overview.metOf', { met: format.number(met), judged: format.number(judged) })}</p>
      <p>
        {judged === targets ? null : say('overview.unjudged', { count: targets - judged, number: format.number(targets - judged) })}{' '}
        <a href={links.plan(plan.id)}>{say('overview.all')}</a>
      </p>
    </section>
  );
}

function Sureness({ view, plan, filters, overview: { widest } }: Props) {
  const { format } = view;
  const say = view.words('plans');
  return (
    <section class="panel" aria-labelledby="sureness">
      <h2 id="sureness">{say('overview.sureness')}</h2>
      <p class="overview-number">{widest === undefined ? say('overview.sure') : say('overview.between', betweenOf(view, widest.figure))}</p>
      {widest === undefined ? null : (
        <p>
          {say('overview.distance', { count: widest.people, people: format.number(widest.people) })}{' '}
          <a href={links.indicator(plan.id, widest.figure.indicator.id, { node: filters.node, ...frameOf(filters) })}>
            {widest.figure.indicator.term}
          </a>
        </p>
      )}
    </section>
  );
}

function betweenOf({ format, t }: View, { low, high }: Figure) {
  const text = (value: number | undefined) => (value === undefined ? t('card.unknown') : format.number(value));
  return { low: text(low), high: text(high) };
}

function NextReport({ view, plan, overview: { next } }: Props) {
  const { format } = view;
  const say = view.words('plans');
  return (
    <section class="panel" aria-labelledby="next-report">
      <h2 id="next-report">{say('overview.next')}</h2>
      <p class="overview-number">
        {next === undefined ? say('overview.noReport') : say('calendar.before', { day: format.day(next.late) })}
      </p>
      <p>
        {next === undefined ? null : say('overview.report', { type: say(`reportType.${next.type}`), cutOff: format.day(next.cutOff) })}{' '}
        <a href={`${plansLinks.document(plan.id)}#calendar`}>{say('overview.calendar')}</a>
      </p>
    </section>
  );
}

/** Service workers have no planner: their target leads to its one line. */
function BiggestGap({ view, plan, filters, overview: { biggest } }: Props) {
  const { format } = view;
  const say = view.words('plans');
  const indicator = biggest?.figure.indicator;
  const node = filters.node === undefined ? undefined : nodeText(filters.node);
  return (
    <section class="panel" aria-labelledby="biggest-gap">
      <h2 id="biggest-gap">{say('overview.gap')}</h2>
      <p class="overview-number">
        {biggest === undefined
          ? say('overview.noGap')
          : say('overview.people', { count: biggest.people, people: format.number(biggest.people) })}
      </p>
      {indicator === undefined ? null : (
        <p>
          <a
            href={
              indicator.population === 'service-worker'
                ? links.indicator(plan.id, indicator.id)
                : plansLinks.gap(plan.id, indicator.id, { node })
            }
          >
            {indicator.term}
          </a>
        </p>
      )}
    </section>
  );
}
