import { createRosterCodes } from '../../server/organisations/create-codes';
import { importOrganisations } from '../../server/organisations/import-organisations';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { WebLearner } from '../support/web-learner';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const venues = `id,name,kind,area,populations,establishments
venues-1,Nhóm cơ sở Thử,establishment-group,T101,service-worker,6
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

test('whoever reads people, consents and attempts cannot tell a service worker from a learner who only said yes to learning', async () => {
  const somebody = new WebLearner(product.address);
  await somebody.open();
  await somebody.join();
  await somebody.tap('Từ 18 tuổi');
  const other = await newestPerson(new Set());

  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(await card());
  await learner.tap('Đủ 18 tuổi');
  await learner.tap('Đồng ý'); // learn
  await learner.tap('Đồng ý'); // be counted
  await takeLesson(learner);

  const person = await newestPerson(new Set([other]));
  const { db } = product.running.storage;
  await eventually(async () => expect(await db.collection('service-worker-evidence').countDocuments({ rung: 'reached' })).toBe(1));
  const about = await rowsAbout(person);

  expect(Object.keys(about).sort()).toEqual(['consents', 'conversations', 'people']);
  expect(about.consents?.map((row) => Reflect.get(row, 'purpose'))).toEqual(['learn']);
  expect(Object.keys(about.people?.[0] ?? {}).sort()).toEqual(['_id', 'createdAt']);
  expect(JSON.stringify(about)).not.toMatch(/service-worker|venues-1|T101/);
});
