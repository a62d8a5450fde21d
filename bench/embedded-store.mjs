// Figures of the embedded store as a markdown table: `npm run build && node bench/embedded-store.mjs [DOCUMENTS…]`.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';

const { MongoClient } = mongoose.mongo;
const sizes = process.argv.slice(2).map(Number);
const rows = [];

for (const size of sizes.length > 0 ? sizes : [1_000, 100_000]) rows.push(await measure(size));
print(rows);

async function measure(size) {
  const dir = mkdtempSync(join(tmpdir(), 'store-bench-'));
  const store = await startEmbeddedStore({ dir });
  const client = new MongoClient(store.uri, { maxPoolSize: 40 });
  const learners = client.db('bench').collection('learners');
  await learners.createIndex({ email: 1 }, { unique: true });
  await learners.createIndex({ area: 1, at: -1 });
  const row = { documents: size };
  row['insert of 1,000, documents/s'] = await rate(size, 1, 1000, (from) =>
    learners.insertMany(range(from, Math.min(1000, size - from)).map(learner)),
  );
  let next = size;
  for (const clients of [1, 32]) {
    const label = clients === 1 ? '1 client' : `${clients} clients`;
    const few = clients === 1 ? 500 : 5000;
    row[`insert, ${label}`] = await rate(few, clients, 1, () => learners.insertOne(learner(next++)));
    row[`find by index, ${label}`] = await rate(few * 2, clients, 1, () => learners.findOne({ email: emailOf(pick(size)) }));
    row[`20 newest of an area, ${label}`] = await rate(few, clients, 1, () =>
      learners
        .find({ area: `a${pick(500)}` })
        .sort({ at: -1 })
        .limit(20)
        .toArray(),
    );
    row[`findOneAndUpdate, ${label}`] = await rate(few, clients, 1, () =>
      learners.findOneAndUpdate({ email: emailOf(pick(size)) }, { $inc: { score: 1 } }),
    );
    row[`insertMany of 50, documents/s, ${label}`] = await rate(few * 10, clients, 50, () =>
      learners.insertMany(
        range(0, 50).map(() => learner(next++)),
        { ordered: false },
      ),
    );
    row[`bulkWrite of 50 by _id, updates/s, ${label}`] = await rate(few * 10, clients, 50, () =>
      learners.bulkWrite(
        range(0, 50).map(() => ({ updateOne: { filter: { _id: idOf(pick(size)) }, update: { $inc: { score: 1 } } } })),
        { ordered: false },
      ),
    );
    row[`50 by _id, documents/s, ${label}`] = await rate(few * 10, clients, 50, () =>
      learners.find({ _id: { $in: range(0, 50).map(() => idOf(pick(size))) } }).toArray(),
    );
  }
  await client.close();
  await store.stop();
  const began = performance.now();
  const again = await startEmbeddedStore({ dir });
  row['open, ms'] = Math.round(performance.now() - began);
  await again.stop();
  row['file, MB'] = Math.round(statSync(join(dir, 'data.mdb')).size / 1e6);
  row['memory of the process (RssAnon), MB'] = Math.round(
    Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1000,
  );
  rmSync(dir, { recursive: true, force: true });
  return row;
}

/** How many a second, `clients` at a time, each call doing `step` of them. */
async function rate(count, clients, step, work) {
  const began = performance.now();
  let next = 0;
  const client = async () => {
    while (next < count) {
      const from = next;
      next += step;
      await work(from);
    }
  };
  await Promise.all(range(0, clients).map(client));
  return Math.round((count / (performance.now() - began)) * 1000);
}

function learner(number) {
  const text = 'lorem ipsum dolor sit amet '.repeat(8);
  const at = new Date(1.7e12 + number * 1000);
  return {
    _id: idOf(number),
    email: emailOf(number),
    area: `a${number % 500}`,
    number,
    score: (number * 7919) % 1000,
    at,
    tags: ['a', 'b'],
    text,
  };
}

function idOf(number) {
  return `learner-${String(number).padStart(9, '0')}`;
}

function emailOf(number) {
  return `learner${number}@example.org`;
}

function range(from, count) {
  return Array.from({ length: count }, (_, index) => from + index);
}

function pick(size) {
  return Math.floor(Math.random() * size);
}

function print(rows) {
  const names = Object.keys(rows[0]);
  console.log(`| | ${rows.map((row) => `${row.documents.toLocaleString('en')} documents`).join(' | ')} |`);
  console.log(`| --- |${rows.map(() => ' ---: |').join('')}`);
  for (const name of names.slice(1)) console.log(`| ${name} | ${rows.map((row) => row[name].toLocaleString('en')).join(' | ')} |`);
}
