import { readConfig } from '../../../dist/server/config.js';
import { deriveKeys } from '../../../dist/server/keys.js';
import { connectStorage, createIndexes } from '../../../dist/server/storage/connect.js';
import { folder } from '../../peers/environment.mjs';
import { settingsFor } from './settings.mjs';

const batchSize = 2000;

/** The store a server will find in DATA, opened by the product's own code before that server starts. */
export async function openStore() {
  const values = settingsFor({ folder, port: 0, sendApi: 'http://127.0.0.1:9', secret: 'not-needed-to-seed' });
  const { secrets, contentDir, dataDir } = readConfig({ values }, []);
  const storage = await connectStorage({ folder: dataDir });
  await createIndexes(storage.db);
  return { ...storage, contentDir, keys: deriveKeys(secrets.secretKey, secrets.serviceWorkerKey) };
}

/** Calls `write` with batches of what `make` gives for 0 to `count` − 1. */
export async function inBatches(count, make, write) {
  for (let from = 0; from < count; from += batchSize) {
    const size = Math.min(batchSize, count - from);
    await write(Array.from({ length: size }, (_, index) => make(from + index)));
  }
}
