import type { Agencies } from '../../plans/agencies';
import type { CalendarEntry, Conflict } from '../../plans/calendar';
import type { PlanLine } from '../../plans/plan-lines';
import type { Figure } from '../../reach/figure';
import type { UnitFigure } from '../../reach/indicators/unit-coverage';
import type { DueDate } from '../../reports/due-dates';
import type { EnteredFigure } from '../../storage/collections/entered-figures';
import type { PlanSummary } from '../figure-source';
import type { View } from '../view';

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
