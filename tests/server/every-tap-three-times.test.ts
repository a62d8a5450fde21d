import { randomUUID } from 'node:crypto';
import { createFigures } from '../../server/reach/figures';
import { native } from '../../server/storage/collection';
import { attempts } from '../../server/storage/collections/attempts';
import { evidenceRows } from '../../server/storage/collections/evidence';
import { eventually } from '../support/eventually';
import { MessengerSimulator, type SentMessage } from '../support/messenger-simulator';
import { type Product, startProduct } from '../support/product';
import { WebLearner } from '../support/web-learner';

const minute = 60_000;
const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
let product: Product;

beforeAll(async () => {
  const env = {
    MESSENGER_APP_SECRET: meta.appSecret,
    MESSENGER_VERIFY_TOKEN: 'verify-token',
    MESSENGER_PAGE_TOKEN: meta.pageToken,
    MESSENGER_API_URL: await meta.start(),
    MESSENGER_PER_SECOND: '10000',
  };
  product = await startProduct({ env });
});
afterAll(async () => {
  await product.close();
  await meta.stop();
});

/** Somebody at Messenger whose platform may deliver everything three times: twice at once, and once more among what comes later. */
class MessengerLearner {
  readonly #later: object[] = [];

  constructor(
    readonly id: string,
    private readonly thrice: boolean,
  ) {}

  get said(): readonly SentMessage[] {
    return meta.sent.filter(({ to }) => to === this.id);
  }

  say(text: string): Promise<void> {
    return this.#deliver({ mid: randomUUID(), text });
  }

  tap(label: RegExp): Promise<void> {
    const reply = this.said.at(-1)?.quickReplies.find(({ title }) => label.test(title));
    if (reply === undefined) throw new Error(`no button ${label} below: ${this.said.at(-1)?.text}`);
    return this.#deliver({ mid: randomUUID(), text: reply.title, quick_reply: { payload: reply.payload } });
  }

  /** What is still to come for the third time, last things first. */
  async deliverRest(): Promise<void> {
    for (const event of this.#later.splice(0).reverse()) await call(event);
  }

  async #deliver(message: object): Promise<void> {
    const before = this.said.length;
    const event = { sender: { id: this.id }, recipient: { id: 'page' }, timestamp: Date.now(), message };
    const again = this.thrice ? [event, ...this.#later.splice(0, this.#later.length > 3 ? 2 : 0)] : [];
    if (this.thrice) this.#later.push(event);
    await Promise.all([...again, event].map(call));
    await eventually(() => expect(this.said.length).toBeGreaterThan(before));
  }
}

async function call(event: object): Promise<void> {
  const { body, headers } = meta.webhook(event);
  const response = await fetch(`${product.address}/webhooks/messenger`, { method: 'POST', headers, body: new Uint8Array(body) });
  expect(response.status).toBe(200);
}

/** From hello to the result of the first lesson, everything delivered once or three times; half of the answers typed, half tapped. */
async function takeLesson(id: string, code: string, thrice: boolean): Promise<MessengerLearner> {
  const learner = new MessengerLearner(id, thrice);
  await learner.say('xin chào');
  await learner.tap(/^16 hoặc 17/);
  await learner.say(code);
  for (const answer of [/^Đồng ý/, /^Đồng ý/, /^Không/, /^Không/]) await learner.tap(answer);
  await learner.tap(/^1$/);
  for (let turn = 0; !/Bạn đã học xong/.test(learner.said.at(-1)?.text ?? ''); turn++) {
    if (turn > 40) throw new Error(`no end: ${learner.said.at(-1)?.text}`);
    product.advance(minute / 2);
    await goOn(learner, turn);
  }
  await learner.deliverRest();
  await learner.say('menu');
  return learner;
}

function goOn(learner: MessengerLearner, turn: number): Promise<void> {
  const titles = learner.said.at(-1)?.quickReplies.map(({ title }) => title) ?? [];
  if (titles.includes('Xong')) return learner.tap(/^Xong$/);
  return turn % 2 === 0 && /Câu \d\/6/.test(learner.said.at(-1)?.text ?? '') ? learner.say('A') : learner.tap(/./);
}

/** What is kept of everybody so far, without what differs between people and moments. */
async function kept() {
  const { db } = product.running.storage;
  const facts = await native(attempts(db)).find({}).sort({ _id: 1 }).toArray();
  const rows = await native(evidenceRows(db)).find({}).toArray();
  const bare = (rest: object) => JSON.stringify(rest);
  return {
    attempts: facts.map(({ _id: _, person: __, at: ___, ...rest }) => bare(rest)).sort(),
    evidence: rows
      .map(({ rung, class: grade, lesson, version, parts, organisation }) => bare({ rung, grade, lesson, version, parts, organisation }))
      .sort(),
  };
}

test('every tap and every text three times leave the same attempts, completions and evidence, and get one reply each', async () => {
  const once = await takeLesson('8001', product.codes[0] ?? '', false);
  await eventually(async () => expect((await kept()).evidence.length).toBeGreaterThan(0));
  const first = await kept();

  const thrice = await takeLesson('8002', product.codes[1] ?? '', true);
  await eventually(async () => expect((await kept()).evidence.length).toBe(2 * first.evidence.length));
  const both = await kept();

  expect(thrice.said.map(({ text }) => text)).toEqual(once.said.map(({ text }) => text));
  expect(both).toEqual({
    attempts: [...first.attempts, ...first.attempts].sort(),
    evidence: [...first.evidence, ...first.evidence].sort(),
  });
  expect(first.attempts.filter((line) => line.includes('"completion"'))).toHaveLength(1);
  expect(first.evidence.filter((line) => line.includes('"reached"'))).toHaveLength(1);
});

test('a learner who reads a whole lesson and answers one of its questions is one more person reached', async () => {
  const figures = createFigures(product.running.storage.db, { now: () => new Date() });
  const reached = async () =>
    (await figures.planFigures({ plan: product.plan })).find(({ indicator }) => indicator.population === 'student')?.low ?? 0;
  const before = await reached();
  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(product.codes[2] ?? '');
  await learner.tap('16 hoặc 17 tuổi');
  for (const answer of ['Đồng ý', 'Đồng ý', 'Không đồng ý', 'Không đồng ý']) await learner.tap(answer);
  await learner.tap(/^Học: /);
  while (!/Câu 2\/6/.test(learner.last.text)) {
    product.advance(minute / 2);
    await learner.tap(learner.last.options[0]?.label ?? '');
  }

  await eventually(async () => expect(await reached()).toBe(before + 1));
});
