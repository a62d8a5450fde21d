import type { Figure, Node } from '../reach/figure';

export type Reading = Figure['reading'];

/** One issued plan, as the list of plans shows it. */
export type PlanSummary = {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly number: string;
  readonly place: string; // the province, for a short label
  readonly from: string; // first day, yyyy-mm-dd
  readonly to: string; // last day, yyyy-mm-dd
  readonly closed: boolean;
  readonly sample: boolean; // "kế hoạch mẫu"
  readonly reading: Reading; // the recorded headline reading
};

export type NodeName = Pick<Node, 'kind' | 'id'>;

export type FigureQuery = {
  readonly plan: string;
  readonly node: NodeName;
  readonly reading: Reading;
  readonly cutOff: string; // yyyy-mm-dd, included
  readonly since?: string; // first day of the period whose change is told, yyyy-mm-dd
};

export type TrendPoint = { readonly month: string /* yyyy-mm */; readonly cutOff: string; readonly low?: number; readonly high?: number };

/** Where the console gets its figures. Small groups are already suppressed and service-worker figures already coarse. */
export interface FigureSource {
  planList(): Promise<readonly PlanSummary[]>;
  /** Every computed indicator of the plan at that node, in the plan's order. */
  planFigures(query: FigureQuery): Promise<readonly Figure[]>;
  /** One row for each area right below the node, or each organisation anywhere below it; none for service workers. */
  breakdown(query: FigureQuery & { readonly indicator: string; readonly by: 'area' | 'organisation' }): Promise<readonly Figure[]>;
  /** The state at the end of each month from the plan's first day to the cut-off. */
  trend(query: FigureQuery & { readonly indicator: string }): Promise<readonly TrendPoint[]>;
  /** From the plan down to the node itself, the plan's own area being the plan; empty when it has no such node. */
  path(plan: string, node: NodeName): Promise<readonly Node[]>;
}
