import type { Agencies } from '../../plans/agencies';
import type { CalendarEntry, Conflict } from '../../plans/calendar';
import type { PlanLine } from '../../plans/plan-lines';
import type { Figure } from '../../reach/figure';
import type { UnitFigure } from '../../reach/indicators/unit-coverage';
import type { DueDate } from '../../reports/due-dates';
import type { EnteredFigure } from '../../storage/collections/entered-figures';
import { Layout } from '../components/layout';
import { PlanMarks } from '../components/plan-list';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';
import { CalendarPart } from './calendar-part';
import { IndicatorList } from './indicator-list';
import { PlanTabs } from './plan-tabs';

export type DocumentPageProps = {
  readonly view: View;
  readonly plan: PlanSummary;
  readonly issued: string | null;
  readonly lines: readonly PlanLine[];
  readonly figures: ReadonlyMap<string, Figure>; // of the counted ones
  readonly units: ReadonlyMap<string, UnitFigure>; // n of N
  readonly entered: ReadonlyMap<string, EnteredFigure>; // of the others, the latest period's
  readonly agencies: Agencies;
  readonly calendar: {
    readonly year: number;
    readonly years: readonly number[];
    readonly entries: readonly CalendarEntry[];
    readonly due: ReadonlyMap<string, DueDate>; // by type of report
    readonly conflicts: readonly Conflict[];
  };
};

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
