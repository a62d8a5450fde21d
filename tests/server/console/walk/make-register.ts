import type { Connection } from 'mongoose';
import { native } from '../../../../server/storage/collection';
import { denominatorProposals } from '../../../../server/storage/collections/denominator-proposals';
import { denominators } from '../../../../server/storage/collections/denominators';
import { enteredFigures } from '../../../../server/storage/collections/entered-figures';
import { evidenceQueries } from '../../../../server/storage/collections/evidence-queries';
import { outputs } from '../../../../server/storage/collections/outputs';
import { papers } from '../../../../server/storage/collections/papers';
import { unitReturns } from '../../../../server/storage/collections/unit-returns';
import { clock } from '../open-console';
import { foreign, foreignMark, own } from './world';

const sides = [
  { side: 'own', name: 'Trường Thử', mark: '1/BC', ...own },
  { side: 'foreign', name: `Trường ${foreignMark}`, mark: foreignMark, ...foreign },
] as const;
const act = { by: 'staff-own', at: clock };
const period = { id: '2026-H1', type: 'half_year', year: 2026, part: 1, from: '2025-12-15', to: '2026-06-14' } as const;

/** Figures with their papers, approved and waiting, of one's own school and of another. */
export async function makeProposals(db: Connection): Promise<void> {
  const said = {
    kind: 'organisation',
    population: 'upper-secondary',
    people: 100,
    asOf: '2026-09-15',
    issuer: 'Sở',
    method: 'đếm',
  } as const;
  await native(denominatorProposals(db)).deleteMany({});
  await native(denominators(db)).deleteMany({});
  for (const { side, name, mark, area, organisation } of sides) {
    const place = { node: organisation, area, organisation, document: mark };
    await native(denominatorProposals(db)).insertOne({ _id: `proposal-${side}`, name, ...said, ...place, state: 'proposed', entered: act });
    await native(denominators(db)).insertOne({
      _id: `row-${side}`,
      ...said,
      ...place,
      people: 90,
      approver: mark,
      proposal: `proposal-${side}`,
    });
  }
}

export async function makePapers(db: Connection): Promise<void> {
  const file = { type: 'application/pdf', bytes: 5, chunks: 1, addedBy: 'staff-own', addedAt: clock } as const;
  await native(papers(db)).deleteMany({});
  await native(papers(db)).insertMany(
    sides.map(({ side, area, organisation }) => ({
      _id: `paper-${side}`,
      area,
      organisation,
      ...file,
      deleteAfter: new Date('2036-01-01'),
    })),
  );
}

export async function makeReturns(db: Connection): Promise<void> {
  await native(unitReturns(db)).deleteMany({});
  await native(unitReturns(db)).insertMany(
    sides.map(({ side, name, area, organisation }) => ({
      _id: `return-${side}`,
      plan: `plan-${side}`,
      period,
      periodId: period.id,
      kind: 'organisation',
      node: organisation,
      name,
      area,
      organisation,
      due: '2026-06-30',
      state: 'asked',
      version: 1,
      acts: [{ ...act, did: 'asked' }],
    })),
  );
}

export async function makeOutputs(db: Connection): Promise<void> {
  const said = { kind: 'leaflets', amount: 10, day: '2026-11-01', title: 'tờ rơi', entered: act } as const;
  await native(outputs(db)).deleteMany({});
  await native(outputs(db)).insertMany(
    sides.map(({ side, name, mark, area, organisation }) => ({
      _id: `output-${side}`,
      ...said,
      area,
      organisation,
      place: name,
      document: mark,
    })),
  );
}

export async function makeFigures(db: Connection): Promise<void> {
  const said = { period, periodId: period.id, indicator: 'X', value: 1, of: 2, result: '', agency: 'Sở', day: '2026-11-01' } as const;
  await native(enteredFigures(db)).deleteMany({});
  await native(enteredFigures(db)).insertMany(
    sides.map(({ side, mark, area }) => ({
      _id: `figure-${side}`,
      plan: `plan-${side}`,
      area,
      ...said,
      document: mark,
      state: 'waiting',
      entered: act,
    })),
  );
}

export async function makeQueries(db: Connection): Promise<void> {
  const said = { kind: 'burst', population: 'upper-secondary', day: '2026-11-20', people: 12, rows: [], raisedAt: clock } as const;
  await native(evidenceQueries(db)).deleteMany({});
  await native(evidenceQueries(db)).insertMany(
    sides.map(({ side, area, organisation }) => ({ _id: `query-${side}`, ...said, area, organisation })),
  );
}
