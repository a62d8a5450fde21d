import type { Express } from 'express';
import { createFigures } from '../../../../server/reach/figures';
import { currentPlans } from '../../../../server/reach/plan';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { buildProvince } from '../../reach/support/province';
import { type Agent, clock, openConsole, signedIn, tokenIn } from '../open-console';

const drafts = '/console/plan-drafts';
const pdf = Buffer.from('%PDF-1.4 a scanned plan');

let database: TestDatabase;
let app: Express;
let writer: Agent;
let second: Agent;

beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
  const figures = createFigures(database.db, { now: () => clock });
  app = await openConsole(database.db, { figures });
  await openConsole(database.db, { figures, signInName: 'hai' });
  writer = await signedIn(app);
  second = await signedIn(app, 'hai');
});
afterAll(() => database.close());

async function post(agent: Agent, page: string, path: string, fields: Readonly<Record<string, string>>) {
  const { text } = await agent.get(page);
  return agent
    .post(path)
    .type('form')
    .send({ csrf: tokenIn(text), version: /name="version" value="(\d+)"/.exec(text)?.[1], ...fields });
}

async function begin(): Promise<string> {
  const head = {
    title: 'Kế hoạch thứ sáu',
    number: '6/KH-UBND',
    issuer: 'UBND tỉnh',
    issued: '2026-01-05',
    from: '2026',
    to: '2030',
    area: '68',
  };
  return String((await post(writer, `${drafts}/new`, drafts, head)).headers.location);
}

async function attach(draft: string): Promise<void> {
  const csrf = tokenIn((await writer.get(draft)).text);
  await writer.post(`${draft}/source`).field('csrf', csrf).attach('paper', pdf, 'plan.pdf').expect(303);
}

const workers = {
  id: 'S1',
  kind: 'person_count',
  scope: 'core',
  population: 'ip-worker',
  about: 'người lao động',
  wording: 'at_least',
  amount: '60000',
};

describe('a sixth plan', () => {
  test('is written in a form, imported by another, and counted', async () => {
    const draft = await begin();
    await post(writer, draft, `${draft}/indicators`, workers);
    await post(writer, draft, `${draft}/reports`, { type: 'year', by: 'Sở Y tế', to: 'UBND tỉnh; Bộ Y tế', before: '12-20' });
    await post(writer, draft, `${draft}/tasks`, { section: 'II', owner: 'Sở Y tế', tasks: 'Tập huấn\n\nIn tờ rơi' });
    await attach(draft);

    await post(second, draft, `${draft}/import`, {});

    const plan = (await currentPlans(database.db)).find(({ file }) => file.number === '6/KH-UBND');
    expect(plan?.file.indicators).toMatchObject([{ id: 'S1', kind: 'person_count', target_count: 60_000 }]);
    expect(plan?.file.calendar).toMatchObject([{ to: ['UBND tỉnh', 'Bộ Y tế'], before: '12-20' }]);
    expect(plan?.file.tasks.map(({ text }) => text)).toEqual(['Tập huấn', 'In tờ rơi']);
    expect((await second.get(`${draft}/source`).expect(200)).body).toEqual(pdf);
  });

  test.each([
    { what: 'by its writer', who: () => writer, papers: true, outcome: 'own_work' },
    { what: 'without its document', who: () => second, papers: false, outcome: 'no_source' },
  ])('is not imported $what', async ({ who, papers, outcome }) => {
    const draft = await begin();
    await post(writer, draft, `${draft}/indicators`, workers);
    if (papers) await attach(draft);

    const { headers } = await post(who(), draft, `${draft}/import`, {});

    expect(headers.location).toBe(`${draft}?outcome=${outcome}`);
  });

  test('keeps what somebody else changed meanwhile', async () => {
    const draft = await begin();
    const { headers } = await post(writer, draft, `${draft}/indicators`, { ...workers, version: '7' });

    expect(headers.location).toBe(`${draft}?outcome=changed_meanwhile`);
  });

  test.each([
    { field: 'amount', typed: { ...workers, amount: '' } },
    { field: 'population', typed: { ...workers, population: '' } },
    { field: 'id', typed: { ...workers, id: 'số một' } },
    { field: 'amount', typed: { ...workers, kind: 'person_coverage', amount: '170' } },
    { field: 'what', typed: { ...workers, kind: 'unit_coverage', amount: '70' } },
  ])('comes back with a fault at $field', async ({ field, typed }) => {
    const draft = await begin();

    const { status, text } = await post(writer, draft, `${draft}/indicators`, typed);

    expect(status).toBe(422);
    expect(text).toContain(`id="field-${field}-fault"`);
  });

  test('may come as a file, and says what is wrong with one', async () => {
    const text =
      'id: SEVENTH\nsource_kind: full_text\nissuer: A\nnumber: "7"\nissued: "2026-01-01"\nperiod: {from: 2026, to: 2026}\nindicators: []';
    const upload = async (content: string) => {
      const csrf = tokenIn((await writer.get(`${drafts}/new`)).text);
      return writer.post(`${drafts}/upload`).field('csrf', csrf).field('fileArea', '68').attach('file', Buffer.from(content), 'plan.yaml');
    };

    expect((await upload(text)).status).toBe(303);
    expect((await upload(text.replace('issuer: A', ''))).text).toContain('issuer');
  });
});
