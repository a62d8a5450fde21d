import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { conversationId } from '../../../server/conversation/accept-event';
import { fromRow } from '../../../server/conversation/conversation-row';
import { createLogger } from '../../../server/observability/logger';
import { applyRetention } from '../../../server/people/apply-retention';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { erasureReceipts } from '../../../server/storage/collections/erasure-receipts';
import { tallies } from '../../../server/storage/collections/tallies';
import { eventually } from '../../support/eventually';
import { type Product, startProduct } from '../../support/product';
import { WebLearner } from '../../support/web-learner';

const log: string[] = [];
const dayMs = 24 * 3_600_000;

let product: Product;
beforeAll(async () => {
  product = await startProduct({ logger: createLogger('debug', { write: (line) => void log.push(line) }) });
});
afterAll(() => product.close());

const db = (): Connection => product.running.storage.db;

/** Everything in the database as it lies there, by collection. */
async function rawRows(): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await db().db?.listCollections().toArray()) ?? [];
  const found = new Map<string, Buffer>();
  for (const { name } of names) {
    const rows = await db().collection(name).find({}, { raw: true }).toArray();
    found.set(name, Buffer.concat(rows.map((row) => Buffer.from(row as never))));
  }
  return found;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const about = statSync(path);
    return about.isDirectory() ? filesBelow(path) : about.isFile() ? [path] : [];
  });
}

async function personIn(conversation: string): Promise<string> {
  const row = await db().collection<{ _id: string; person: string }>('conversations').findOne({ _id: conversation });
  return row?.person ?? '';
}

/** What counts anywhere: days that came to nothing are left out. */
async function figures(): Promise<readonly string[]> {
  const rows = await native(tallies(db())).find({}).sort({ _id: 1 }).toArray();
  return rows.flatMap(({ _id, days }) =>
    Object.entries(days).flatMap(([day, counts]) =>
      Object.entries(counts).flatMap(([reading, count]) => (count === 0 ? [] : [`${_id} ${day} ${reading} ${count}`])),
    ),
  );
}

async function takeLesson(learner: WebLearner): Promise<void> {
  await learner.tap('Chọn bài khác');
  await learner.tap(learner.last.options[0]?.label ?? '');
  for (let turns = 0; turns < 40 && !/Bạn đã học xong/.test(learner.last.text); turns++) {
    product.advance(30_000);
    const labels = learner.last.options.map(({ label }) => label);
    await learner.tap(labels.find((label) => label === 'Xong') ?? labels[0] ?? '');
  }
}

test('after an erasure nothing anywhere names the person, the chain still holds, and a receipt is left that names nobody', async () => {
  const before = await figures();
  const code = product.codes[0] ?? '';
  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(code);
  await learner.tap('Từ 18 tuổi');
  for (let asked = 0; asked < 4; asked += 1) await learner.tap('Đồng ý');
  await takeLesson(learner);
  await learner.say('dữ liệu của tôi');
  await learner.tap('Xem, tải dữ liệu');
  const shown = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(learner.last.text)?.[0] ?? '';
  const page = await fetch(`${product.address}/my-data`, { method: 'POST', body: new URLSearchParams({ code: shown }) });
  expect(await page.text()).toContain('học sinh THPT');

  const [row] = await db().collection('conversations').find().toArray();
  const conversation = String(row?._id);
  const person = await personIn(conversation);
  const stored = await native(conversations(db())).findOne({ _id: conversation }, { promoteBuffers: true });
  const sender = stored === null ? '' : fromRow(product.keys, stored).sender;
  expect(conversation).toBe(conversationId(product.keys, 'web', 'web', sender));
  const codeRow = await db().collection('join-codes').findOne({ claimedBy: person });
  await eventually(async () => expect(await db().collection('evidence').countDocuments({ person })).toBeGreaterThan(0));
  const identifiers = [
    sender,
    conversation,
    conversation.split(':')[2] ?? '',
    person,
    String(codeRow?._id),
    code.replaceAll('-', ''),
    code,
    shown,
  ];
  expect(identifiers.every((identifier) => identifier.length >= 8)).toBe(true);

  await learner.say('xóa dữ liệu');
  await learner.tap('Xóa hết');
  const receipt = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(learner.last.text)?.[0] ?? '';
  await eventually(async () => expect(await db().collection('attempts').countDocuments({ person })).toBe(0));
  const { keys, running } = product;
  const later = new Date(Date.now() + 3 * dayMs);
  await eventually(async () => expect(await db().collection('erased-conversations').countDocuments({})).toBe(1));
  await running.ledger.sealPending();
  await applyRetention({ db: db(), keys, ledger: running.ledger, now: () => later, forget: running.storage.forget });

  const left = [...(await rawRows())].filter(([, bytes]) => identifiers.some((identifier) => bytes.includes(identifier)));
  expect(left.map(([name]) => name)).toEqual([]);

  const files = filesBelow(product.env.DATA_DIR ?? '').filter((path) =>
    identifiers.some((identifier) => readFileSync(path).includes(identifier)),
  );
  expect(files).toEqual([]);
  expect(identifiers.filter((identifier) => log.join('').includes(identifier))).toEqual([]);
  expect(await running.ledger.verify(keys)).toMatchObject({ broken: [], altered: [] });
  expect(await figures()).toEqual(before);
  const kept = await native(erasureReceipts(db())).findOne({ _id: receipt });
  expect(kept?.purposes).toEqual(['learn', 'be-counted', 'be-reminded', 'let-organiser-see']);
  expect(kept?.exports.map(({ format }) => format)).toEqual(['page']);
}, 240_000);
