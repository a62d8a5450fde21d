import { Layout } from '../components/layout';
import { PlanMarks } from '../components/plan-list';
import { CalendarPart } from './calendar-part';
import type { DocumentPageProps } from './document-props';
import { IndicatorList } from './indicator-list';
import { PlanTabs } from './plan-tabs';

/** The whole of an issued plan: every indicator with its owner, and when who must report. */
export function DocumentPage(props: DocumentPageProps) {
  const { view, plan, issued } = props;
  const { format } = view;
  const say = view.words('plans');
  const number = plan.number === '' ? say('document.noNumber') : plan.number;
  return (
    <Layout view={view} title={say('document.title', { number })} styles={['plans.css']}>
      <PlanMarks t={view.t} plan={plan} />
      <h1>{plan.title}</h1>
      <p class="lead">
        {number}, {plan.issuer}
        {issued === null ? null : `, ${format.day(issued)}`}
      </p>
      <PlanTabs view={view} plan={plan} />
      <IndicatorList {...props} />
      <CalendarPart {...props} />
    </Layout>
  );
}
