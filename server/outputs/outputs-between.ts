import type { Connection } from 'mongoose';
import { loadAreaTree } from '../reach/area-tree';
import type { Day } from '../reach/period';
import { rebased } from '../reach/rebased';
import { type OutputKind, type OutputRow, outputsWithin } from '../storage/collections/outputs';
import { type ReturnKind, returnKinds, type UnitReturn, unitReturnsWithin } from '../storage/collections/unit-returns';
import type { Bounds } from '../storage/within';
import { heldMeetings } from './held-meetings';

export type OutputLine = {
  readonly kind: ReturnKind;
  readonly recorded: number; // in the product: meetings held, or the register's entries that are not a returning unit's own
  readonly returned: number; // in accepted returns
  readonly total: number; // what a report says: of meetings and lượt what is recorded, of all else both
};

/** What was done in an area in some days, both included, as far as somebody may see. */
export type Outputs = {
  readonly area: string;
  readonly from: Day;
  readonly to: Day;
  readonly lines: readonly OutputLine[];
  readonly rows: readonly OutputRow[]; // the register's entries, the newest first, withdrawn ones too
  readonly covered: ReadonlySet<string>; // entries whose unit's return stands in their place
  readonly returns: number; // accepted returns in the sums
};

export type OutputQuery = { readonly area: string; readonly from: Day; readonly to: Day };

export async function outputsBetween(db: Connection, bounds: Bounds, { area, from, to }: OutputQuery): Promise<Outputs> {
  const tree = rebased(await loadAreaTree(db), area);
  const inside = (code: string) => tree.chain(code).includes(area);
  const [rows, returns, held] = await Promise.all([
    outputsWithin(db, bounds).find({ day: { $gte: from, $lte: to } }, { sort: { day: -1, _id: -1 } }),
    unitReturnsWithin(db, bounds).find({ state: { $eq: 'accepted' } }),
    heldMeetings(db, bounds, { from, to, inside: (place) => inside(place.area) }),
  ]);
  const used = standing(returns.filter((one) => inside(one.area) && one.period.from >= from && one.period.to <= to));
  const mine = rows.filter((row) => inside(row.area));
  const covered = new Set(mine.filter((row) => used.some((one) => covers(one, row))).map(({ _id }) => _id));
  const counted = mine.filter(({ _id, withdrawn }) => withdrawn === undefined && !covered.has(_id));
  const entered = (kind: OutputKind) => sum(counted.filter((row) => row.kind === kind).map(({ amount }) => amount));
  const lines = returnKinds.map((kind): OutputLine => {
    const returned = sum(used.map(({ values }) => values?.[kind] ?? 0));
    if (kind === 'meetings' || kind === 'attendances') return { kind, recorded: held[kind], returned, total: held[kind] };
    const recorded = entered(kind);
    return { kind, recorded, returned, total: recorded + returned };
  });
  return { area, from, to, lines, rows: mine, covered, returns: used.length };
}

/** Of a unit's returns that overlap, the longest stands: a year's contains its halves. Two plans' returns tell of the same days once. */
function standing(returns: readonly UnitReturn[]): readonly UnitReturn[] {
  const longest = [...returns].sort((a, b) =>
    a.period.from === b.period.from ? (a.period.to > b.period.to ? -1 : 1) : a.period.from < b.period.from ? -1 : 1,
  );
  const kept: UnitReturn[] = [];
  for (const one of longest) {
    if (!kept.some((other) => unitOf(other) === unitOf(one) && other.period.from <= one.period.to && one.period.from <= other.period.to))
      kept.push(one);
  }
  return kept;
}

function covers(one: UnitReturn, row: OutputRow): boolean {
  return unitOf(one) === unitOf(row) && one.period.from <= row.day && row.day <= one.period.to;
}

/** Whose doing something was: the organisation's, or the area's own. */
function unitOf({ area, organisation }: { readonly area: string; readonly organisation?: string }): string {
  return organisation === undefined ? `area ${area}` : `organisation ${organisation}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
