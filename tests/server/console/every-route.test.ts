import type { Express } from 'express';
import { may, type Role, roles } from '../../../server/staff/roles';
import type { Scope } from '../../../server/staff/scope';
import { signInAttempts } from '../../../server/storage/collections/sign-ins';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { type Agent, openConsole, signedIn, tokenIn } from './open-console';
import { type ConsoleRoute, consoleRoutes, parametersIn } from './walk/console-routes';
import { foreignQueries, openRoutes, parameters, unknown } from './walk/parameters';
import { foreignMark, makeAccounts, makePlaces, scopes } from './walk/world';

/** Some hundred addresses each, on a machine that may be busy with other tests. */
jest.setTimeout(300_000);

let database: TestDatabase;
let app: Express;
let routes: readonly ConsoleRoute[];
const failures: unknown[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  app = await openConsole(database.db, { onError: (error) => failures.push(error) });
  routes = consoleRoutes(app).filter(({ permission }) => permission !== undefined);
  await makePlaces(database.db);
  await makeAccounts(database.db);
  for (const { make } of Object.values(parameters)) await make?.(database.db);
});
afterAll(() => database.close());
beforeEach(() => signInAttempts(database.db).deleteMany({}));
afterEach(() => expect(failures.splice(0)).toEqual([]));

describe('the walk', () => {
  test('finds the routes of the console, and knows which are open to whoever is not signed in', () => {
    const all = consoleRoutes(app);
    const withoutPermission = all.filter(({ permission }) => permission === undefined).map(({ method, path }) => `${method} ${path}`);

    expect(all.length).toBeGreaterThan(40);
    expect(withoutPermission.sort()).toEqual([...openRoutes].sort());
  });

  test('knows something foreign for every parameter of a route; a new one is added to walk/parameters.ts', () => {
    const names = new Set(routes.flatMap(({ path }) => parametersIn(path)));

    expect([...names].filter((name) => parameters[name] === undefined)).toEqual([]);
  });
});

describe.each(roles)('as %s', (role) => {
  test('what the role may not do does not exist, with one answer for all of it', async () => {
    const somebody = await member(role, scopes.everything);

    for (const route of routes.filter(({ permission }) => permission !== undefined && !may({ role }, permission)))
      await expectAbsent(somebody, route, addressOf(route.path));
  });

  test.each(Object.values(scopes))('within $kind, what lies outside is the same as what nobody has', async (scope) => {
    const somebody = await member(role, scope);

    for (const route of permitted(role).filter(({ path }) => parametersIn(path).length > 0))
      for (const address of foreignAddresses(route, scope)) await expectAbsent(somebody, route, address);
  });

  test.each([scopes.area, scopes.organisation, scopes.group])(
    'within $kind, no page and no file names anything of others',
    async (scope) => {
      const { agent } = await member(role, scope);

      for (const route of permitted(role).filter(({ method }) => method === 'get'))
        for (const query of foreignQueries) {
          const address = `${addressOf(route.path)}?${query}`;
          const answer = await agent.get(address).buffer(true);
          expect([address, answer.status >= 500, bodyOf(answer).includes(foreignMark)]).toEqual([address, false, false]);
        }
    },
  );

  test.each([scopes.everything, scopes.group])('within $kind, every form that is sent empty is answered', async (scope) => {
    const { agent, csrf } = await member(role, scope);

    for (const route of permitted(role).filter(({ method }) => method === 'post')) {
      const address = addressOf(route.path);
      const answer = await agent.post(address).type('form').send({ csrf });
      expect([address, answer.status < 500]).toEqual([address, true]);
    }
  });
});

type Somebody = { readonly agent: Agent; readonly csrf: string; readonly absent: string };
const signedInAs = new Map<string, Promise<Somebody>>();

/** Signed in once for all their tests; `absent` is what they are shown where nothing is. */
function member(role: Role, scope: Scope): Promise<Somebody> {
  const signInName = `${role} ${scope.kind}`;
  const somebody = signedInAs.get(signInName) ?? enter(role, scope, signInName);
  signedInAs.set(signInName, somebody);
  return somebody;
}

async function enter(role: Role, scope: Scope, signInName: string): Promise<Somebody> {
  await openConsole(database.db, { role, scope, signInName });
  const agent = await signedIn(app, signInName);
  const answer = await agent.get('/console/nowhere');
  expect(answer.status).toBe(404);
  return { agent, csrf: tokenIn(answer.text), absent: withoutTraces(answer.text) };
}

function permitted(role: Role): readonly ConsoleRoute[] {
  return routes.filter(({ permission }) => permission !== undefined && may({ role }, permission));
}

async function expectAbsent({ agent, csrf, absent }: Somebody, { method }: ConsoleRoute, address: string): Promise<void> {
  const answer = method === 'get' ? await agent.get(address) : await agent.post(address).type('form').send({ csrf });

  expect([method, address, answer.status]).toEqual([method, address, 404]);
  expect([method, address, withoutTraces(answer.text)]).toEqual([method, address, absent]);
}

/** Each parameter in turn is something foreign, unknown or no id at all, the others are one's own. Whoever sees everything has nothing foreign. */
function foreignAddresses({ path }: ConsoleRoute, scope: Scope): readonly string[] {
  return parametersIn(path).flatMap((name) => {
    const values = scope.kind === 'everything' ? unknown : [...(parameters[name]?.foreign ?? []), ...unknown.slice(0, 1)];
    return values.map((value) => addressOf(path, { [name]: value }));
  });
}

function addressOf(path: string, values: Readonly<Record<string, string>> = {}): string {
  const filled = path.replaceAll(/[:*](\w+)/g, (_all, name: string) => values[name] ?? parameters[name]?.own ?? '');
  return `/console${filled === '/' ? '' : filled}`;
}

/** Without what differs from answer to answer: the form's token, and the asked address in the link to the other language. */
function withoutTraces(html: string): string {
  return html.replaceAll(/name="csrf" value="[^"]*"/g, 'token').replaceAll(/<a href="[^"]*lang=\w\w[^"]*" hreflang/g, '<a hreflang');
}

function bodyOf(answer: { readonly text?: string; readonly body?: unknown }): string {
  return answer.text ?? (Buffer.isBuffer(answer.body) ? answer.body.toString() : JSON.stringify(answer.body));
}
