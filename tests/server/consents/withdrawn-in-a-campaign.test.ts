import { DateTime } from 'luxon';
import { loadCalendars } from '../../../courses/load-courses';
import { createCampaign, findCampaign, keepPlan, startCampaign } from '../../../server/campaigns/change-campaign';
import { planCampaign } from '../../../server/campaigns/plan-campaign';
import { withdrawOnPaper } from '../../../server/consents/withdraw-on-paper';
import { calendarOf } from '../../../server/pushes/calendar';
import { nextAllowed } from '../../../server/pushes/next-allowed';
import { native } from '../../../server/storage/collection';
import { consents } from '../../../server/storage/collections/consents';
import { contentFolder } from '../../content/content-folder';
import { addAudience } from '../../support/audience';
import { campaignDeps } from '../../support/campaign-deps';
import { eventually } from '../../support/eventually';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { VirtualClock } from '../../support/platform-parts/virtual-clock';
import { type Product, startProduct } from '../../support/product';

const page = { MESSENGER_APP_SECRET: 'a'.repeat(32), MESSENGER_VERIFY_TOKEN: 'verify', MESSENGER_PAGE_TOKEN: 'page-token' };
const audience = { populations: ['ip-worker'] } as const;
const people = 40;
const senders = Array.from({ length: people }, (_, index) => `7${String(index).padStart(8, '0')}`);
const onPaper = '800000000';

let product: Product;
let simulator: MessengerSimulator;
beforeAll(async () => {
  const at = aMorning();
  simulator = new MessengerSimulator(page.MESSENGER_APP_SECRET, page.MESSENGER_PAGE_TOKEN, {
    clock: new VirtualClock({ startAt: at }),
    strangers: 'welcome',
    receipts: false,
  });
  product = await startProduct({ env: { ...page, MESSENGER_API_URL: await simulator.start(), MESSENGER_PER_SECOND: '5' } });
  product.advance(at.getTime() - Date.now());
  simulator.caller.url = `${product.address}/webhooks/messenger`;
});
afterAll(async () => {
  await product.close();
  await simulator.stop();
});

/** Ten in the morning of the next day on which anybody may be written to. */
function aMorning(): Date {
  const calendar = calendarOf(loadCalendars(contentFolder));
  const day = nextAllowed(new Date(), { population: 'ip-worker' }, calendar) ?? new Date();
  return DateTime.fromJSDate(day, { zone: 'Asia/Ho_Chi_Minh' }).set({ hour: 10, minute: 0 }).toJSDate();
}

/** Some who go on, and two to whom the campaign comes last. */
async function beginCampaign(byChat: string): Promise<string> {
  const { db } = product.running.storage;
  const at = new Date(aMorning().getTime() + 60_000);
  const given = [
    ...senders.map((sender) => ({ sender })),
    { sender: onPaper, person: 'person-z1' },
    { sender: byChat, person: 'person-z2' },
  ];
  await addAudience(db, product.keys, given, aMorning());
  const { deps } = await campaignDeps(db, product.keys);
  const { _id } = await createCampaign(db, { name: 'Thử', what: 'lesson', audience, createdBy: 'somebody' }, at);
  await keepPlan(db, _id, await planCampaign(deps, { audience, createdAt: at }, at));
  expect(await startCampaign(db, _id, at)).toBe('done');
  return _id;
}

test('who says no while a campaign is running, in the chat or on paper, is not called by it any more', async () => {
  const { db } = product.running.storage;
  const byChat = simulator.addLearner().id;
  const id = await beginCampaign(byChat);
  await eventually(() => expect(simulator.platform.accepted.total).toBeGreaterThan(2), 20_000);

  await simulator.say(byChat, 'dừng');
  const { accept } = product.running.pipeline;
  const paper = { id: 'r1', person: 'person-z1', purposes: ['be-reminded', 'learn'], actor: 'staff', at: new Date() } as const;
  expect(await withdrawOnPaper({ db, keys: product.keys, accept }, paper)).toBe(1);
  await eventually(async () => expect((await findCampaign(db, id))?.state).toBe('done'), 60_000);

  const received = new Map([...simulator.platform.learners.all()].map((learner) => [learner.id, learner.received]));
  expect(received.get(byChat) ?? 0).toBe(1); // the answer to "dừng", which they asked for
  expect(received.get(onPaper) ?? 0).toBe(0);
  expect(senders.every((sender) => received.get(sender) === 1)).toBe(true);
  const rows = await native(consents(db)).find({ person: paper.person }).toArray();
  expect(rows.map(({ purpose, given, actor, channel }) => ({ purpose, given, actor, channel }))).toEqual(
    expect.arrayContaining([
      { purpose: 'learn', given: false, actor: 'staff', channel: 'paper' },
      { purpose: 'be-reminded', given: false, actor: 'staff', channel: 'paper' },
    ]),
  );
}, 120_000);
