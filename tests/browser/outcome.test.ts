import type { Page } from 'playwright-core';
import { expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { officer } from '../support/installation';
import { type Product, startProduct } from '../support/product';
import { setUpSecondFactor } from '../support/second-factor';

const readingMs = 30_000;
const shownWithinMs = 3_000;
const mostTaps = 40;
const openOptions = '.options:not(.closed) button';
const closedOptions = '.options.closed';

const languages = [
  {
    language: 'vi',
    words: {
      language: undefined,
      age: '16 hoặc 17 tuổi',
      yes: 'Đồng ý',
      no: 'Không đồng ý',
      begin: /^Học: Hiểu đúng pháp luật/,
      leave: 'Dừng bài',
      done: 'Xong',
      question: 'Câu 1/6.',
      finished: 'Bạn đã học xong bài',
      remember: 'Điều cần nhớ',
      signInName: 'Tên đăng nhập',
      password: 'Mật khẩu',
      signIn: 'Đăng nhập',
      counted: / \/ 100 người$/,
    },
  },
  {
    language: 'en',
    words: {
      language: 'English',
      age: '16 or 17',
      yes: 'I agree',
      no: 'I do not agree',
      begin: /^Learn: /,
      leave: 'Leave lesson',
      done: 'Done',
      question: 'Question 1/6.',
      finished: 'You have finished "',
      remember: 'To remember',
      signInName: 'Sign-in name',
      password: 'Password',
      signIn: 'Sign in',
      counted: / of 100 people$/,
    },
  },
] as const;

type Words = (typeof languages)[number]['words'];

/** The outcome, whole: from a code on paper to the figure on an officer's desk, on real parts only. */
describe.each(languages)('in $language, on a phone', ({ language, words }) => {
  let product: Product;
  let browsers: readonly TestBrowser[];
  let chat: Page;
  let overview: Page;
  let faults: string[];

  beforeAll(async () => {
    product = await startProduct();
    browsers = await Promise.all([openBrowser(phone), openBrowser(phone)]);
    overview = (await browsers[1]?.context.newPage()) ?? fail();
    await signIn(overview, `${product.address}/console/sign-in?lang=${language}`, words);
  });
  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await product.close();
  });
  beforeEach(async () => {
    await browsers[0]?.context.clearCookies();
    chat = (await browsers[0]?.context.newPage()) ?? fail();
    faults = [];
    chat.on('pageerror', (error) => faults.push(error.message));
  });
  afterEach(async () => {
    await chat.close();
    expect(faults).toEqual([]);
  });

  test('a lesson taken from a code on is one more person on the officer’s open page', async () => {
    await expectGood(overview);
    const before = await people(overview, words);

    await join(chat, `${product.address}/j/${product.codes[0]}`, words, expectGood);
    await tap(chat, words.begin);
    await expectGood(chat);
    if (language === 'en') await log(chat).getByText('This lesson is available in Vietnamese only for now.').waitFor();
    await learn(chat, words, product);
    await log(chat).getByText(words.remember).waitFor();
    await expectGood(chat);

    await expectOneMore(overview, words, before);
    await expectGood(overview);
  });

  test('a line lost in the middle of the lesson costs no step and doubles none', async () => {
    const before = await people(overview, words);
    await join(chat, `${product.address}/j/${product.codes[1]}`, words);
    await tap(chat, words.begin);
    const context = browsers[0]?.context ?? fail();

    await context.setOffline(true);
    product.advance(readingMs);
    await options(chat).first().tap();
    await options(chat).first().waitFor({ state: 'detached' });
    await context.setOffline(false);
    await options(chat).first().waitFor();
    await learn(chat, words, product);

    expect(await log(chat).getByText(words.question).count()).toBe(1);
    expect(await log(chat).getByText(words.finished).count()).toBe(1);
    await expectOneMore(overview, words, before);
  });

  test('a phone put away in the middle of the questions goes on where it was', async () => {
    const before = await people(overview, words);
    await join(chat, `${product.address}/j/${product.codes[2]}`, words);
    await tap(chat, words.begin);
    await learn(chat, words, product, words.question);

    await chat.reload();
    await log(chat).getByText(words.question).waitFor();
    await learn(chat, words, product);

    await expectOneMore(overview, words, before);
  });
});

const log = (page: Page) => page.getByRole('log');
/** What may be tapped now: choices of earlier messages are closed. */
const options = (page: Page) => page.locator(openOptions);

async function signIn(page: Page, address: string, words: Words): Promise<void> {
  await page.goto(address);
  await expectGood(page);
  await page.getByLabel(words.signInName).fill(officer.signInName);
  await page.getByLabel(words.password).fill(officer.password);
  await page.getByRole('button', { name: words.signIn }).tap();
  await setUpSecondFactor(page);
  await page.waitForURL(/\/console$/);
}

/** From the link on a card to the menu, with a yes to learning and to being counted. */
async function join(page: Page, link: string, words: Words, look: (page: Page) => Promise<void> = async () => undefined): Promise<void> {
  await page.goto(link);
  if (words.language !== undefined) await page.getByRole('link', { name: words.language }).tap();
  for (const choice of [words.age, words.yes, words.yes, words.no, words.no]) {
    await options(page).filter({ hasText: choice }).first().waitFor();
    await look(page);
    await tap(page, choice);
  }
}

/** The first thing on offer, at a reader's pace, until these words are said; where several may be ticked, the first alone. */
async function learn(page: Page, words: Words, product: Product, until: string = words.finished): Promise<void> {
  for (let taps = 0; taps < mostTaps && (await log(page).getByText(until).count()) === 0; taps++) {
    product.advance(readingMs);
    const done = options(page).filter({ hasText: words.done });
    await options(page).first().waitFor();
    await tap(page, (await done.count()) > 0 ? await done.innerText() : await options(page).first().innerText());
  }
  await log(page).getByText(until).first().waitFor();
}

/** Taps and waits for what comes of it: new choices below the old ones, which are closed. */
async function tap(page: Page, name: string | RegExp): Promise<void> {
  const closed = await page.locator(closedOptions).count();
  await page.getByRole('button', { name, exact: true }).and(options(page)).first().tap();
  await page.locator(closedOptions).nth(closed).waitFor();
  await options(page).first().waitFor();
}

/** The students counted, as the open page says now. */
async function people(overview: Page, words: Words): Promise<number> {
  return Number.parseInt(await overview.getByText(words.counted).first().innerText(), 10);
}

async function expectOneMore(overview: Page, words: Words, before: number): Promise<void> {
  await eventually(async () => expect(await people(overview, words)).toBe(before + 1), shownWithinMs);
}

async function expectGood(page: Page): Promise<void> {
  await expectNoViolations(page);
  expect(await scrollsSideways(page)).toBe(false);
}

function fail(): never {
  throw new Error('no browser');
}
