import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';
import { rawCommand, socketOf } from './raw-wire';

const { Binary, Long, MongoClient } = mongoose.mongo;
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'store-retries-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A command as a driver sends it, and sends it again when the reply was lost. */
function increment(number: number) {
  const lsid = { id: new Binary(Buffer.alloc(16, 7), 4) };
  return { update: 'things', updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } }, upsert: true }], lsid, txnNumber: Long.fromNumber(number) };
}

async function run(command: object): Promise<mongoose.mongo.BSON.Document> {
  const store = await startEmbeddedStore({ dir });
  const reply = await rawCommand(socketOf(store.uri), { ...command, $db: 'retries' });
  await store.stop();
  return reply;
}

test('a write that is sent again is answered again and done once, also after a restart', async () => {
  const first = await run(increment(1));
  const again = await run(increment(1));
  await run(increment(2));

  expect(again).toEqual(first);
  expect(first).toMatchObject({ n: 1, upserted: [{ index: 0, _id: 1 }] });
  expect(await run(increment(1))).toMatchObject({ ok: 0, code: 225 });
  expect((await run({ find: 'things' })).cursor.firstBatch).toEqual([{ _id: 1, n: 2 }]);
});

test('with failing commands every increment still happens once', async () => {
  const store = await startEmbeddedStore({ dir, sync: false, nastier: { failShare: 0.1, shuffle: true, seed: 1 } });
  const client = new MongoClient(store.uri);
  const things = client.db('retries').collection<{ _id: number; n: number }>('things');

  for (let round = 0; round < 40; round++) await things.updateOne({ _id: round % 4 }, { $inc: { n: 1 } }, { upsert: true });

  const found = await things.find().toArray();
  expect(found.map(({ n }) => n)).toEqual([10, 10, 10, 10]);
  await client.close();
  await store.stop();
});

test('a nasty store shuffles, and refuses scans and upserts that a cluster could not do', async () => {
  const store = await startEmbeddedStore({
    dir,
    sync: false,
    nastier: { shuffle: true, largestScan: 50, shardKeys: { things: ['area'] }, seed: 3 },
  });
  const client = new MongoClient(store.uri);
  const things = client.db('nasty').collection<{ _id: number; area?: string }>('things');
  await things.insertMany(Array.from({ length: 50 }, (_, index) => ({ _id: index })));
  const inOrder = Array.from({ length: 50 }, (_, index) => index);

  expect((await things.find().toArray()).map(({ _id }) => _id)).not.toEqual(inOrder);
  expect((await things.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(inOrder);
  await expect(things.updateOne({ _id: 99 }, { $set: { area: 'x' } }, { upsert: true })).rejects.toMatchObject({ code: 2 });
  await things.updateOne({ _id: 99, area: 'x' }, { $set: { area: 'x' } }, { upsert: true });
  await expect(things.createIndex({ _id: 1, area: 1 }, { unique: true })).rejects.toMatchObject({ code: 2 });
  await expect(things.find({ area: 'none' }).toArray()).rejects.toMatchObject({ code: 2 });
  await client.close();
  await store.stop();
});

test('a list of thousands of values is looked up in the index, however long it is', async () => {
  const store = await startEmbeddedStore({ dir, sync: false, nastier: { largestScan: 50 } });
  const client = new MongoClient(store.uri);
  const things = client.db('lists').collection<{ _id: number; n: number }>('things');
  await things.createIndex({ n: 1, _id: 1 });
  await things.insertMany(Array.from({ length: 60 }, (_, index) => ({ _id: index, n: index })));
  const asked = Array.from({ length: 5_000 }, (_, index) => index);

  expect(await things.countDocuments({ _id: { $in: asked } })).toBe(60);
  expect(await things.countDocuments({ n: { $in: asked } })).toBe(60);
  await client.close();
  await store.stop();
});

test('expired documents go, those without a date stay', async () => {
  const store = await startEmbeddedStore({ dir, sync: false, ttlSweepMs: 20 });
  const client = new MongoClient(store.uri);
  const things = client.db('ttl').collection<{ _id: number; up?: Date | string | Date[]; down?: Date }>('things');
  await things.createIndex({ up: 1 }, { expireAfterSeconds: 10 });
  await things.createIndex({ down: -1 }, { expireAfterSeconds: 0 });
  const past = new Date(Date.now() - 60_000);
  const future = new Date(Date.now() + 60_000);

  await things.insertMany([
    { _id: 1, up: past },
    { _id: 2, up: future },
    { _id: 3, up: 'never' },
    { _id: 4, down: past },
    { _id: 5, down: future },
    { _id: 6, up: [future, past] },
    { _id: 7 },
  ]);
  while ((await things.countDocuments({ _id: { $in: [1, 4, 6] } })) > 0);

  expect((await things.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual([2, 3, 5, 7]);
  await client.close();
  await store.stop();
});
