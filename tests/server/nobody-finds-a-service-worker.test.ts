import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { conversationId } from '../../server/conversation/accept-event';
import { fromRow } from '../../server/conversation/conversation-row';
import { createLogger } from '../../server/observability/logger';
import { createRosterCodes } from '../../server/organisations/create-codes';
import { importOrganisations } from '../../server/organisations/import-organisations';
import { getOrCreatePeople } from '../../server/people/person';
import { serviceWorkerPseudonym } from '../../server/reach/evidence';
import { createFigures } from '../../server/reach/figures';
import { createGiveOut } from '../../server/reach/give-out';
import { may, type Role } from '../../server/staff/roles';
import { native } from '../../server/storage/collection';
import { conversations } from '../../server/storage/collections/conversations';
import { dataRequests } from '../../server/storage/collections/data-requests';
import { reports } from '../../server/storage/collections/reports';
import { unitReturns } from '../../server/storage/collections/unit-returns';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { readableText } from '../support/readable-text';
import { WebLearner } from '../support/web-learner';
import { type Agent, openConsole, signedIn, tokenIn } from './console/open-console';
import { consoleRoutes } from './console/walk/console-routes';
import { makeReturns } from './console/walk/make-register';
import { makeMeetings } from './console/walk/make-rows';
import { parameters } from './console/walk/parameters';

const log: string[] = [];
let product: Product;
beforeAll(async () => {
  product = await startProduct({ logger: createLogger('debug', { write: (line) => void log.push(line) }) });
});
afterAll(() => product.close());

const venues = `id,name,kind,area,populations,establishments
venues-1,Nhóm cơ sở Thử,establishment-group,T101,service-worker,6
may-1,Công ty May Thử,enterprise,T101,ip-worker,
`;

async function card(): Promise<string> {
  const { keys } = product;
  const { db } = product.running.storage;
  expect((await importOrganisations(db, venues)).errors).toEqual([]);
  const now = new Date();
  const codes = await createRosterCodes(db, keys, { group: 'venues-1', count: 1, expires: new Date(now.getTime() + 1e10), now });
  return codes?.[0] ?? '';
}

/** Everything outside the sealed conversation that names this person, by collection. */
async function rowsAbout(person: string): Promise<Readonly<Record<string, readonly object[]>>> {
  const { db } = product.running.storage;
  const found: Record<string, readonly object[]> = {};
  for (const { name } of (await db.db?.listCollections().toArray()) ?? []) {
    const rows = (await db.collection(name).find().toArray()).filter((row) => JSON.stringify(row).includes(person));
    if (rows.length > 0) found[name] = rows.map(({ sealed: _, key: __, ...row }) => row);
  }
  return found;
}

async function newestPerson(before: ReadonlySet<string>): Promise<string> {
  const rows = await product.running.storage.db.collection('conversations').find().toArray();
  const fresh = rows.map((row) => String(row.person)).filter((person) => !before.has(person));
  expect(fresh).toHaveLength(1);
  return fresh[0] ?? '';
}

/** Reads the lesson on offer at a reader's pace, first answers throughout. */
async function takeLesson(learner: WebLearner): Promise<void> {
  await learner.tap('Chọn bài khác');
  await learner.tap(learner.last.options[0]?.label ?? '');
  for (let turns = 0; turns < 40 && !/Bạn đã học xong/.test(learner.last.text); turns++) {
    product.advance(30_000);
    const labels = learner.last.options.map(({ label }) => label);
    await learner.tap(labels.find((label) => label === 'Xong') ?? labels[0] ?? '');
  }
  expect(learner.last.text).toMatch(/Bạn đã học xong/);
}

let learner: WebLearner;
let person: string;
let shown: string;
/** Everything by which somebody could know this learner again. */
let identifiers: readonly string[];

beforeAll(async () => {
  const somebody = new WebLearner(product.address);
  await somebody.open();
  await somebody.join();
  await somebody.tap('Từ 18 tuổi');
  const other = await newestPerson(new Set());

  const code = await card();
  learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(code);
  await learner.tap('Đủ 18 tuổi');
  await learner.tap('Đồng ý'); // learn
  await learner.tap('Đồng ý'); // be counted
  await takeLesson(learner);

  const { db } = product.running.storage;
  person = await newestPerson(new Set([other]));
  await eventually(async () => expect(await db.collection('service-worker-evidence').countDocuments({ rung: 'reached' })).toBe(1));
  const stored = await native(conversations(db)).findOne({ person }, { promoteBuffers: true });
  const sender = stored === null ? '' : fromRow(product.keys, stored).sender;
  const conversation = conversationId(product.keys, 'web', 'web', sender);
  const key = (await getOrCreatePeople(db, product.keys, [person], new Date())).get(person)?.key ?? Buffer.alloc(0);
  await learner.say('dữ liệu của tôi');
  await learner.tap('Xem, tải dữ liệu');
  shown = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(learner.last.text)?.[0] ?? '';
  const apart = serviceWorkerPseudonym(product.keys, key);
  identifiers = [person, sender, conversation, conversation.split(':')[2] ?? '', apart, code, code.replaceAll('-', ''), shown];
}, 120_000);

