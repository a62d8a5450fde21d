import { join } from 'node:path';
import type { Config } from './config';
import type { Keys } from './keys';
import { shipAreas } from './organisations/ship-areas';
import { assertSameInstallation } from './same-installation';
import { connectStorage, createIndexes, type Storage } from './storage/connect';

/** The installation's store, its indexes made and its marks checked: the same for the server and for commands, which may stand `beside` it. */
export async function openStorage(config: Config, keys: Keys, now: Date, { beside = false } = {}): Promise<Storage> {
  const uri = config.mongodbUri === undefined ? {} : { mongodbUri: config.mongodbUri };
  const storage = await connectStorage({ ...uri, folder: join(config.dataDir, 'store'), beside });
  try {
    await assertSameInstallation(storage.db, { demo: config.demo, keys, now });
    await createIndexes(storage.db);
    if (!config.demo) await shipAreas(storage.db, config.contentDir);
    return storage;
  } catch (error) {
    await storage.close();
    throw error;
  }
}
