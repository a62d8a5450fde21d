import { openTestDatabase, type TestDatabase } from '../../support/database';
import { type Agent, openConsole, signedIn } from './open-console';
import { sampleFigures } from './sample-figures';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const plan = '/console/plans/sample-2026';
const indicator = `${plan}/indicators/M-1.3c`;

describe('an officer of one area', () => {
  const own = '24769';
  let agent: Agent;
  beforeAll(async () => {
    const scoped = await openConsole(database.db, { area: own, signInName: 'phường' });
    agent = await signedIn(scoped, 'phường');
  });

  test.each([
    { asked: 'nothing in particular', query: '', status: 200 },
    { asked: 'their own area', query: `?node=area:${own}`, status: 200 },
    { asked: 'a school in it', query: '?node=organisation:thpt-1', status: 200 },
    { asked: 'another area', query: '?node=area:24781', status: 404 },
    { asked: 'the area above', query: '?node=area:68', status: 404 },
  ])('who asks for $asked gets $status everywhere', async ({ query, status }) => {
    for (const path of [plan, `${plan}/figures.json`, indicator, `${indicator}/export.csv`, `${indicator}/trend.svg`]) {
      const answer = await agent.get(`${path}${query}`);

      expect([path, answer.status]).toEqual([path, status]);
    }
  });

  test('sees no plan that does not reach into it', async () => {
    const { text } = await agent.get('/console');

    expect(text).not.toContain('Bến Tre');
  });

  test('asks the figures for that area and nothing wider', async () => {
    const asked: unknown[] = [];
    const figures = sampleFigures();
    const spied = sampleFigures({
      planFigures: (query) => {
        asked.push(query.node);
        return figures.planFigures(query);
      },
    });
    const scoped = await openConsole(database.db, { figures: spied, signInName: 'phường', area: own });

    await (await signedIn(scoped, 'phường')).get(plan);

    expect(asked).toEqual([{ kind: 'area', id: own }]);
  });
});