test('whoever reads people, consents and attempts cannot tell a service worker from a learner who only said yes to learning', async () => {
  expect(identifiers.every((identifier) => identifier.length >= 8)).toBe(true);
  const about = await rowsAbout(person);

  expect(Object.keys(about).sort()).toEqual(['consents', 'conversations', 'people', 'view-codes']); // the last opens their own data for half an hour
  expect(about.consents?.map((row) => Reflect.get(row, 'purpose'))).toEqual(['learn']);
  expect(Object.keys(about.people?.[0] ?? {}).sort()).toEqual(['_id', 'createdAt']);
  expect(JSON.stringify(about)).not.toMatch(/service-worker|venues-1|T101/);
});

test('the other name under which they are counted stands in the ledger of its own alone, with no more than the month', async () => {
  const { db } = product.running.storage;
  const about = await rowsAbout(identifiers[4] ?? '');

  expect(Object.keys(about)).toEqual(['service-worker-evidence']);
  const allowed = ['_id', 'area', 'class', 'establishmentGroup', 'month', 'person', 'population', 'rung', 'sealNumber', 'turn', 'unsealed'];
  const fields = new Set((about['service-worker-evidence'] ?? []).flatMap((row) => Object.keys(row)));
  expect([...fields].filter((field) => !allowed.includes(field))).toEqual([]);
  expect(await db.collection('evidence').countDocuments({ population: 'service-worker' })).toBe(0);
});

test('no file of the data folder holds their account or their card', () => {
  const [, sender = '', conversation = '', , , ...codes] = identifiers;
  const files = filesBelow(product.env.DATA_DIR ?? '').map((path) => readFileSync(path));

  expect(files.some((bytes) => bytes.includes(conversation))).toBe(true);
  expect([sender, ...codes].filter((identifier) => files.some((bytes) => bytes.includes(identifier)))).toEqual([]);
});

test('the log names neither the person nor what they are', () => {
  const said = log.join('');

  expect(log.length).toBeGreaterThan(10);
  expect(identifiers.filter((identifier) => said.includes(identifier))).toEqual([]);
  expect(said).not.toMatch(/service-worker|venues-1|Nhóm cơ sở/);
});

test('what somebody may read or take along of their own data does not say it, on a shared phone', async () => {
  const form = { method: 'POST', body: new URLSearchParams({ code: shown }) };
  const page = await (await fetch(`${product.address}/my-data`, form)).text();
  const file = await (await fetch(`${product.address}/my-data.json`, form)).text();

  expect(JSON.parse(file)).toMatchObject({ consents: [{ purpose: 'learn' }] });
  for (const one of [page, file]) expect(one).not.toMatch(/service-worker|venues-1|T101|Nhóm cơ sở|Phường Một|cơ sở kinh doanh/);
});

/**
 * Every file that can leave: for each source that gives one out, the names under which this test must have got them. `asUploaded` gives
 * back the bytes that somebody brought. A source that gives out files and is not here fails the test.
 */
