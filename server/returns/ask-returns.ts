import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { AreaTree } from '../reach/area-tree';
import type { Day } from '../reach/period';
import type { PlanVersion } from '../reach/plan-version';
import { planView, readSettings } from '../reach/plan-view';
import type { ReportPeriod } from '../reports/report-period';
import { type UnitReturn, unitReturnsWithin } from '../storage/collections/unit-returns';
import type { Bounds } from '../storage/within';

/** Who asks, sends or settles, when, and how far they may look. */
export type ReturnDeps = { readonly db: Connection; readonly bounds: Bounds; readonly by: string; readonly now: Date };

export const unitKinds = ['communes', 'organisations'] as const;
export type UnitKind = (typeof unitKinds)[number];
export type Ask = { readonly version: PlanVersion; readonly period: ReportPeriod; readonly units: readonly UnitKind[]; readonly due: Day };

type Unit = Pick<UnitReturn, 'kind' | 'node' | 'name' | 'area' | 'organisation'>;

/** Writes down who owes a return; asked again, units that have come since are added and nothing else changes. Answers how many. */
export async function askReturns({ db, bounds, by, now }: ReturnDeps, { version, period, units, due }: Ask): Promise<number> {
  const rows = unitReturnsWithin(db, bounds);
  const plan = version.plan;
  const known = new Set((await rows.find({ plan: { $eq: plan }, periodId: { $eq: period.id } })).map(({ _id }) => _id));
  const owed = (await unitsOf(db, version, units)).map((unit): UnitReturn => {
    const _id = returnId(plan, period.id, unit);
    return { _id, plan, period, periodId: period.id, ...unit, due, state: 'asked', version: 1, acts: [{ at: now, by, did: 'asked' }] };
  });
  const added = owed.filter(({ _id }) => !known.has(_id));
  await rows.insert(added);
  return added.length;
}

/** Groups of service establishments answer to nobody here: what they did is their commune's to tell. */
async function unitsOf(db: Connection, { _id, area }: PlanVersion, units: readonly UnitKind[]): Promise<readonly Unit[]> {
  const settings = await readSettings(db);
  const view = planView(settings, _id);
  if (view === undefined) return [];
  const areaOf = new Map(settings.organisations.map((organisation) => [organisation._id, organisation.area]));
  const organisations = view.inPlan
    .filter(({ kind, closedOn }) => kind !== 'establishment-group' && closedOn === undefined)
    .map(
      (one): Unit => ({
        kind: 'organisation',
        node: one._id,
        name: one.name,
        area: areaOf.get(one._id) ?? one.area,
        organisation: one._id,
      }),
    );
  return [...(units.includes('communes') ? communesIn(view.tree, area) : []), ...(units.includes('organisations') ? organisations : [])];
}

function communesIn(tree: AreaTree, top: string): readonly Unit[] {
  return tree.children(top).flatMap(({ _id, name, level, validTo }): readonly Unit[] => {
    if (validTo !== undefined) return [];
    return level === 'commune' ? [{ kind: 'area', node: _id, name, area: _id }] : communesIn(tree, _id);
  });
}

function returnId(plan: string, period: string, { kind, node }: Unit): string {
  return createHash('sha256').update([plan, period, kind, node].join('\n')).digest('base64url').slice(0, 22);
}
