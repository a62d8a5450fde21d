import { createCoordinator } from '../../../server/jobs/coordinator';
import { openTestDatabase, type TestDatabase } from '../../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const now = () => new Date('2026-11-22T03:00:00Z');

test('one of two processes runs a tick, and one of them the next', async () => {
  const [one, two] = [createCoordinator(database.db, now), createCoordinator(database.db, now)];
  const tick = (key: string) => Promise.all([one, two].map((coordinator) => coordinator.shouldRun(key, 60_000)));

  expect((await tick('seal:1')).filter(Boolean)).toHaveLength(1);
  expect((await tick('seal:2')).filter(Boolean)).toHaveLength(1);
  expect(await tick('seal:1')).toEqual([false, false]);
});