const asUploaded = 'as uploaded';
const newCodes = 'codes that nobody has yet, as in the list of a group';
const givers: Readonly<Record<string, readonly (RegExp | typeof asUploaded | typeof newCodes)[]>> = {
  'server/http/my-data.ts': [/^hieu-luat-my-data\.json$/],
  'server/console/denominators/list-routes.ts': [/^denominators\.xlsx$/],
  'server/console/denominators/routes.ts': [asUploaded],
  'server/console/home/proof-routes.ts': [/^minh-chung-.*\.xlsx$/],
  'server/console/meetings/file-routes.ts': [asUploaded],
  'server/console/meetings/meeting-routes.ts': [/^danh-sach-meeting-own\.pdf$/, /^bien-ban-meeting-own\.pdf$/],
  'server/console/people/print-slip-routes.ts': [/^hieu-luat-slips-thpt-1-10a\.pdf$/],
  'server/console/people/request-routes.ts': [/^hieu-luat-AAAAA-BBBBB\.json$/],
  'server/console/places/code-routes.ts': [
    /-(sheet|poster)-.*\.pdf$/,
    /^hieu-luat-thpt-1-10a\.txt$/,
    /^hieu-luat-cards\.pdf$/,
    /^hieu-luat-thpt-1-10a\.xlsx$/,
  ],
  'server/console/places/workforce-routes.ts': [/^workforce\.xlsx$/],
  'server/console/plans/draft-step-routes.ts': [asUploaded],
  'server/console/plans/letter-routes.ts': [/^demo-cong-van-2026\.docx$/],
  'server/console/quality/routes.ts': [/-quality-.*\.csv$/],
  'server/console/lessons/routes.ts': [/-lesson.*\.csv$/],
  'server/console/reports/file-routes.ts': [/^demo-bao-cao-.*\.(docx|pdf|xlsx)$/],
  'server/console/returns/file-routes.ts': [/^returns\.xlsx$/],
  'server/console/rosters/import-routes.ts': [newCodes],
  'server/console/routes/indicator-routes.ts': [/^demo-hieu-luat-SP-1\.3c-.*\.csv$/],
  'server/console/routes/plan-routes.ts': [/^demo-hieu-luat-figures-.*\.json$/],
};

/** Whatever makes a workbook, a PDF, a Word document or a CSV: a new one gives out a file somewhere above. */
const makers: readonly string[] = [
  'server/cli/commands/import.ts', // new codes, on the screen of whoever imports a group
  'server/console/export-csv.ts',
  'server/console/lessons/lesson-csv.ts',
  'server/console/quality/quality-csv.ts',
  'server/demonstration/make-province.ts',
  'server/denominators/list-template.ts',
  'server/denominators/workforce-template.ts',
  'server/printing/activity-proof.ts',
  'server/printing/name-code-list.ts',
  'server/printing/pdf.ts',
  'server/reports/to-docx.ts',
  'server/reports/to-xlsx.ts',
  'server/returns/return-file.ts',
];

