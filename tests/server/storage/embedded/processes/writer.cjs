// Writes to a store of its own and tells on stdout each number once it is acknowledged, until it is killed.
const { writeSync } = require('node:fs');
const { startEmbeddedStore } = require('@hieu-luat/embedded-store');
const { MongoClient } = require('mongoose').mongo;

async function main([dir, first]) {
  const store = await startEmbeddedStore({ dir });
  const things = new MongoClient(store.uri, { retryWrites: false }).db('crash').collection('things');
  await things.createIndex({ n: 1 }, { unique: true });
  let next = Number(first);
  writeSync(1, 'ready\n');
  await Promise.all(Array.from({ length: 8 }, () => write(things, () => next++)));
}

async function write(things, take) {
  for (;;) {
    const n = take();
    if (n % 3 === 0) await things.insertOne({ n, kind: 'insert', pad: 'x'.repeat(200) });
    else if (n % 3 === 1) await things.insertMany([{ n }, { n: n + 0.5 }]);
    else
      await things.bulkWrite([
        { updateOne: { filter: { n }, update: { $set: { kind: 'upsert' } }, upsert: true } },
        { updateOne: { filter: { n: -1 }, update: { $inc: { sum: 1 } }, upsert: true } },
      ]);
    writeSync(1, `${n}\n`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
