// Runs under a file size limit: writes until the disk is full, then tells what was acknowledged and what is there.
const { startEmbeddedStore } = require('@hieu-luat/embedded-store');
const { MongoClient } = require('mongoose').mongo;

async function main([dir]) {
  const store = await startEmbeddedStore({ dir });
  const client = new MongoClient(store.uri, { retryWrites: true });
  const things = client.db('full').collection('things');
  let acknowledged = 0;
  let refused;
  while (refused === undefined && acknowledged < 10_000) {
    await things.insertOne({ _id: acknowledged, pad: 'x'.repeat(20_000) }).then(
      () => acknowledged++,
      (error) => {
        refused = error.code;
      },
    );
  }
  const stored = await things.countDocuments({ _id: { $gte: 0 } });
  console.log(JSON.stringify({ acknowledged, refused, stored }));
  process.exit(0);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