describe('the files that can leave', () => {
  test('are all in the list above', () => {
    const sources = filesBelow(join(__dirname, '../../server')).filter((path) => /\.tsx?$/.test(path));
    const root = join(__dirname, '../..');
    const counts = sources.map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const);
    const attached = counts.flatMap(([path, source]) => {
      const count = source.match(/\.attachment\(/g)?.length ?? 0;
      return count === 0 ? [] : [[path, count] as const];
    });
    const made = counts.filter(([, source]) => /writeExcelFile\(|new PDFDocument\(|= new Document\(|'csv-stringify/.test(source));

    expect(Object.fromEntries(attached)).toEqual(Object.fromEntries(Object.entries(givers).map(([path, names]) => [path, names.length])));
    expect(made.map(([path]) => path).sort()).toEqual(makers);
  });

  test('and every page of the console name this learner nowhere', async () => {
    const files = await everythingStaffCanHave();

    const missing = Object.values(givers)
      .flat()
      .filter((name) => typeof name !== 'string' && !files.some((file) => name.test(file.name)));
    const found = files.filter(({ text }) => identifiers.some((identifier) => text.includes(identifier)));
    expect(missing).toEqual([]);
    for (const kind of ['docx', 'pdf', 'xlsx', 'csv', 'json', 'txt']) {
      const readable = files.filter(({ name, text }) => name.endsWith(`.${kind}`) && /Sở Y tế|Trường THPT|học|đã có/.test(text));
      expect([kind, readable.length > 0]).toEqual([kind, true]);
    }
    expect(found.map(({ name }) => name)).toEqual([]);
  }, 240_000);
});

type Given = { readonly name: string; readonly text: string };

const roles = ['administrator', 'officer', 'organiser', 'data-officer'] as const satisfies readonly Role[];

/** The answer to every address, as each of those who may see all, then the files that are the answer to a form. */
async function everythingStaffCanHave(): Promise<readonly Given[]> {
  const { storage } = product.running;
  const { db } = storage;
  const given: Given[] = [];
  const agents = new Map<Role, Agent>();
  let app: Express | undefined;
  const now = () => new Date();
  for (const role of roles) {
    const figures = createFigures(db, { now, giveOut: createGiveOut(db, now) });
    app = await openConsole(db, { role, signInName: role, keys: product.keys, figures, now });
    agents.set(role, await signedIn(app, role));
  }
  await makeMeetings(db);
  await makeReturns(db);
  await native(unitReturns(db)).updateOne({ _id: 'return-own' }, { $set: { plan: product.plan } });
  const [officer, organiser, dataOfficer] = [agents.get('officer'), agents.get('organiser'), agents.get('data-officer')];
  if (app === undefined || officer === undefined || organiser === undefined || dataOfficer === undefined) throw new Error('no console');

  const lastDay = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString().slice(0, 10);
  const today = new Date().toISOString().slice(0, 10);
  await sent(officer, '/console/reports', { plan: product.plan, period: today.slice(0, 4), ...head });
  await sent(organiser, '/console/places/groups/thpt-1-10a/code', { codeLastDay: lastDay });
  const request = { askedAt: new Date(), acknowledgeBy: new Date(), due: new Date(), open: true as const };
  await native(dataRequests(db)).insertOne({ _id: 'AAAAA-BBBBB', kind: 'view', from: 'paper', person, ...request });
  const report = (await native(reports(db)).findOne({}))?._id ?? '';

  for (const route of consoleRoutes(app).filter(({ method }) => method === 'get')) {
    for (const role of roles) {
      if (route.permission === undefined || !may({ role }, route.permission)) continue;
      for (const address of addressesOf(route.path, report)) given.push(await got(agents.get(role) ?? officer, address));
    }
  }
  const batch = { count: '2', lastDay };
  given.push(await sent(organiser, '/console/places/organisations/venues-1/cards', batch));
  given.push(await sent(organiser, '/console/places/groups/thpt-1-10a/codes', { ...batch, format: 'cards' }));
  given.push(await sent(organiser, '/console/places/groups/thpt-1-10a/codes', { ...batch, format: 'list' }));
  const slips = { group: 'thpt-1-10a', what: 'slips', contact: 'Văn phòng trường', holder: 'Văn phòng trường', returnBy: lastDay };
  given.push(await sent(organiser, '/console/slips/print/thpt-1', slips));
  const letters = `/console/plans/${encodeURIComponent(product.plan)}/letters`;
  given.push(await sent(officer, letters, { kind: 'cover', year: '2026', ...head }));
  given.push(await sent(organiser, '/console/proof.xlsx', { organisation: 'thpt-1', from: '2026-01-01', to: today }));
  given.push(await sent(dataOfficer, '/console/requests/AAAAA-BBBBB/page', {}));
  given.push(await sent(dataOfficer, '/console/requests/AAAAA-BBBBB/file', {}));
  const own = await fetch(`${product.address}/my-data.json`, { method: 'POST', body: new URLSearchParams({ code: shown }) });
  given.push({ name: nameIn(own.headers.get('content-disposition') ?? ''), text: await own.text() });
  return given;
}

const head = {
  name: 'Sở Y tế',
  symbol: '/BC-SYT',
  locality: 'Đà Lạt',
  recipients: 'Lưu: VT.',
  position: 'Giám đốc',
  parentBody: '',
  number: '',
  authority: '',
  signer: '',
};

/** A place of this learner and two of others, each indicator, and what was made for the walk. */
function addressesOf(path: string, report: string): readonly string[] {
  const indicators = path.includes(':indicator') ? ['SP-1.3a', 'SP-1.3c'] : [''];
  const addresses = ['venues-1', 'thpt-1', 'may-1'].flatMap((organisation) =>
    indicators.map((indicator) => {
      const values: Readonly<Record<string, string>> = {
        plan: encodeURIComponent(product.plan),
        organisation,
        indicator,
        area: 'T101',
        report,
        period: '2026-H1',
        dataRequest: 'AAAAA-BBBBB',
      };
      const filled = path.replaceAll(/[:*](\w+)/g, (_all, name: string) => values[name] ?? parameters[name]?.own ?? '');
      return `/console${filled === '/' ? '' : filled}`;
    }),
  );
  return [...new Set(addresses)];
}

async function got(agent: Agent, address: string): Promise<Given> {
  const { headers, body, status } = await agent.get(address).responseType('blob');
  expect([address, status < 500]).toEqual([address, true]);
  return { name: nameIn(headers['content-disposition'] ?? '') || address, text: await readableText(body) };
}

async function sent(agent: Agent, address: string, fields: Readonly<Record<string, string>>): Promise<Given> {
  const page = await agent.get('/console/account');
  const { headers, body, status } = await agent
    .post(address)
    .responseType('blob')
    .type('form')
    .send({ csrf: tokenIn(page.text), ...fields });
  expect([address, status < 400]).toEqual([address, true]);
  return { name: nameIn(headers['content-disposition'] ?? '') || address, text: await readableText(body) };
}

function nameIn(disposition: string): string {
  return /filename="?([^";]+)"?/.exec(disposition)?.[1] ?? '';
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const about = statSync(path);
    if (about.isDirectory()) return name === 'node_modules' || name === 'dist' ? [] : filesBelow(path);
    return about.isFile() ? [path] : []; // a running store has a socket here
  });
}
