import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import type { Config } from '../config';
import { deriveKeys } from '../keys';
import { openStorage } from '../open-storage';
import { channelsIn, missingFor, readinessHistory, standing } from '../readiness/readiness';
import type { Storage } from '../storage/connect';
import { checkAddress } from './address-checks';
import { type Finding, found } from './finding';
import { checkMessenger } from './messenger-checks';
import { checkQuotas } from './quota-checks';
import { checkZalo } from './zalo-checks';

/** Everything that is wrong with a sound configuration's surroundings, beside a running server or without one. Sends nothing to anybody. */
export async function examine(config: Config, now: () => Date): Promise<readonly Finding[]> {
  if (config.demo) return found('demonstration');
  const folder = config.mongodbUri === undefined ? checkFolder(config.dataDir) : [];
  if (folder.length > 0) return folder;
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const storage = await openStorage(config, keys, now(), { beside: true }).catch((error: unknown) => ({ why: whyOf(error) }));
  if ('why' in storage) return found(changedSecret[storage.why] === undefined ? 'store_unusable' : 'secret_changed', toldOf(storage.why));
  try {
    return await examineChannels(config, storage, now);
  } finally {
    await storage.close();
  }
}

async function examineChannels(config: Config, { db }: Storage, now: () => Date): Promise<readonly Finding[]> {
  const { zalo, messenger, publicUrl } = config;
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const paths = [...(zalo === undefined ? [] : ['/webhooks/zalo']), ...(messenger === undefined ? [] : ['/webhooks/messenger'])];
  const platforms = [zalo?.apiUrl, messenger?.apiUrl].flatMap((url) => url ?? []);
  const parts = await Promise.all([
    checkReadiness(config, db),
    checkAddress(publicUrl, platforms, paths),
    zalo === undefined ? found('zalo_off') : checkZalo({ db, keys, zalo, now }),
    messenger === undefined ? found('messenger_off') : checkMessenger({ db, messenger, now }),
    checkQuotas(db, config, now()),
  ]);
  const seen = new Set<string>();
  return parts.flat().filter(({ code, values }) => {
    const said = JSON.stringify([code, values]);
    return !seen.has(said) && seen.add(said);
  });
}

async function checkReadiness(config: Config, db: Storage['db']): Promise<readonly Finding[]> {
  const missing = missingFor(channelsIn(config), standing(await readinessHistory(db)));
  return missing.length === 0 ? [] : found('not_open', { missing: missing.join(', ') });
}

const changedSecret: Readonly<Record<string, string>> = { other_secret: 'SECRET_KEY', other_service_worker_secret: 'SERVICE_WORKER_KEY' };

function toldOf(why: string): Readonly<Record<string, string>> {
  const name = changedSecret[why];
  return name === undefined ? { why } : { name };
}

/** Rights alone do not tell: a disk may be full or mounted for reading. */
function checkFolder(folder: string): readonly Finding[] {
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, 'written');
    rmSync(probe);
    return [];
  } catch (error) {
    return found('data_folder', { folder, why: whyOf(error) });
  }
}

/** A name or code, never a message: an address may hold a password. */
function whyOf(error: unknown): string {
  if (!types.isNativeError(error)) return 'unknown';
  if ('fault' in error) return String(error.fault);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
