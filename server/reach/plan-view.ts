import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type DenominatorRow, denominators } from '../storage/collections/denominators';
import { type Organisation, organisations } from '../storage/collections/organisations';
import { plans } from '../storage/collections/plans';
import { type AreaTree, loadAreaTree } from './area-tree';
import type { Node } from './figure';
import { countedPlans } from './plan';
import type { PlanVersion } from './plan-version';
import { rebased } from './rebased';
import { rememberedOf } from './remembered-of';

/** What figures need besides tallies: settings that change by import only. */
export type Settings = {
  readonly plans: readonly PlanVersion[];
  readonly planVersions: number; // imported and counted: they are never deleted
  readonly tree: AreaTree;
  readonly organisations: readonly Organisation[];
  readonly denominators: readonly DenominatorRow[];
};

export async function readSettings(db: Connection): Promise<Settings> {
  const planVersions = await countedVersions(db); // first: one that comes meanwhile is then noticed
  const [current, tree, listed, rows] = await Promise.all([
    countedPlans(db),
    loadAreaTree(db),
    native(organisations(db)).find({}, { batchSize: 10_000 }).sort({ _id: 1 }).toArray(),
    native(denominators(db)).find({}, { batchSize: 10_000 }).sort({ _id: 1 }).toArray(),
  ]);
  return { plans: current, planVersions, tree, organisations: listed, denominators: rows };
}

/** A new one shows at once, to whoever has just brought it in as to others. */
export function countedVersions(db: Connection): Promise<number> {
  return native(plans(db)).countDocuments({ counting: { $exists: false } });
}

/** One plan on the map it was made for: its nodes and how they lie under one another. */
export type PlanView = Settings & {
  readonly plan: PlanVersion;
  readonly inPlan: readonly Organisation[];
  readonly root: Node;
  /** From the plan down to the node itself; empty when it is not in the plan. */
  readonly path: (kind: Node['kind'], id: string) => readonly Node[];
};

/** Made once for each plan as long as the settings are the same. */
export const planView = rememberedOf(viewOf, 100);

function viewOf(settings: Settings, id: string): PlanView | undefined {
  const plan = settings.plans.find((one) => one._id === id || one.plan === id);
  if (plan === undefined) return undefined;

  const tree = rebased(settings.tree, plan.area);
  const root: Node = { kind: 'plan', id: plan._id, name: tree.area(plan.area)?.name ?? plan.area };
  const inPlan = settings.organisations.flatMap((organisation) => {
    const [area, ...above] = tree.chain(organisation.area);
    return area !== undefined && [area, ...above].includes(plan.area) ? [{ ...organisation, area }] : [];
  });
  const organisationsById = new Map(inPlan.map((organisation) => [organisation._id, organisation]));

  const areaPath = (code: string): readonly Node[] => {
    const chain = tree.chain(code);
    const top = chain.indexOf(plan.area);
    if (top < 0) return [];
    const below = chain.slice(0, top).map((area): Node => ({ kind: 'area', id: area, name: tree.area(area)?.name ?? area }));
    return [root, ...below.reverse()];
  };
  const path: PlanView['path'] = (kind, node) => {
    if (kind === 'plan') return node === plan._id || node === plan.plan ? [root] : [];
    if (kind === 'area') return areaPath(node);
    const organisation = organisationsById.get(node);
    return organisation === undefined ? [] : [...areaPath(organisation.area), { kind, id: node, name: organisation.name }];
  };
  return { ...settings, tree, plan, inPlan, root, path };
}
