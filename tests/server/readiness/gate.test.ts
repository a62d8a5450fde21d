import request from 'supertest';
import { checkConfig } from '../../../server/config';
import { newSecrets } from '../../../server/demonstration-secrets';
import { examine } from '../../../server/doctor/examine';
import { heldBy, recordReadiness } from '../../../server/readiness/readiness';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { inbox } from '../../../server/storage/collections/inbox';
import { type ReadinessItem, readinessItems } from '../../../server/storage/collections/readiness';
import { eventually } from '../../support/eventually';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { type Product, startProduct } from '../../support/product';
import { zaloAccountSettings } from '../../support/zalo-account-settings';
import { ZaloSimulator } from '../../support/zalo-simulator';

const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
const zalo = new ZaloSimulator();
const webhook = '/webhooks/messenger';
const rememberedMs = 5_001;
let product: Product;

beforeAll(async () => {
  const page = { MESSENGER_VERIFY_TOKEN: 'verify-token', MESSENGER_PAGE: 'hieu.luat', MESSENGER_API_URL: await meta.start() };
  const secrets = { MESSENGER_APP_SECRET: meta.appSecret, MESSENGER_PAGE_TOKEN: meta.pageToken };
  const env = { ...page, ...secrets, ...zaloAccountSettings(await zalo.start()) };
  product = await startProduct({ env, ready: false });
}, 60_000);
afterAll(async () => {
  await product.close();
  await Promise.all([meta.stop(), zalo.stop()]);
});

async function record(items: readonly ReadinessItem[]): Promise<void> {
  const now = new Date();
  for (const item of items) {
    const held = heldBy[item] === 'name' ? { name: 'Sở Y tế Thử' } : { date: '2026-01-05' };
    await recordReadiness(product.running.storage.db, { item, document: '01/QĐ', ...held }, { by: 'cli', now });
  }
  product.advance(rememberedMs);
}

function write(mid: string): Promise<request.Response> {
  const { body, headers } = meta.webhook({ sender: { id: 'psid-1' }, timestamp: Date.now(), message: { mid, text: 'Chào' } });
  return request(product.address).post(webhook).set(headers).send(body.toString());
}

async function kept(): Promise<number> {
  const { db } = product.running.storage;
  return (await native(inbox(db)).countDocuments({})) + (await native(conversations(db)).countDocuments({}));
}

describe('an installation whose papers are not recorded', () => {
  test.each(['/chat', '/chat?c=ABC', '/j/ABC234', '/j/ABC234/messenger'])(
    'says at %s that it is not open, and whom to call',
    async (path) => {
      const answer = await request(product.address).get(path);

      expect(answer.status).toBe(503);
      expect(answer.headers).toMatchObject({ 'retry-after': '3600', 'cache-control': 'no-store' });
      expect(answer.text).toContain('Chương trình chưa mở');
      expect(answer.text).toContain('href="tel:111"');
    },
  );

  test('says so in English to who asks', async () => {
    const answer = await request(product.address).get('/chat?lang=en');

    expect(answer.text).toContain('<html lang="en">');
    expect(answer.text).toContain('The programme is not open yet');
  });

  test.each([
    ['post', '/chat/api/session'],
    ['get', '/chat/api/session'],
    ['get', '/chat/api/replies'],
  ] as const)('answers %s %s with a problem', async (method, path) => {
    const answer = await request(product.address)[method](path).set('accept-language', 'vi');

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ code: 'not_open', title: 'Chương trình chưa mở. Xin quay lại sau' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('shakes hands with the platforms, thanks for their events and keeps nothing', async () => {
    await meta.connectWebhook(`${product.address}${webhook}`, 'verify-token');
    await zalo.connectWebhook(`${product.address}/webhooks/zalo`);
    const answer = await write('m-1');
    await zalo.follow(zalo.addLearner().id);

    expect(answer.status).toBe(200);
    expect(answer.text).toBe('EVENT_IGNORED');
    expect(await kept()).toBe(0);
  });

  test('still refuses what is forged', async () => {
    const { body, headers } = new MessengerSimulator('another secret', 'token').webhook({ sender: { id: '1' } });
    const answer = await request(product.address).post(webhook).set(headers).send(body.toString());

    expect(answer.status).toBe(401);
  });

  test('is told by the doctor which papers are missing', async () => {
    const checked = checkConfig({ values: product.env }, [], newSecrets);
    if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));

    const findings = await examine(checked.config, () => new Date());

    expect(findings.find(({ code }) => code === 'not_open')?.values).toMatchObject({ missing: expect.stringContaining('data-officer') });
  });

  test('still lets its staff sign in, and says how it fares', async () => {
    expect((await request(product.address).get('/console/sign-in')).status).toBe(200);
    expect((await request(product.address).get('/readyz')).status).toBe(200);
  });
});

test('it opens channel by channel as they are recorded, without being started again', async () => {
  await record(['controller', 'data-officer', 'impact-assessment']);
  expect((await request(product.address).get('/chat')).status).toBe(200);
  expect((await request(product.address).get('/j/ABC234/messenger')).status).toBe(503);
  expect((await write('m-2')).text).toBe('EVENT_IGNORED');
  expect(await kept()).toBe(0);

  await record(readinessItems.filter((item) => item.startsWith('cross-border')));
  expect((await request(product.address).get('/j/ABC234/messenger')).status).toBe(303);
  expect((await write('m-3')).text).toBe('EVENT_RECEIVED');
  await eventually(async () => expect(await kept()).toBeGreaterThan(0));
});
