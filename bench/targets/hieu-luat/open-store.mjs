import { readConfig } from '../../../dist/server/config.js';
import { deriveKeys } from '../../../dist/server/keys.js';
import { openStorage } from '../../../dist/server/open-storage.js';
import { folder } from '../../peers/environment.mjs';
import { settingsFor } from './settings.mjs';

/** The store a server will find in DATA, opened by the product's own code before that server starts. */
export async function openStore() {
  const values = settingsFor({ folder, port: 0, sendApi: 'http://127.0.0.1:9', secret: 'not-needed-to-seed' });
  const config = readConfig({ values }, []);
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const storage = await openStorage(config, keys, new Date());
  return { ...storage, keys, contentDir: config.contentDir };
}
