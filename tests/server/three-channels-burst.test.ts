import { loadavg } from 'node:os';
import { deriveKeys } from '../../server/keys';
import { openStorage } from '../../server/open-storage';
import { zaloTokenStore } from '../../server/zalo/token-store';
import { eventually } from '../support/eventually';
import { type Installation, makeInstallation } from '../support/installation';
import { KillableProduct } from '../support/killable-product';
import { zaloSettings } from '../support/three-platforms';
import { ZaloSimulator } from '../support/zalo-simulator';

const people = 2_000;
/** Zalo's two seconds; longer while other tests, too, wait for this machine's processors and disk: that is no slowness of ours. */
const deadlineMs = 2_000 * Math.max(1, loadavg()[0] ?? 1);
const zalo = new ZaloSimulator({ rules: { requestsPerMinute: 1_000_000 }, webhookDeadlineMs: deadlineMs });
let installation: Installation;
let product: KillableProduct;
beforeAll(async () => {
  const made = await makeInstallation({ pupils: 10, codes: 1 });
  await connect(made);
  installation = { ...made, env: { ...made.env, ...zaloSettings(await zalo.start(), 'text') } };
  product = await KillableProduct.start(installation, 1);
});
afterAll(async () => {
  await product.kill();
  await zalo.stop();
  installation.remove();
});

/** As if the account had been connected before the product started. */
async function connect({ config }: Installation): Promise<void> {
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const { db, close } = await openStorage(config, keys, new Date());
  const day = 86_400_000;
  await zaloTokenStore(db, keys).write({ ...zalo.grant(), accessExpiresAt: Date.now() + day, refreshExpiresAt: Date.now() + 90 * day });
  await close();
}

test('2,000 people who write to Zalo at once: every call is answered before Zalo gives up, and everybody gets their reply once', async () => {
  await zalo.connectWebhook(`${product.address}/webhooks/zalo`);
  const learners = Array.from({ length: people }, () => zalo.addLearner().id);
  const { caller } = zalo;
  const unanswered = () => learners.filter((id) => zalo.received(id).length === 0).length;

  await Promise.all(learners.map((id) => zalo.say(id, 'xin chào')));
  await eventually(() => expect(unanswered()).toBe(0), 150_000); // how long it takes is not what is tested here
  await caller.idle();

  expect(new Set(learners.map((id) => zalo.received(id).length))).toEqual(new Set([1]));
  expect(caller.tally.counts()).toEqual({ 200: 1 + people * 3 }); // the probe; words, echo and receipt of each
  expect(caller.tally.retried).toBe(0);
}, 240_000);
