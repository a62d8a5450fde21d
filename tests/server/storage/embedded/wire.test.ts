import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedStore, startEmbeddedStore } from '@hieu-luat/embedded-store';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { message, send, socketOf } from './raw-wire';

const { MongoClient } = mongoose.mongo;
let dir: string;
let store: EmbeddedStore;
let socket: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'store-wire-'));
  store = await startEmbeddedStore({ dir, sync: false });
  socket = socketOf(store.uri);
});
afterAll(async () => {
  await store.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function ping(): Promise<mongoose.mongo.BSON.Document> {
  const client = new MongoClient(store.uri);
  const reply = await client.db('wire').command({ ping: 1 });
  await client.close();
  return reply;
}

test('the socket is for its owner only', () => {
  expect(statSync(socket).mode & 0o777).toBe(0o600);
});

test('random bytes end their connection and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      await send(socket, Buffer.from(bytes));
    }),
    { numRuns: 200 },
  );

  expect(await ping()).toMatchObject({ ok: 1 });
});

test('a good message with bytes changed is answered or refused', async () => {
  const good = message({ insert: 'things', documents: [{ _id: 1, a: 'text', b: [1, { c: 2 }], d: new Date(0) }], $db: 'wire' });
  const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });

  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const bytes = Buffer.from(good);
      for (const [at, byte] of changes) bytes[at] = byte;
      await send(socket, bytes);
    }),
    { numRuns: 400 },
  );

  expect(await ping()).toMatchObject({ ok: 1 });
});

test.each([
  { what: 'a negative length', bytes: Buffer.from([0xff, 0xff, 0xff, 0xff]) },
  { what: 'a length of 2 GB', bytes: Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(40)]) },
  { what: 'a length of 0', bytes: Buffer.alloc(64) },
  { what: 'an operation of the past', bytes: message({ ping: 1, $db: 'wire' }, 2002) },
  { what: 'a section that points outside', bytes: sectioned(1_000_000) },
  { what: 'a section with a negative length', bytes: sectioned(-5) },
])('$what gets no answer', async ({ bytes }) => {
  const padded = bytes.length < 16 ? Buffer.concat([bytes, Buffer.alloc(16)]) : bytes;

  expect(await send(socket, padded)).toHaveLength(0);
  expect(await ping()).toMatchObject({ ok: 1 });
});

function sectioned(length: number): Buffer {
  const section = Buffer.from([1, 0, 0, 0, 0, 0x61, 0]);
  section.writeInt32LE(length, 1);
  const bytes = Buffer.concat([message({ ping: 1, $db: 'wire' }), section]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

test('a message in many packets is read as one', async () => {
  const client = new MongoClient(store.uri);
  const text = 'ệ'.repeat(2_000_000);

  await client.db('wire').collection('large').insertOne({ text });

  expect((await client.db('wire').collection('large').findOne())?.text).toBe(text);
  await client.close();
});

test.each([
  { command: { frobnicate: 1 }, code: 59 },
  { command: { find: 'things', frob: 1 }, code: 40415 },
  { command: { find: 'things', collation: { locale: 'vi' } }, code: 238 },
  { command: { insert: 'things', documents: [{ _id: 1 }], autocommit: false, txnNumber: 1 }, code: 238 },
  { command: { insert: 'things', documents: [{ _id: 'x'.repeat(3000) }] }, code: 17280 },
  { command: { find: 5 }, code: 73 },
  { command: { find: 'things', limit: -1 }, code: 2 },
  { command: { getMore: 12345n, collection: 'things' }, code: 43 },
  { command: { insert: 'things', documents: [{}], writeConcern: { w: 3 } }, code: 100 },
  { command: { find: 'things', readConcern: { level: 'linearizable' } }, code: 238 },
  { command: { find: 'things', maxTimeMS: -1 }, code: 2 },
])('$command is refused with code $code', async ({ command, code }) => {
  const client = new MongoClient(store.uri);

  await expect(client.db('wire').command(command).then(refusal)).rejects.toMatchObject({ code });
  await client.close();
});

/** An insert reports its failures inside a reply. */
function refusal(reply: mongoose.mongo.BSON.Document): mongoose.mongo.BSON.Document {
  if (reply.writeErrors !== undefined) throw reply.writeErrors[0];
  return reply;
}
