import type { Connection } from 'mongoose';
import { native } from '../storage/collection';
import { type Meeting, meetings } from '../storage/collections/meetings';
import { organisations } from '../storage/collections/organisations';
import { type OutputKind, outputs } from '../storage/collections/outputs';
import { type AreaTree, loadAreaTree } from './area-tree';
import { type Activity, type Unit, type UnitFigure, unitFigure, unitIndicators } from './indicators/unit-coverage';
import { addDays, type Day, dayOf } from './period';
import { findPlanVersion } from './plan';
import type { PlanVersion } from './plan-version';
import { rebased } from './rebased';

/** Fewer people at a meeting are no activity of a unit. */
const fewestPeople = 20;

/** A plan's figures about communes at the end of a day, from meetings that a second person has confirmed and from what was registered as shown or sent. */
export async function unitFigures(
  db: Connection,
  plan: string,
  { cutOff, now }: { readonly cutOff: Day; readonly now: Date },
): Promise<readonly UnitFigure[]> {
  const version = await findPlanVersion(db, plan);
  const indicators = version === undefined ? [] : unitIndicators(version);
  if (version === undefined || indicators.length === 0) return [];

  const tree = rebased(await loadAreaTree(db), version.area);
  const last = [cutOff, addDays(version.to, -1), dayOf(now)].reduce((a, b) => (a < b ? a : b));
  const from = issuedOn(version);
  const activities = await activitiesOfUnits(db, tree, from);
  return indicators.map((indicator) => unitFigure(indicator, unitsBelow(tree, version.area), activities, { from, cutOff: last }));
}

/** Nothing is asked before a plan is issued. */
function issuedOn({ file, from }: PlanVersion): Day {
  return file.issued !== null && file.issued > from ? file.issued : from;
}

function unitsBelow(tree: AreaTree, area: string): readonly Unit[] {
  return tree.children(area).flatMap((child): readonly Unit[] => {
    if (child.level !== 'commune') return unitsBelow(tree, child._id);
    return [{ id: child._id, madeOf: tree.predecessors(child._id).map(({ _id }) => _id) }];
  });
}

type Held = Pick<Meeting, 'area' | 'organisation' | 'startsAt' | 'people' | 'queries' | 'shares'>;

/** By the commune's own bodies, or for its people: what a school does for its pupils is the school's. */
async function activitiesOfUnits(db: Connection, tree: AreaTree, from: Day): Promise<readonly Activity[]> {
  const bodies = await native(organisations(db))
    .find({ kind: { $in: ['agency', 'union'] } }, { projection: { _id: 1 } })
    .toArray();
  const ofUnits = new Set(bodies.map(({ _id }) => _id));
  const all = await Promise.all([meetingsOfUnits(db, ofUnits, from), outputsOfUnits(db, ofUnits, from)]);
  return all.flat().filter(({ unit }) => tree.area(unit)?.level === 'commune');
}

async function meetingsOfUnits(db: Connection, ofUnits: ReadonlySet<string>, from: Day): Promise<readonly Activity[]> {
  const filter = { startsAt: { $gte: new Date(`${from}T00:00:00+07:00`) }, confirmed: { $exists: true }, cancelled: { $exists: false } };
  const projection = { area: 1, organisation: 1, startsAt: 1, people: 1, queries: 1, shares: 1 } as const;
  const held = await native(meetings(db)).find<Held>(filter, { projection }).toArray();
  return held.flatMap(({ area, organisation, startsAt, people = 0, queries, shares }) => {
    const isOpen = queries.some(({ clearedAt }) => clearedAt === undefined);
    const meant = ofUnits.has(organisation) || shares.some(({ population }) => population === 'community');
    if (people < fewestPeople || isOpen || !meant) return [];
    return [{ unit: area, day: dayOf(startsAt), form: 'meeting' as const }];
  });
}

const activityKinds: OutputKind[] = ['airMinutes', 'panels'];
const logged: Readonly<Partial<Record<OutputKind, Activity['form']>>> = { airMinutes: 'broadcast', panels: 'display' };

/** Leaflets and articles reach people and are no activity. */
async function outputsOfUnits(db: Connection, ofUnits: ReadonlySet<string>, from: Day): Promise<readonly Activity[]> {
  const filter = { day: { $gte: from }, kind: { $in: activityKinds }, withdrawn: { $exists: false } };
  const rows = await native(outputs(db)).find(filter).toArray();
  return rows.flatMap(({ kind, area, day, organisation }) => {
    const form = logged[kind];
    const isOfUnit = organisation === undefined || ofUnits.has(organisation);
    return form === undefined || !isOfUnit ? [] : [{ unit: area, day, form }];
  });
}
