import { createLogger } from '../../server/observability/logger';
import { MessengerSimulator } from './messenger-simulator';
import { type Product, startProduct } from './product';
import { WebLearner } from './web-learner';

/** In everything a learner says here: the log must never hold it. */
export const mark = 'thầm-kín-7431';
export const json = { 'content-type': 'application/json' };

type Ask = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer };

/** The product for the tests of a file. After each of them its log must hold no error, and nothing of what was said. */
export function watchProduct() {
  const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token');
  const log: string[] = [];
  let product: Product;
  beforeAll(async () => {
    const env = {
      MESSENGER_APP_SECRET: meta.appSecret,
      MESSENGER_VERIFY_TOKEN: 'verify-token',
      MESSENGER_PAGE_TOKEN: meta.pageToken,
      MESSENGER_API_URL: await meta.start(),
    };
    product = await startProduct({ env, logger: createLogger('debug', { write: (line) => void log.push(line) }) });
  });
  afterAll(async () => {
    await product.close();
    await meta.stop();
  });
  afterEach(() => {
    expect(log.filter((line) => line.includes(mark) || /"level":"error"|\[removed\]/.test(line))).toEqual([]);
  });
  return {
    meta,
    product: () => product,
    ask: (path: string, asked: Ask = {}) => ask(product.address + path, asked),
    learner: () => newLearner(product.address),
    /** A body as the chat page of this learner would send it. */
    post: (one: WebLearner, body: string | Buffer, headers = {}) =>
      ask(`${product.address}/chat/api/events`, { headers: { ...json, cookie: one.cookie, ...headers }, body }),
  };
}

/** One request of any kind; whatever the answer says, it says nothing of the inside. */
async function ask(url: string, { method = 'POST', headers = {}, body }: Ask = {}) {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await response.text();
  expectNothingLeaked(text);
  return { status: response.status, text, type: response.headers.get('content-type') ?? '' };
}

export function expectNothingLeaked(text: string): void {
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.[jt]s:\d+|\b[A-Z]\w*Error\b|mongo|E11000|ENOENT|ECONN|stack/i);
  expect(text).not.toContain(process.cwd());
}

async function newLearner(address: string): Promise<WebLearner> {
  const one = new WebLearner(address);
  await one.open();
  await one.join(); // asked for their age
  return one;
}

/** Nothing was lost: the learner goes on from where they stood. */
export async function expectGoesOn(one: WebLearner): Promise<void> {
  expect((await one.say('trợ giúp')).text).not.toBe('');
  expect((await one.say('menu')).options.length).toBeGreaterThan(0);
}
