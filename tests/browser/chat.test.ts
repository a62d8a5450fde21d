import type { Page } from 'playwright-core';
import { type ChatServer, exitPath, startChatServer } from '../server/widget/chat-server';
import { lessonScript } from '../server/widget/lesson-script';
import { openBrowser, phone, type TestBrowser } from '../support/browser';

const minute = 60_000;

describe('the web chat', () => {
  let browser: TestBrowser;
  let server: ChatServer;
  let page: Page;
  let failures: string[];

  beforeAll(async () => {
    browser = await openBrowser(phone);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    server = await startChatServer(lessonScript);
    page = await browser.context.newPage();
    failures = [];
    page.on('pageerror', (error) => failures.push(error.message));
  });
  afterEach(async () => {
    await page.close();
    await browser.context.clearCookies();
    await server.close();
    expect(failures).toEqual([]);
  });

  const log = (tab = page) => tab.getByRole('log');
  const box = () => page.getByRole('textbox', { name: 'Tin nhắn của bạn' });
  const option = (name: string | RegExp) => page.getByRole('button', { name });
  const begin = async () => {
    await page.goto(`${server.url}/chat`);
    await option('Bắt đầu bài học').waitFor();
  };
  const say = async (text: string) => {
    await box().fill(text);
    await box().press('Enter');
  };
  const times = (text: string, tab = page) => log(tab).getByText(text, { exact: true }).count();

  test('a tap on a choice is sent with its value and answered', async () => {
    await begin();

    await option('Bắt đầu bài học').click();

    await log().getByText('Câu 1/6').waitFor();
    expect(server.received.map(({ kind, value }) => ({ kind, value }))).toEqual([
      { kind: 'joined' },
      { kind: 'message', value: 'start~x' },
    ]);
  });

  test('a second tap on the same question does nothing', async () => {
    await begin();
    await option('Bắt đầu bài học').dblclick();
    await log().getByText('Câu 1/6').waitFor();

    await option('Hỏi một câu').click({ force: true });

    expect(server.received).toHaveLength(2);
  });

  test('works by keyboard alone, and keeps its place after a choice', async () => {
    await begin();

    await option('Bắt đầu bài học').focus();
    await page.keyboard.press('Enter');
    await log().getByText('Câu 1/6').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = await page.evaluate('document.activeElement.textContent');

    expect(focused).toBe('A. Được, nếu phụ huynh khác phản đối');
  });

  test.each([
    { link: '/j/THPT-4821', how: 'a join link' },
    { link: '/chat?code=THPT-4821', how: 'a link with a code' },
    { link: '/chat#THPT-4821', how: 'a link with the code behind #' },
  ])('$how joins once, and the code leaves the address', async ({ link }) => {
    await page.goto(`${server.url}${link}`);
    await option('Bắt đầu bài học').waitFor();

    await page.reload();
    await option('Bắt đầu bài học').waitFor();

    expect(page.url()).toBe(`${server.url}/chat`);
    expect(server.received.map(({ kind, ref }) => ({ kind, ref }))).toEqual([{ kind: 'joined', ref: 'THPT-4821' }]);
  });

  test('a reload shows the same messages, once each', async () => {
    await begin();
    await say('xin chào');
    await log().getByText('Bạn vừa viết: xin chào').waitFor();
    const before = await log().innerText();

    await page.reload();
    await log().getByText('Bạn vừa viết: xin chào').waitFor();

    expect(await log().innerText()).toBe(before);
  });

  test('what is written while the line is down goes out once when it is back', async () => {
    await begin();
    server.line = 'down';
    server.dropStreams();

    await say('một');
    await say('hai');
    await page.getByText('Mất kết nối').waitFor();
    server.line = 'up';
    await page.evaluate("dispatchEvent(new Event('online'))");
    await log().getByText('Bạn vừa viết: hai').waitFor();

    expect(server.received.map(({ text }) => text)).toEqual([undefined, 'một', 'hai']);
    expect([await times('Bạn vừa viết: một'), await times('một'), await times('Đang gửi…')]).toEqual([1, 1, 0]);
  });

  test('an answer lost on its way back doubles nothing', async () => {
    await begin();
    server.line = 'silent';

    await say('một');
    await page.getByText('Mất kết nối').waitFor();
    server.line = 'up';
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.getByText('Đã kết nối lại').waitFor();

    expect(server.received).toHaveLength(2);
    expect([await times('một'), await times('Bạn vừa viết: một')]).toEqual([1, 1]);
  });

  test('what was not sent yet survives a reload', async () => {
    await begin();
    server.line = 'busy';
    await say('một');
    await page.getByText('Đang gửi…').waitFor();

    server.line = 'up';
    await page.reload();

    await log().getByText('Bạn vừa viết: một').waitFor();
    expect([server.received.length, await times('một')]).toEqual([2, 1]);
  });

  test('two tabs of one chat say the same', async () => {
    await begin();
    const other = await browser.context.newPage();
    await other.goto(`${server.url}/chat`);
    await log(other).getByText('Bạn muốn làm gì tiếp theo?').waitFor();

    await say('xin chào');
    for (const tab of [page, other]) await log(tab).getByText('Bạn vừa viết: xin chào').waitFor();
    const [here, there] = [await log().innerText(), await log(other).innerText()];
    await other.close();

    expect(there).toBe(here);
  });

  test('the device’s clock going back an hour loses nothing', async () => {
    await begin();
    await page.evaluate('const now = Date.now; Date.now = () => now() - 3600000');

    await say('một');
    await log().getByText('Bạn vừa viết: một').waitFor();

    const [first, second] = server.received.map(({ at }) => Date.parse(at));
    expect(second).toBeGreaterThanOrEqual(first ?? Number.POSITIVE_INFINITY);
  });

  test('a text too long is kept in the box and said to be too long', async () => {
    await begin();

    await say('ữ'.repeat(1001));

    await page.getByText('Tin dài quá: 1001/1000').waitFor();
    expect(await box().inputValue()).toHaveLength(1001);
    expect(server.received).toHaveLength(1);
  });

  test('what looks like markup is shown as it was written', async () => {
    await begin();
    const text = '<img src=x onerror=alert(1)> سلام 👩‍🎓';

    await say(text);

    await log().getByText(`Bạn vừa viết: ${text}`).waitFor();
    expect(await log().locator('img').count()).toBe(0);
  });

  test('after ten idle minutes nothing is left to see, on screen or in storage', async () => {
    await begin();
    await say('chuyện riêng');
    await log().getByText('Bạn vừa viết: chuyện riêng').waitFor();

    server.clockAheadMs = 10 * minute;
    server.dropStreams();
    await page.getByRole('heading', { name: 'Cuộc trò chuyện đã được ẩn' }).waitFor();

    expect(await page.content()).not.toContain('chuyện riêng');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).toBe('{}');
    await option('Học tiếp').click();
    await option('Bắt đầu bài học').waitFor();
    expect(await times('Bạn vừa viết: chuyện riêng')).toBe(0);
  });

  test('a chat with a code opens again with that code only', async () => {
    await begin();
    await page.getByRole('button', { name: 'Mã khóa' }).click();
    await page.getByLabel('Mã mới, 4 chữ số').fill('0417');
    await option('Đặt mã').click();
    await page.getByText('Đã đặt mã.').waitFor();
    server.clockAheadMs = 10 * minute;
    await page.reload();

    await page.getByLabel(/Nhập mã 4 số/).fill('0418');
    await option('Học tiếp').click();
    await page.getByText('Mã chưa đúng').waitFor();
    await page.getByLabel(/Nhập mã 4 số/).fill('0417');
    await option('Học tiếp').click();

    await option('Bắt đầu bài học').waitFor();
    expect(server.received.map(({ kind }) => kind)).toEqual(['joined', 'joined']);
  });

  test('who forgot the code begins anew and sees nothing of before', async () => {
    await begin();
    await say('chuyện riêng');
    await log().getByText('Bạn vừa viết: chuyện riêng').waitFor();
    server.clockAheadMs = 10 * minute;
    await page.reload();

    await option('Bắt đầu cuộc trò chuyện mới').click();

    await option('Bắt đầu bài học').waitFor();
    expect(await page.content()).not.toContain('chuyện riêng');
  });

  test('quick exit empties every tab, takes the cookie away and cannot be undone by Back', async () => {
    await page.goto(`${server.url}${exitPath}`);
    await begin();
    const other = await browser.context.newPage();
    await other.goto(`${server.url}/chat`);
    await log(other).getByText('Bạn muốn làm gì tiếp theo?').waitFor();

    await option('Thoát nhanh').click();
    await page.waitForURL(`${server.url}${exitPath}`);
    await other.waitForURL(`${server.url}${exitPath}`);
    await other.close();

    expect(await browser.context.cookies()).toEqual([]);
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).toBe('{}');
    await page.goBack();
    expect(page.url()).toBe(`${server.url}${exitPath}`);
  });

  test('quick exit without a line is finished on the next visit', async () => {
    await begin();
    const [before] = await browser.context.cookies();
    server.line = 'down';
    await option('Thoát nhanh').click();
    await page.waitForURL(`${server.url}${exitPath}`);
    server.line = 'up';

    await begin();

    const [after] = await browser.context.cookies();
    expect(after?.value).not.toBe(before?.value);
    expect(server.received.map(({ kind }) => kind)).toEqual(['joined', 'joined']);
  });

  test('the page’s language is the bot’s', async () => {
    await begin();

    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Quick exit' }).waitFor();
    await expectEventually(() => server.received.at(-1)?.text, 'English');

    expect(page.url()).toBe(`${server.url}/chat`);
    expect(await times('English')).toBe(0);
  });
});

async function expectEventually(read: () => unknown, expected: unknown): Promise<void> {
  for (let tries = 0; tries < 100 && read() !== expected; tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(read()).toBe(expected);
}
