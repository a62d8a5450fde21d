import fc from 'fast-check';
import { LaneLeases, type LeaseOptions, leaseMs } from '../../../server/conversation/lane-leases';
import { lanes } from '../../../server/conversation/model';
import { native } from '../../../server/storage/collection';
import { laneHolders } from '../../../server/storage/collections/lane-holders';
import { lanes as laneCollection } from '../../../server/storage/collections/lanes';
import { openTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(startAnew);

const start = Date.parse('2026-11-22T03:00:00Z');
const clock = { ms: 0 };
const everyLane = Array.from({ length: lanes }, (_, lane) => lane);

async function startAnew(): Promise<void> {
  clock.ms = 0;
  await native(laneCollection(database.db)).deleteMany({});
  await native(laneHolders(database.db)).deleteMany({});
}

function now(): Date {
  return new Date(start + clock.ms);
}

function leasesOf(name: string, options: LeaseOptions = {}): LaneLeases {
  return new LaneLeases(database.db, name, { elapsed: () => clock.ms, ...options });
}

async function holder(name: string, options: LeaseOptions = {}): Promise<LaneLeases> {
  const leases = leasesOf(name, options);
  await leases.begin(now());
  return leases;
}

/** Everybody looks at the leases, in turn. */
async function look(...all: readonly LaneLeases[]): Promise<void> {
  for (const one of all) await one.take(now());
}

function sorted(...all: readonly LaneLeases[]): readonly number[] {
  return all.flatMap((one) => one.lanes).sort((a, b) => a - b);
}

describe('lane leases', () => {
  test('two holders who begin at once share the lanes and never hold the same one', async () => {
    const [one, two] = await Promise.all([holder('one'), holder('two')]);

    expect(sorted(one, two)).toEqual(everyLane);
  });

  test('a holder that joins has its share as soon as both have looked', async () => {
    const one = await holder('one');
    const two = await holder('two');

    await look(one, two);

    expect([one.lanes.length, two.lanes.length]).toEqual([128, 128]);
    expect(sorted(one, two)).toEqual(everyLane);
  });

  test('a lane with something under way is left only afterwards, and nothing new begins in it', async () => {
    const busy = new Set(everyLane);
    const one = await holder('one', { busy: () => busy });
    const two = await holder('two');
    await look(one, two);
    const during = { held: everyLane.filter((lane) => one.holds(lane)).length, open: one.lanes.length, other: two.lanes.length };

    busy.clear();
    await look(one, two);

    expect(during).toEqual({ held: 256, open: 128, other: 0 });
    expect(sorted(one, two)).toEqual(everyLane);
    expect(two.lanes).toHaveLength(128);
  });

  test('the others get the lanes that a holder gives back', async () => {
    const one = await holder('one');
    const two = await holder('two');
    await look(one, two);

    await one.release();
    await look(two);

    expect(two.lanes).toHaveLength(lanes);
    expect(one.holds(0)).toBe(false);
  });

  test('lanes of a holder that died go to another, with a higher term', async () => {
    const one = await holder('one');
    const before = one.term(7);
    const two = await holder('two');

    clock.ms += leaseMs + 1;
    await look(two);

    expect(two.lanes).toHaveLength(lanes);
    expect(two.term(7)).toBeGreaterThan(before);
  });

  test('a holder that stood still for longer than its lease holds nothing, before it looks and after', async () => {
    const one = await holder('one');
    const two = await holder('two');
    clock.ms += leaseMs + 1;
    const waking = one.holds(7);

    await look(two, one);

    expect(waking).toBe(false);
    expect(one.holds(7)).toBe(false);
    expect(two.holds(7)).toBe(true);
  });

  test('a renewed lease is not taken', async () => {
    const one = await holder('one');
    clock.ms += leaseMs - 1;
    await look(one);
    clock.ms += 2;

    const two = await holder('two');

    expect(two.lanes).toEqual([]);
    expect(one.lanes).toHaveLength(lanes);
  });

  test('a process that starts again takes the lanes of the killed one back at once, with a higher term', async () => {
    const killed = await holder('one:7');

    const again = leasesOf('one:8');
    await again.begin(now(), (name) => name === 'one:7');

    expect(again.lanes).toHaveLength(lanes);
    expect(again.term(7)).toBe(killed.term(7) + 1);
  });

  test('what must be known of a lane is known before a turn may run in it', async () => {
    const prepared: number[] = [];
    const leases: LaneLeases = leasesOf('one', {
      prepare: async (gained) => void prepared.push(...gained.filter((lane) => !leases.holds(lane))),
    });

    await leases.begin(now());
    await leases.take(now());

    expect(prepared.sort((a, b) => a - b)).toEqual(everyLane);
  });
});

type Act = { readonly kind: 'join' | 'die' | 'look' | 'work' | 'rest'; readonly who: number; readonly ms: number };
const acts: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('join', 'die', 'look', 'look', 'look', 'work', 'rest'),
  who: fc.nat({ max: 4 }),
  ms: fc.constantFrom(0, 300, 1_000, 5_000, leaseMs + 1),
});

test('whoever joins, dies or stands still: no lane has two holders, and soon each has one and all have equal shares', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 18 }), async (story) => {
      await startAnew();
      const alive = new Map<number, LaneLeases>();
      const busy = Array.from({ length: 5 }, () => new Set<number>());
      let names = 0;
      for (const { kind, who, ms } of story) {
        clock.ms += ms;
        if (kind === 'join' && !alive.has(who)) alive.set(who, await holder(`h${names++}`, { busy: () => busy[who] ?? new Set() }));
        if (kind === 'die') alive.delete(who);
        if (kind === 'look') await alive.get(who)?.take(now());
        if (kind === 'work') for (const lane of alive.get(who)?.lanes ?? []) busy[who]?.add(lane);
        if (kind === 'rest') busy[who]?.clear();
        const believed = everyLane.map((lane) => [...alive.values()].filter((one) => one.holds(lane)).length);
        expect(Math.max(...believed)).toBeLessThanOrEqual(1);
      }
      if (alive.size === 0) return;

      for (const set of busy) set.clear();
      for (const end = clock.ms + 2 * leaseMs; clock.ms < end; clock.ms += leaseMs / 3) await look(...alive.values());
      const shares = [...alive.values()].map((one) => one.lanes.length);

      expect(sorted(...alive.values())).toEqual(everyLane);
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 10 },
  );
});
