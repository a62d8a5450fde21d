import type { Connection } from 'mongoose';
import type { FiguresAt } from './change-since';
import { organisationsWith } from './counts';
import type { Figure, Indicator, Node } from './figure';
import { figuresAt, type TrendPoint, trendOf } from './figure-rows';
import type { GiveOut } from './give-out';
import { countedIndicators } from './indicators/counted';
import { addDays, type Day, dayOf } from './period';
import type { PlanVersion } from './plan-version';
import { countedVersions, type PlanView, planView, readSettings, type Settings } from './plan-view';
import { rememberedFor } from './remembered-for';
import { createTallyReader } from './tally-reader';

export type PlanSummary = {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  readonly number: string;
  readonly place: string;
  readonly from: Day;
  readonly to: Day; // last day
  readonly closed: boolean;
  readonly sample: boolean;
  readonly reading: 'C' | 'A';
};

/** Left out: the plan itself, its recorded reading, today or the plan's last day; `since` adds what changed from that day on. */
export type FigureQuery = {
  readonly plan: string;
  readonly node?: Pick<Node, 'kind' | 'id'>;
  readonly reading?: 'C' | 'A';
  readonly cutOff?: Day;
  readonly since?: Day;
};
type IndicatorQuery = FigureQuery & { readonly indicator: string };

export type Figures = {
  readonly planList: () => Promise<readonly PlanSummary[]>;
  readonly planFigures: (query: FigureQuery) => Promise<readonly Figure[]>;
  readonly breakdown: (query: IndicatorQuery & { readonly by: 'area' | 'organisation' }) => Promise<readonly Figure[]>;
  readonly trend: (query: IndicatorQuery) => Promise<readonly TrendPoint[]>;
  readonly path: (plan: string, node: Pick<Node, 'kind' | 'id'>) => Promise<readonly Node[]>;
};

/** With `giveOut`, below a whole plan nothing is told that two outputs give away by subtraction: for everything that people read. */
export type FiguresDeps = { readonly now: () => Date; readonly giveOut?: GiveOut };

/** Everything a screen, report or export says about a plan. Reads tallies and settings, never a person. */
export function createFigures(db: Connection, { now, giveOut }: FiguresDeps): Figures {
  const settings = rememberedFor(2_000, now, () => readSettings(db));
  const sources = { read: createTallyReader(db, now), giveOut };
  const visit = async (query: FigureQuery) => visitOf(await settings(), query, now());
  return {
    planList: async () => {
      const known = await settings();
      const versions = await countedVersions(db);
      return planList(versions === known.planVersions ? known : await settings('anew'), dayOf(now()));
    },
    path: async (plan, { kind, id }) => planView(await settings(), plan)?.path(kind, id) ?? [],
    planFigures: async (query) => {
      const visited = await visit(query);
      if (visited === undefined) return [];
      const { view, node, at } = visited;
      const each = countedIndicators(view.plan).map((indicator) => figuresAt(sources, view, indicator, at, [node]));
      return (await Promise.all(each)).flat();
    },
    breakdown: async (query) => {
      const visited = await visit(query);
      const indicator = visited && indicatorOf(visited.view, query.indicator);
      if (visited === undefined || indicator === undefined || indicator.population === 'service-worker') return [];
      return figuresAt(sources, visited.view, indicator, visited.at, partsOf(visited.view, visited.node, indicator, query.by));
    },
    trend: async (query) => {
      const visited = await visit(query);
      const indicator = visited && indicatorOf(visited.view, query.indicator);
      return visited === undefined || indicator === undefined ? [] : trendOf(sources, visited.view, indicator, visited.at, visited.node);
    },
  };
}

type Visit = { readonly view: PlanView; readonly node: Node; readonly at: FiguresAt };

function visitOf(settings: Settings, query: FigureQuery, now: Date): Visit | undefined {
  const view = planView(settings, query.plan);
  const node = view?.path(query.node?.kind ?? 'plan', query.node?.id ?? view.plan._id).at(-1);
  if (view === undefined || node === undefined) return undefined;

  const latest = [dayOf(now), addDays(view.plan.to, -1)].sort()[0] ?? dayOf(now);
  const cutOff = query.cutOff === undefined || query.cutOff > latest ? latest : query.cutOff;
  const { since, reading = view.plan.reading } = query;
  return { view, node, at: { reading, cutOff, ...(since === undefined ? {} : { since }) } };
}

function indicatorOf({ plan }: PlanView, id: string): Indicator | undefined {
  return countedIndicators(plan).find((indicator) => indicator.id === id);
}

/** The areas right below a node, or the organisations anywhere below it. */
function partsOf(view: PlanView, { kind, id }: Node, { populations }: Indicator, by: 'area' | 'organisation'): readonly Node[] {
  if (kind === 'organisation') return [];
  const area = kind === 'plan' ? view.plan.area : id;
  if (by === 'area') return view.tree.children(area).map(({ _id, name }) => ({ kind: 'area', id: _id, name }));
  return organisationsWith(view, populations)
    .filter((organisation) => view.tree.chain(organisation.area).includes(area))
    .map(({ _id, name }) => ({ kind: 'organisation', id: _id, name }));
}

function planList({ plans, tree }: Settings, today: Day): readonly PlanSummary[] {
  return plans.map((version) => summaryOf(version, tree.area(version.area)?.name ?? version.area, today));
}

function summaryOf({ _id, from, to, sample, reading, file }: PlanVersion, place: string, today: Day): PlanSummary {
  return {
    id: _id,
    title: file.title_vi ?? file.number ?? file.id,
    issuer: file.issuer,
    number: file.number ?? '',
    place,
    from,
    to: addDays(to, -1),
    closed: to <= today,
    sample,
    reading,
  };
}
