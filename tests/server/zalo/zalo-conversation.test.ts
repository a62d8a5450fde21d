import { zaloTokenStore } from '../../../server/zalo/token-store';
import { eventually } from '../../support/eventually';
import { type Product, startProduct } from '../../support/product';
import { zaloAccountSettings } from '../../support/zalo-account-settings';
import { ZaloSimulator } from '../../support/zalo-simulator';

const simulator = new ZaloSimulator();
let product: Product;
beforeAll(async () => {
  const addresses = await simulator.start();
  product = await startProduct({
    env: {
      ...zaloAccountSettings(addresses),
    },
  });
  const { running } = product;
  await zaloTokenStore(running.storage.db, running.keys).write({
    ...simulator.grant(),
    accessExpiresAt: Date.now() - 1,
    refreshExpiresAt: Date.now() + 86_400_000,
  });
});
afterAll(async () => {
  await product.close();
  await simulator.stop();
});

test('a learner of Zalo follows the account, is greeted once, answers by typing, and the token is renewed on the way', async () => {
  const learner = simulator.addLearner();
  const said = () => simulator.received(learner.id).map(({ text }) => text);

  expect(await simulator.connectWebhook(`${product.address}/webhooks/zalo`)).toBe(true);
  await simulator.follow(learner.id);
  await eventually(async () => expect(said().length).toBeGreaterThan(0));
  const greeted = said().length;
  await simulator.say(learner.id, '1');
  await eventually(async () => expect(said().length).toBeGreaterThan(greeted));

  expect(said()[0]).not.toBe('');
  expect(simulator.platform.tokens.refreshes).toBe(1);
  expect(simulator.platform.violations.list()).toEqual([]);
});
