import { LaneLeases, leaseMs } from '../../../server/conversation/lane-leases';
import { lanes } from '../../../server/conversation/model';
import { openTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const start = Date.parse('2026-11-22T03:00:00Z');
const at = (ms: number) => new Date(start + ms);

async function holder(name: string, ms = 0): Promise<LaneLeases> {
  const leases = new LaneLeases(database.db, name);
  await leases.begin(at(ms));
  return leases;
}

describe('lane leases', () => {
  test('two holders who begin at once share the lanes and never hold the same one', async () => {
    const [one, two] = await Promise.all([holder('one'), holder('two')]);

    expect([...one.lanes, ...two.lanes].sort((a, b) => a - b)).toEqual(Array.from({ length: lanes }, (_, lane) => lane));
  });

  test('a second holder gets the lanes when the first gives them back', async () => {
    const one = await holder('one');
    const two = await holder('two');
    expect(two.lanes).toEqual([]);

    await one.release();
    await two.take(at(1));

    expect(two.lanes).toHaveLength(lanes);
    expect(one.holds(0)).toBe(false);
  });

  test('lanes of a holder that stopped renewing go to another, with a higher term', async () => {
    const one = await holder('one');
    const before = one.term(7);
    const two = await holder('two');

    await two.take(at(leaseMs + 1));
    await one.take(at(leaseMs + 2));

    expect(two.term(7)).toBeGreaterThan(before);
    expect(one.holds(7)).toBe(false);
  });

  test('a renewed lease is not taken', async () => {
    const one = await holder('one');
    const two = await holder('two');
    await one.take(at(leaseMs - 1));

    await two.take(at(leaseMs + 1));

    expect(two.lanes).toEqual([]);
  });

  test('a holder that was killed takes its own lanes back at once, with a higher term', async () => {
    const killed = await holder('one');

    const again = await holder('one', 10);

    expect(again.lanes).toHaveLength(lanes);
    expect(again.term(7)).toBe(killed.term(7) + 1);
  });
});
