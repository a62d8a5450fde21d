import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { type Config, checkConfig } from '../../../server/config';
import { newSecrets, type Secrets } from '../../../server/demonstration-secrets';
import { native } from '../../../server/storage/collection';
import { attempts } from '../../../server/storage/collections/attempts';
import { consents } from '../../../server/storage/collections/consents';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { serviceWorkerRows } from '../../../server/storage/collections/service-worker-evidence';
import { tallies } from '../../../server/storage/collections/tallies';

/** A demonstration's configuration in a folder of its own. With the same secrets, the same people have the same ids. */
export function demonstrationConfig(secrets: Secrets = newSecrets()): { readonly config: Config; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'hieu-luat-demo-'));
  const checked = checkConfig({ values: { PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' } }, ['--demo'], () => secrets);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  return { config: checked.config, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** All that people left behind, without what is random by design: ciphertext, the pseudonyms of the other key domain, and which minute sealed a row. */
export async function leftBehind(db: Connection) {
  const ledger = await native(evidenceRows(db)).find({}).sort({ _id: 1 }).toArray();
  const apart = await native(serviceWorkerRows(db)).find({}).sort({ _id: 1 }).toArray();
  const counted = await native(tallies(db)).find({}).sort({ _id: 1 }).toArray();
  return {
    ledger: ledger.map(({ sealed, unsealed, sealNumber, ...row }) => row),
    apart: apart.map(({ sealed, unsealed, sealNumber, person, ...row }) => row),
    attempts: await native(attempts(db)).find({}).sort({ _id: 1 }).toArray(),
    consents: await native(consents(db)).find({}).sort({ _id: 1 }).toArray(),
    tallies: counted.flatMap(({ _id, days }) => (Object.keys(days).length === 0 ? [] : [{ _id, days }])),
  };
}
