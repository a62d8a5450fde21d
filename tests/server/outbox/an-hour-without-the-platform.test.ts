import { native } from '../../../server/storage/collection';
import { inbox } from '../../../server/storage/collections/inbox';
import { outbox } from '../../../server/storage/collections/outbox';
import { eventually } from '../../support/eventually';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { type Product, startProduct } from '../../support/product';

const minute = 60_000;
const learners = 25;
/** What the platform allows in any second, and what the product takes of it, as it does by itself: 250 of 300. */
const allowed = 48;
const taken = 40;
const page = { MESSENGER_APP_SECRET: 'app-secret-of-the-page', MESSENGER_VERIFY_TOKEN: 'verify-token', MESSENGER_PAGE_TOKEN: 'page-token' };

const meta = new MessengerSimulator(page.MESSENGER_APP_SECRET, page.MESSENGER_PAGE_TOKEN, {
  rules: { perThreadPerSecond: allowed, sendsPerSecond: allowed },
});
let product: Product;
beforeAll(async () => {
  const MESSENGER_API_URL = await meta.start();
  product = await startProduct({ env: { ...page, MESSENGER_API_URL, MESSENGER_PER_SECOND: String(taken) } });
  await meta.connectWebhook(`${product.address}/webhooks/messenger`, page.MESSENGER_VERIFY_TOKEN);
});
afterAll(async () => {
  await product.close();
  await meta.stop();
});

let ahead = 0;
async function advance(ms: number): Promise<void> {
  ahead += ms;
  product.advance(ms);
  await meta.clock.advance(ms);
}

const rows = () => native(outbox(product.running.storage.db));

async function settled(): Promise<void> {
  const open = native(inbox(product.running.storage.db));
  await eventually(async () => expect(await open.countDocuments({ open: { $gte: 0 } })).toBe(0), 30_000);
}

test('an hour in which the platform takes nothing loses no reply; afterwards all come in order, once, and no faster than allowed', async () => {
  const people = Array.from({ length: learners }, () => meta.addLearner().id);
  await Promise.all(people.map((id) => meta.say(id, 'xin chào')));
  await settled();
  const before = new Map(people.map((id) => [id, meta.received(id).length]));

  meta.misbehave({ kind: 'status', status: 503 });
  for (const words of ['menu', 'trợ giúp', 'menu', 'dữ liệu của tôi']) await Promise.all(people.map((id) => meta.say(id, words)));
  await settled();
  for (let tenth = 0; tenth < 6; tenth += 1) {
    await advance(10 * minute);
    const due = { state: 'waiting', nextAt: { $lte: new Date(Date.now() + ahead) } } as const;
    await eventually(async () => expect(await rows().countDocuments(due)).toBe(0), 30_000);
  }
  const held = await rows().countDocuments({});
  meta.behave();
  await advance(5 * minute);
  await eventually(async () => expect(await rows().countDocuments({ state: { $ne: 'sent' } })).toBe(0), 30_000);

  const late = people.map((id) =>
    meta
      .received(id)
      .slice(before.get(id))
      .map(({ metadata }) => metadata ?? ''),
  );
  expect(late.every((ids) => ids.length >= 4)).toBe(true);
  expect(late.flat()).toHaveLength(held);
  expect(new Set(late.flat()).size).toBe(held);
  for (const ids of late) expect(ids).toEqual([...ids].sort((a, b) => placeOf(a) - placeOf(b)));
  expect(meta.platform.accepted.peakPerSlidingSecond).toBeLessThanOrEqual(allowed);
  expect(meta.refused).toEqual([]);
}, 120_000);

/** The last two parts of an outbox id: turn and index. */
function placeOf(outboxId: string): number {
  const [turn, index] = outboxId.split(':').slice(-2).map(Number);
  return (turn ?? 0) * 1000 + (index ?? 0);
}
