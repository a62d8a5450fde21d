import type { Connection } from 'mongoose';
import { MatchedPeople } from './chains';
import { ledgersOf, peopleIn } from './histories';
import { coveredBy, type LedgerMark } from './ledger-marks';
import { planScopeOf } from './scopes';
import { addChain, addPerson, placeFields, settled, type TallyRow, type TallyRows } from './tally-rows';
import { TallyTotals } from './tally-totals';

export type Recounted = {
  /** Every count of the plan, by population as the tallies name it. */
  readonly totals: (population: string) => TallyTotals;
  /** How many rows the seals up to the marks should cover is known to the seals; this is how many there are. */
  readonly rows: number;
};

/** Counts a plan from the rows that were in the ledger at these marks and from nothing else; later rows of the same people are left out. */
export async function recountAt(db: Connection, plan: string, marks: readonly LedgerMark[]): Promise<Recounted | undefined> {
  const scope = await planScopeOf(db, plan);
  if (scope === undefined) return undefined;

  const covered = coveredBy(marks);
  const counted: TallyRows = new Map();
  const matched = new MatchedPeople();
  let rows = 0;
  const { evidence, serviceWorker } = ledgersOf(db);
  for (const people of [peopleIn(evidence), peopleIn(serviceWorker)]) {
    for await (const person of people) {
      const known = person.filter(covered);
      rows += known.length;
      if (!matched.take(known)) addPerson(counted, known, { plans: [scope] }, 1);
    }
  }
  for (const chain of matched.chains()) addChain(counted, chain, { plans: [scope] }, 1);
  const left = settled(counted);
  return { rows, totals: (population) => new TallyTotals(left.filter(({ place }) => place.population === population).map(asTally)) };
}

function asTally(row: TallyRow) {
  return { ...placeFields(row), days: row.days, version: 0 };
}
