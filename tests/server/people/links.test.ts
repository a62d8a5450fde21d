import { createFigures } from '../../../server/reach/figures';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { linkCodes } from '../../../server/storage/collections/link-codes';
import { links } from '../../../server/storage/collections/links';
import { people } from '../../../server/storage/collections/people';
import { eventually } from '../../support/eventually';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { type Product, startProduct } from '../../support/product';
import { WebLearner } from '../../support/web-learner';

const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
let product: Product;
beforeEach(async () => {
  product = await startProduct({
    env: {
      MESSENGER_APP_SECRET: meta.appSecret,
      MESSENGER_VERIFY_TOKEN: 'verify-token',
      MESSENGER_PAGE_TOKEN: meta.pageToken,
      MESSENGER_API_URL: meta.address,
      MESSENGER_PER_SECOND: '10000',
    },
  });
  await meta.connectWebhook(`${product.address}/webhooks/messenger`, 'verify-token');
});
afterEach(() => product.close());
beforeAll(() => meta.start());
afterAll(() => meta.stop());

/** Somebody who says or taps something and reads the answer, on either channel. */
type Learner = {
  readonly say: (text: string) => Promise<string>;
  readonly tap: (label: RegExp) => Promise<string>;
  readonly labels: () => readonly string[];
};

async function onWeb(): Promise<Learner> {
  const web = new WebLearner(product.address);
  await web.open();
  return {
    say: async (text) => (await web.say(text)).text,
    tap: async (label) => (await web.tap(label)).text,
    labels: () => web.last.options.map(({ label }) => label),
  };
}

function onMessenger(): Learner {
  const { id } = meta.addLearner();
  const last = () => meta.received(id).at(-1);
  const answered = async (act: () => Promise<unknown>): Promise<string> => {
    const before = meta.received(id).length;
    await act();
    await eventually(() => expect(meta.received(id).length).toBeGreaterThan(before));
    return meta
      .received(id)
      .slice(before)
      .map(({ text }) => text)
      .join('\n');
  };
  return {
    say: (text) => answered(() => meta.say(id, text)),
    tap: (label) => answered(() => meta.tap(id, label)),
    labels: () => (last()?.quickReplies ?? []).map(({ title }) => title),
  };
}

/** From a personal code to the menu, with a yes to learning and to being counted. */
async function joined(learner: Learner, code: string): Promise<Learner> {
  await learner.say('xin chào');
  await learner.tap(/^16 hoặc 17/);
  await learner.say(code);
  for (const answer of [/^Đồng ý/, /^Đồng ý/, /^Không/, /^Không/]) await learner.tap(answer);
  return learner;
}

