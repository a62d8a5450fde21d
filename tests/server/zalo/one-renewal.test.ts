import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import { checkConfig } from '../../../server/config';
import { newSecrets } from '../../../server/demonstration-secrets';
import { deriveKeys } from '../../../server/keys';
import { createLogger } from '../../../server/observability/logger';
import { type Running, start } from '../../../server/start';
import { native } from '../../../server/storage/collection';
import { lanes } from '../../../server/storage/collections/lanes';
import { zaloTokenStore } from '../../../server/zalo/token-store';
import { eventually } from '../../support/eventually';
import { makeInstallation } from '../../support/installation';
import { KillableProduct } from '../../support/killable-product';
import { startProduct } from '../../support/product';
import { makeReady } from '../../support/readiness';
import { zaloSettings } from '../../support/three-platforms';
import { ZaloSimulator } from '../../support/zalo-simulator';

const count = 20;
const expired = { accessExpiresAt: 0, refreshExpiresAt: Date.now() + 1e9 };

/** So many people follow the account in the same moment, and each is greeted. */
async function followAtOnce(simulator: ZaloSimulator): Promise<void> {
  const learners = Array.from({ length: count }, () => simulator.addLearner());
  await Promise.all(learners.map(({ id }) => simulator.follow(id)));
  await eventually(() => {
    for (const { id } of learners) expect(simulator.received(id).length).toBeGreaterThan(0);
  }, 40_000);
}

test('twenty sends at once with a token that has ended renew it once', async () => {
  const simulator = new ZaloSimulator();
  const product = await startProduct({ env: zaloSettings(await simulator.start(), 'text') });
  const { storage, keys } = product.running;
  try {
    await zaloTokenStore(storage.db, keys).write({ ...simulator.grant(), ...expired });
    simulator.misbehave({ kind: 'slow', ms: 300, on: 'token' });
    await simulator.connectWebhook(`${product.address}/webhooks/zalo`);

    await followAtOnce(simulator);

    expect(simulator.platform.tokens.refreshes).toBe(1);
    expect(simulator.platform.violations.list()).toEqual([]);
  } finally {
    await product.close();
    await simulator.stop();
  }
});

test('so do those of two processes on one store, and also when the platform ends the token before its time', async () => {
  const simulator = new ZaloSimulator();
  const installation = await makeInstallation({ pupils: 40, codes: 1 });
  const store = await startEmbeddedStore({ dir: join(installation.config.dataDir, 'store') });
  const env = { ...installation.env, ...zaloSettings(await simulator.start(), 'text'), MONGODB_URI: store.uri };
  const checked = checkConfig({ values: env }, [], newSecrets);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  const { config } = checked;
  const here: Running = await start(config, {
    logger: createLogger('silent'),
    prepare: ({ storage }) => makeReady(storage.db, new Date()),
  });
  const there = await KillableProduct.start(
    { ...installation, env: { ...env, ROLE: 'worker', DATA_DIR: join(config.dataDir, 'there') } },
    1,
  );
  try {
    const tokens = zaloTokenStore(here.storage.db, deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey));
    await tokens.write({ ...simulator.grant(), ...expired });
    simulator.misbehave({ kind: 'slow', ms: 300, on: 'token' });
    await simulator.connectWebhook(`${here.address}/webhooks/zalo`);
    await eventually(async () => {
      const holders = (await native(lanes(here.storage.db)).find({}).toArray()).map(({ holder }) => holder);
      expect(new Set(holders).size).toBe(2);
      expect(holders.filter((holder) => holder === holders[0])).toHaveLength(128);
    }, 30_000);

    await followAtOnce(simulator);
    expect(simulator.platform.tokens.refreshes).toBe(1);

    simulator.platform.tokens.killAccess();
    await followAtOnce(simulator);
    expect(simulator.platform.tokens.refreshes).toBe(2);
  } finally {
    await there.kill();
    await here.stop();
    await store.stop();
    await simulator.stop();
    installation.remove();
  }
}, 120_000);
