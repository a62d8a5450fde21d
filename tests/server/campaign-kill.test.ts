import { DateTime } from 'luxon';
import type { Connection } from 'mongoose';
import { loadCalendars } from '../../courses/load-courses';
import { createCampaign, findCampaign, keepPlan, startCampaign } from '../../server/campaigns/change-campaign';
import type { Audience } from '../../server/campaigns/model';
import { planCampaign } from '../../server/campaigns/plan-campaign';
import { deriveKeys } from '../../server/keys';
import { openStorage } from '../../server/open-storage';
import { calendarOf } from '../../server/pushes/calendar';
import { nextAllowed } from '../../server/pushes/next-allowed';
import { native } from '../../server/storage/collection';
import { outbox } from '../../server/storage/collections/outbox';
import { contentFolder } from '../content/content-folder';
import { addAudience } from '../support/audience';
import { campaignDeps } from '../support/campaign-deps';
import { eventually } from '../support/eventually';
import { type Installation, makeInstallation } from '../support/installation';
import { KillableProduct } from '../support/killable-product';
import { MessengerSimulator } from '../support/messenger-simulator';
import { VirtualClock } from '../support/platform-parts/virtual-clock';

const people = 400;
const kills = 2;
const perSecond = 100;
/** What the product is told it may send: less than the platform takes, as by default (250 of 300), since answers are on the way for a while. */
const allowed = 80;
const minute = 60_000;
const page = { MESSENGER_APP_SECRET: 'a'.repeat(32), MESSENGER_VERIFY_TOKEN: 'verify', MESSENGER_PAGE_TOKEN: 'page-token' };
const audience: Audience = { populations: ['ip-worker'] };
const senders = Array.from({ length: people }, (_, index) => `7${String(index).padStart(8, '0')}`);

/** Ten in the morning of the next day on which anybody may be written to: the test does not care what day it is run. */
function aMorning(): Date {
  const calendar = calendarOf(loadCalendars(contentFolder));
  const day = nextAllowed(new Date(), { population: 'ip-worker' }, calendar) ?? new Date();
  return DateTime.fromJSDate(day, { zone: 'Asia/Ho_Chi_Minh' }).set({ hour: 10, minute: 0 }).toJSDate();
}

/** Beside the product while that runs. */
async function inStore<T>({ config }: Installation, work: (db: Connection) => Promise<T>): Promise<T> {
  const storage = await openStorage(config, keysOf(config), new Date(), { beside: true });
  try {
    return await work(storage.db);
  } finally {
    await storage.close();
  }
}

function keysOf({ secrets: { secretKey, serviceWorkerKey } }: Installation['config']) {
  return deriveKeys(secretKey, serviceWorkerKey);
}

/** A running campaign in a store that nobody serves yet. */
function beginCampaign(installation: Installation, at: Date): Promise<string> {
  const keys = keysOf(installation.config);
  return inStore(installation, async (db) => {
    await addAudience(
      db,
      keys,
      senders.map((sender) => ({ sender })),
      at,
    );
    const { deps } = await campaignDeps(db, keys);
    const { _id } = await createCampaign(db, { name: 'Thử', what: 'lesson', audience, createdBy: 'somebody' }, at);
    await keepPlan(db, _id, await planCampaign(deps, { audience, createdAt: at }, at));
    expect(await startCampaign(db, _id, at)).toBe('done');
    return _id;
  });
}

/** When nothing has been sent for a while, nothing more will be. */
async function quiet(simulator: MessengerSimulator, forMs: number): Promise<void> {
  for (let sent = -1; sent !== simulator.platform.accepted.total; ) {
    sent = simulator.platform.accepted.total;
    await new Promise((done) => setTimeout(done, forMs));
  }
}

async function rowsOf(db: Connection, id: string): Promise<{ readonly made: number; readonly open: readonly string[] }> {
  const rows = await native(outbox(db)).find({ 'push.campaign': id }).toArray();
  const open = rows.filter(({ state }) => state === 'waiting' || state === 'unknown');
  return { made: rows.length, open: open.map(({ state, reason, nextAt }) => `${state} ${reason} ${nextAt.toISOString()}`) };
}

async function killNowAndThen(product: KillableProduct, simulator: MessengerSimulator): Promise<void> {
  for (let killed = 0; killed < kills; killed += 1) {
    const before = simulator.platform.accepted.total;
    const enough = before + 20 + Math.floor(Math.random() * 80);
    while (simulator.platform.accepted.total < enough) await new Promise((done) => setTimeout(done, 5));
    await product.killAndRestart();
  }
}

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

test.each([
  { echoes: 'all', loseEchoes: 0 },
  { echoes: 'but 5 % ', loseEchoes: 0.05 },
])(
  `a campaign to ${people} people under ${kills} × kill −9, $echoes of the echoes arriving, writes to nobody twice and leaves nobody out unlisted`,
  async ({ loseEchoes }) => {
    const installation = await makeInstallation({ pupils: 2, codes: 1 });
    undo.push(() => installation.remove());
    const at = aMorning();
    const simulator = new MessengerSimulator(page.MESSENGER_APP_SECRET, page.MESSENGER_PAGE_TOKEN, {
      clock: new VirtualClock({ startAt: at }),
      strangers: 'welcome',
      receipts: false,
      rules: { sendsPerSecond: perSecond },
    });
    undo.push(() => simulator.stop());
    simulator.troubleEvents({ loseEchoes });
    const id = await beginCampaign(installation, at);
    const clock = (later: number) => ({ CLOCK_AHEAD: String(at.getTime() - Date.now() + later) });
    const settings = { ...page, MESSENGER_API_URL: await simulator.start(), MESSENGER_PER_SECOND: String(allowed) };
    const product = await KillableProduct.start(installation, 1, { ...settings, ...clock(0) });
    undo.push(() => product.kill());
    simulator.caller.url = `${product.address}/webhooks/messenger`;

    await killNowAndThen(product, simulator);
    await quiet(simulator, 2_000);
    await simulator.clock.advance(5 * minute); // echoes that met a dead process come again
    await simulator.caller.idle();
    await simulator.clock.advance(25 * minute);
    await product.killAndRestart(clock(31 * minute));
    await inStore(installation, (db) => eventually(async () => expect(await rowsOf(db, id)).toEqual({ made: people, open: [] }), 60_000));
    await product.kill();

    const received = new Map([...simulator.platform.learners.all()].map((learner) => [learner.id, learner.received]));
    const twice = senders.filter((sender) => (received.get(sender) ?? 0) > 1);
    const missed = senders.filter((sender) => !received.has(sender));
    const [states, campaign] = await inStore(installation, async (db) => {
      const rows = await native(outbox(db)).find({ 'push.campaign': id }).toArray();
      return [rows.map(({ state, reason }) => `${state}${state === 'sent' ? '' : ` ${reason}`}`), await findCampaign(db, id)] as const;
    });

    const listed = states.filter((state) => state === 'dropped unknown').length;
    expect(twice).toEqual([]);
    expect(simulator.refused).toEqual([]);
    expect(simulator.platform.accepted.peakPerSlidingSecond).toBeLessThanOrEqual(perSecond);
    expect(states).toHaveLength(people);
    expect(states.filter((state) => state === 'sent').length + listed).toBe(people);
    expect(missed.length).toBeLessThanOrEqual(listed);
    if (loseEchoes === 0) expect([missed, listed]).toEqual([[], 0]);
    expect(campaign?.counts).toEqual({ reachable_now: people });
  },
  300_000,
);