/** Until the words come: on with the lesson, at a reader's pace, the first option of each question. */
async function learnUntil(learner: Learner, words: RegExp): Promise<void> {
  let said = await learner.say('1');
  for (let turns = 0; turns < 40 && !words.test(said); turns += 1) {
    product.advance(30_000);
    const label = learner.labels().find((one) => one === 'Xong') ?? learner.labels()[0] ?? '';
    said = await learner.tap(new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`));
  }
  expect(said).toMatch(words);
}

async function codeShownBy(learner: Learner): Promise<string> {
  const said = await learner.say('liên kết');
  return /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(said)?.[0] ?? 'none';
}

const db = () => product.running.storage.db;

async function students() {
  const figures = await createFigures(db(), { now: () => new Date() }).planFigures({ plan: product.plan });
  const figure = figures.find(({ indicator }) => indicator.population === 'student');
  return { low: figure?.low ?? 0, attendances: figure?.attendances ?? 0 };
}
const counted = (low: number, attendances: number) => eventually(async () => expect(await students()).toEqual({ low, attendances }));

async function soundLedger(): Promise<void> {
  expect(await product.running.ledger.verify(product.keys)).toMatchObject({ altered: [] });
  const before = await students();
  expect(await product.running.ledger.rebuild(product.plan)).toMatchObject({ changed: 0 });
  expect(await students()).toEqual(before);
}

test('a lesson begun on the web goes on at Messenger at the same question, and back on the web from there', async () => {
  const web = await joined(await onWeb(), product.codes[0] ?? '');
  await learnUntil(web, /Câu 2\/6/);
  const code = await codeShownBy(web);
  const messenger = onMessenger();

  const said = await messenger.say(code);
  expect(said).toContain('Đã liên kết');
  expect(said).toContain('Câu 2/6');
  product.advance(30_000);
  await messenger.tap(/^(A|Đúng)/);

  const back = await web.say('A');
  expect(back).toContain('kênh khác');
  expect(back).toContain('Câu 3/6');
  expect(await native(people(db())).countDocuments({ 'membership.population': 'upper-secondary' })).toBe(1);
});

test('two who turn out to be one are counted once, and twice again when they part', async () => {
  const web = await joined(await onWeb(), product.codes[0] ?? '');
  const messenger = await joined(onMessenger(), product.codes[1] ?? '');
  await learnUntil(web, /Bạn đã học xong/);
  await learnUntil(messenger, /Bạn đã học xong/);
  await counted(2, 2);

  expect(await messenger.say(await codeShownBy(web))).toContain('Đã liên kết');
  await counted(1, 2);
  await soundLedger();
  expect(await native(links(db())).findOne({})).toMatchObject({ until: null });

  expect(await messenger.say('bỏ liên kết')).toContain('Đã bỏ liên kết');
  await counted(2, 2);
  await soundLedger();
  expect((await native(links(db())).findOne({}))?.until).toBeInstanceOf(Date);
});

test('parted where the code was shown, the other chat is its own again from its next words on', async () => {
  const web = await joined(await onWeb(), product.codes[0] ?? '');
  const messenger = await joined(onMessenger(), product.codes[1] ?? '');
  const before = await native(conversations(db())).find({}).toArray();
  await messenger.say(await codeShownBy(web));
  await web.say('menu');

  expect(await web.say('bỏ liên kết')).toContain('Đã bỏ liên kết');
  await eventually(async () => expect((await native(links(db())).findOne({}))?.until).toBeInstanceOf(Date));
  await messenger.say('menu');

  const after = await native(conversations(db())).find({}).toArray();
  const peopleOf = (rows: typeof before) => rows.map(({ _id, person }) => `${_id} ${person}`).sort();
  expect(peopleOf(after)).toEqual(peopleOf(before));
});

test('who withdraws from being counted on one channel is counted on none, and says yes on either', async () => {
  const web = await joined(await onWeb(), product.codes[0] ?? '');
  const messenger = onMessenger();
  await messenger.say(await codeShownBy(web));
  await web.say('dữ liệu của tôi');
  await web.tap(/^Thôi tính tôi/);

  expect(await messenger.say('dữ liệu của tôi')).toContain('Tính vào con số chung: không');
  product.advance(1000);
  await messenger.tap(/^Tính tôi/);
  expect(await web.say('dữ liệu của tôi')).toContain('Tính vào con số chung: có');
});

test('deleting on one channel erases every name the person had, and the other chat', async () => {
  const web = await joined(await onWeb(), product.codes[0] ?? '');
  const messenger = await joined(onMessenger(), product.codes[1] ?? '');
  await learnUntil(messenger, /Bạn đã học xong/);
  await messenger.say(await codeShownBy(web));
  await counted(1, 1);

  await messenger.say('xóa dữ liệu');
  await messenger.say('có');

  await counted(0, 0);
  await eventually(async () => {
    expect(await native(people(db())).countDocuments({ key: { $ne: null } })).toBe(0);
    expect(await native(links(db())).countDocuments({})).toBe(0);
    expect(await native(evidenceRows(db())).countDocuments({ erased: { $exists: false } })).toBe(0);
  });
  expect(await web.say('menu')).toContain('Hiểu Luật');
  await soundLedger();
});

test('a code works once, elsewhere, and for fifteen minutes', async () => {
  const web = await joined(await onWeb(), product.codes[0] ?? '');
  const [first, second, late] = [onMessenger(), onMessenger(), onMessenger()];
  const code = await codeShownBy(web);

  expect(await (await onWeb()).say(code)).toContain('kênh khác');
  const said = await Promise.all([first.say(code), second.say(code)]);
  expect(said.filter((words) => words.includes('Đã liên kết'))).toHaveLength(1);
  expect(said.filter((words) => words.includes('hết hạn'))).toHaveLength(1);

  const fresh = await codeShownBy(web);
  product.advance(16 * 60_000);
  expect(await late.say(fresh)).toContain('hết hạn');
  expect(JSON.stringify(await native(linkCodes(db())).find({}).toArray())).not.toContain(fresh.replace('-', ''));
});
