import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { openConsole, signedIn, tokenIn } from '../open-console';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('the data officer records an item, is told of faults, and sees who recorded what', async () => {
  const agent = await signedIn(await openConsole(database.db, { role: 'data-officer' }));
  const before = await agent.get('/console/readiness');
  expect(before.text).toContain('Chưa ghi');
  const form = '/console/readiness/impact-assessment';
  const csrf = tokenIn((await agent.get(form)).text);

  const refused = await agent.post(form).type('form').send({ csrf, document: 'HS-2026-15', date: '2030-01-01' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="#field-date"');
  expect(refused.text).toContain('value="HS-2026-15"');

  const recorded = await agent.post(form).type('form').send({ csrf, document: 'HS-2026-15', date: '2026-10-30' });
  expect([recorded.status, recorded.headers.location]).toEqual([303, '/console/readiness?done=impact-assessment']);
  expect((await agent.get('/console/readiness')).text).toContain('30/10/2026, HS-2026-15');
  expect((await agent.get(form)).text).toContain('Cán bộ thử');
});

test('an administrator of one area finds nothing there, not even in the menu', async () => {
  const options = { role: 'administrator', area: '24769', signInName: 'quan.tri' } as const;
  const agent = await signedIn(await openConsole(database.db, options), options.signInName);

  expect((await agent.get('/console/readiness')).status).toBe(404);
  expect((await agent.get('/console/nowhere')).text).not.toContain('/console/readiness');
});
