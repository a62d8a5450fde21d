import type { Page } from 'playwright-core';
import { type ChatServer, startChatServer } from '../server/widget/chat-server';
import { lessonScript } from '../server/widget/lesson-script';
import { openBrowser, phone, type TestBrowser } from '../support/browser';

describe('the web chat', () => {
  let browser: TestBrowser;
  let server: ChatServer;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser(phone);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    server = await startChatServer(lessonScript);
    await browser.context.clearCookies();
    page = await browser.context.newPage();
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  test('a tap on a choice is sent with its value and answered', async () => {
    await page.goto(`${server.url}/chat`);
    await page.getByRole('button', { name: 'Bắt đầu bài học' }).click();

    await page.getByRole('log').getByText('Câu 1/6').waitFor();
    expect(server.received.map(({ kind, value }) => ({ kind, value }))).toEqual([
      { kind: 'joined' },
      { kind: 'message', value: 'start~x' },
    ]);
  });
});
