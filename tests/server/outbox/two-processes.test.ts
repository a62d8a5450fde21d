import { join } from 'node:path';
import { type EmbeddedStore, startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';
import { native } from '../../../server/storage/collection';
import { inbox } from '../../../server/storage/collections/inbox';
import { lanes } from '../../../server/storage/collections/lanes';
import { outbox } from '../../../server/storage/collections/outbox';
import { eventually } from '../../support/eventually';
import { type Installation, makeInstallation } from '../../support/installation';
import { KillableProduct } from '../../support/killable-product';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { makeReady } from '../../support/readiness';

const page = { MESSENGER_APP_SECRET: 'app-secret-of-the-page', MESSENGER_VERIFY_TOKEN: 'verify-token', MESSENGER_PAGE_TOKEN: 'page-token' };
const learners = 40;
/** A send is under way for so long, so that lanes change hands in the middle of it. */
const slowMs = 250;
const leaseMs = 15_000;

const meta = new MessengerSimulator(page.MESSENGER_APP_SECRET, page.MESSENGER_PAGE_TOKEN, { rules: { perThreadPerSecond: 1_000 } });
let installation: Installation;
let store: EmbeddedStore;
let db: mongoose.Connection;
let first: KillableProduct;
let second: KillableProduct;

beforeAll(async () => {
  installation = await makeInstallation({ pupils: 40, codes: 1 });
  store = await startEmbeddedStore({ dir: join(installation.config.dataDir, 'store') });
  db = await mongoose.createConnection(uri(), { autoIndex: false, autoCreate: false }).asPromise();
  await makeReady(db, new Date());
  const MESSENGER_API_URL = await meta.start();
  first = await start('first', 'web,worker', MESSENGER_API_URL);
  await meta.connectWebhook(`${first.address}/webhooks/messenger`, page.MESSENGER_VERIFY_TOKEN);
}, 60_000);
afterAll(async () => {
  await Promise.all([first, second].map((one) => one?.kill()));
  await meta.stop();
  await db.close();
  await store.stop();
  installation.remove();
});

/** With a database's name in it. */
function uri(): string {
  const url = new URL(store.uri);
  url.pathname = '/two_processes';
  return url.href;
}

function start(name: string, ROLE: string, MESSENGER_API_URL: string): Promise<KillableProduct> {
  const { env, config } = installation;
  const own = { DATA_DIR: join(config.dataDir, name), MONGODB_URI: uri(), ROLE };
  return KillableProduct.start({ ...installation, env: { ...env, ...page, ...own, MESSENGER_API_URL } }, 1);
}

/** How many lanes each holder has, the largest share first. */
async function shares(): Promise<readonly number[]> {
  const held = await native(lanes(db))
    .find({ holder: { $ne: '' } })
    .toArray();
  const holders = [...new Set(held.map(({ holder }) => holder))];
  return holders.map((holder) => held.filter((lane) => lane.holder === holder).length).sort((a, b) => b - a);
}

test('two processes on one store send nothing twice, though lanes change hands in the middle of sends', async () => {
  meta.misbehave({ kind: 'slow', ms: slowMs });
  const people = Array.from({ length: learners }, () => meta.addLearner().id);
  const talk = { goesOn: true };
  const said = new Map<string, number>();
  const talking = people.map(async (id) => {
    while (talk.goesOn) {
      await meta.say(id, 'menu');
      said.set(id, (said.get(id) ?? 0) + 1);
      await new Promise((done) => setTimeout(done, slowMs * 4));
    }
  });

  try {
    second = await start('second', 'worker', meta.address);
    await eventually(async () => expect(await shares()).toEqual([128, 128]), 2 * leaseMs); // half of the lanes change hands
    second.freeze();
    await eventually(async () => expect(await shares()).toEqual([256]), 2 * leaseMs); // taken from one that does not know it
    second.thaw();
    await eventually(async () => expect(await shares()).toEqual([128, 128]), 2 * leaseMs);
    await second.kill();
  } finally {
    talk.goesOn = false;
    await Promise.all(talking);
  }
  await eventually(async () => expect(await native(inbox(db)).countDocuments({ open: { $gte: 0 } })).toBe(0), 4 * leaseMs);

  const sent = people.map((id) => meta.received(id).map(({ metadata }) => metadata ?? ''));
  const held = new Set((await native(outbox(db)).find({}).toArray()).map(({ _id }) => _id));
  expect(sent.flat().length).toBe(new Set(sent.flat()).size);
  const missing = people.flatMap((id, index) => turnsOf(sent[index] ?? [], said.get(id) ?? 0).filter((turn) => !held.has(turn)));
  expect(missing).toEqual([]);
}, 180_000);

/** The first message of each turn of a conversation that did not arrive. */
function turnsOf(sent: readonly string[], turns: number): readonly string[] {
  const conversation = sent[0]?.split(':').slice(0, 3).join(':') ?? '';
  return Array.from({ length: turns }, (_, index) => `${conversation}:${index + 1}:0`).filter((id) => !sent.includes(id));
}
