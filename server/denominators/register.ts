import type { Connection } from 'mongoose';
import type { Population } from '../../courses/model';
import { type AreaTree, loadAreaTree } from '../reach/area-tree';
import { isStale, latestRows } from '../reach/denominators';
import type { Day } from '../reach/period';
import { type DenominatorProposal, denominatorProposalsWithin } from '../storage/collections/denominator-proposals';
import { type DenominatorRow, denominatorsWithin } from '../storage/collections/denominators';
import { type Organisation, organisationsWithin } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';
import { differingPapers, differingSums, type PaperConflict, type SumConflict } from './conflicts';

export type RegisterRow = DenominatorRow & { readonly name: string; readonly stale: boolean };
export type MissingRow = { readonly organisation: Organisation; readonly population: Population };

/** What counts today, what waits, and what does not fit or is not there, as far as somebody may see. */
export type Register = {
  readonly enrolled: readonly RegisterRow[]; // newcomers and people ever present, for reading B
  readonly current: readonly RegisterRow[];
  readonly waiting: readonly DenominatorProposal[];
  readonly missing: readonly MissingRow[];
  readonly sums: readonly SumConflict[];
  readonly papers: readonly PaperConflict[];
};

export async function readRegister(db: Connection, bounds: Bounds, today: Day): Promise<Register> {
  const [rows, waiting, organisations, tree] = await Promise.all([
    denominatorsWithin(db, bounds).find({}, { sort: { _id: 1 } }),
    denominatorProposalsWithin(db, bounds).find({ state: { $in: ['proposed', 'approving'] } }, { sort: { _id: -1 } }),
    organisationsWithin(db, bounds).find({ closedOn: { $exists: false } }, { sort: { folded: 1, _id: 1 } }),
    loadAreaTree(db),
  ]);
  const latest = latestRows(rows, today);
  const nameOf = nameIn(organisations, tree);
  const current = [...latest.values()].map((row) => ({ ...row, name: nameOf(row), stale: isStale(row, today) }));
  const enrolled = rows.filter(({ measure }) => measure !== undefined);
  return {
    enrolled: enrolled.map((row) => ({ ...row, name: nameOf(row), stale: false })).reverse(),
    current: current.sort((a, b) => a.name.localeCompare(b.name, 'vi') || (a.population < b.population ? -1 : 1)),
    waiting,
    missing: organisations.flatMap((organisation) =>
      organisation.populations.flatMap((population) =>
        latest.has(`organisation:${organisation._id}:${population}`) ? [] : [{ organisation, population }],
      ),
    ),
    sums: differingSums(current, organisations, tree, today),
    papers: differingPapers(rows.filter(isStock), current, waiting.filter(isStock)),
  };
}

function isStock({ measure }: Pick<DenominatorRow, 'measure'>): boolean {
  return measure === undefined;
}

/** Every paper there ever was for one place and population, the newest first. */
export async function historyOf(
  db: Connection,
  bounds: Bounds,
  { kind, node, population, measure }: Pick<DenominatorProposal, 'kind' | 'node' | 'population' | 'measure'>,
): Promise<{ readonly approved: readonly DenominatorRow[]; readonly proposals: readonly DenominatorProposal[] }> {
  const filter = { kind: { $eq: kind }, node: { $eq: node }, population: { $eq: population }, measure: measure ?? { $exists: false } };
  const [approved, proposals] = await Promise.all([
    denominatorsWithin(db, bounds).find(filter, { sort: { _id: -1 } }),
    denominatorProposalsWithin(db, bounds).find(filter, { sort: { _id: -1 } }),
  ]);
  return { approved, proposals };
}

function nameIn(organisations: readonly Organisation[], tree: AreaTree): (row: DenominatorRow) => string {
  const names = new Map(organisations.map(({ _id, name }) => [_id, name]));
  return ({ kind, node }) => (kind === 'area' ? tree.area(node)?.name : names.get(node)) ?? node;
}
