import type { Page } from 'playwright-core';
import { type ChatServer, startChatServer } from '../server/widget/chat-server';
import { lessonScript } from '../server/widget/lesson-script';
import { desktop, expectNoViolations, openBrowser, phone, scrollsSideways, type TestBrowser } from '../support/browser';

const minute = 60_000;
const smallestTarget = 44;

/** 1280 × 1024 at 400 %, as WCAG 1.4.10 asks. */
const zoomed = { width: 320, height: 256 } as const;

const views = [
  { width: 'phone', size: phone },
  { width: 'desktop', size: desktop },
  { width: 'zoomed', size: zoomed },
].flatMap(({ width, size }) =>
  (['light', 'dark'] as const).flatMap((scheme) => (['vi', 'en'] as const).map((language) => ({ width, size, scheme, language }))),
);

const words = {
  vi: { lock: 'Mã khóa', hidden: 'Cuộc trò chuyện đã được ẩn' },
  en: { lock: 'Lock code', hidden: 'This chat has been hidden' },
} as const;

describe('the web chat on every screen', () => {
  let browser: TestBrowser;
  let server: ChatServer;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    server = await startChatServer(lessonScript, { demo: true });
    page = await browser.context.newPage();
  });
  afterEach(async () => {
    await page.close();
    await browser.context.clearCookies();
    await server.close();
  });

  const expectFit = async () => {
    await expectNoViolations(page);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await page.evaluate(smallTargets)).toEqual([]);
  };

  test.each(views)(
    '$width, $scheme, $language: a lesson, the code and the hidden chat break no rule',
    async ({ size, scheme, language }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`${server.url}/chat?lang=${language}`);
      await page.getByRole('button', { name: 'Bắt đầu bài học' }).click();
      await page.getByRole('log').getByText('Câu 1/6').waitFor();
      await expectFit();

      await page.getByRole('button', { name: words[language].lock }).click();
      await expectFit();
      await page.keyboard.press('Escape');

      server.clockAheadMs = 10 * minute;
      await page.reload();
      await page.getByRole('heading', { name: words[language].hidden }).waitFor();
      await expectFit();
    },
  );

  test.each(views.filter(({ scheme }) => scheme === 'light'))(
    '$width, $language: quick exit is on the screen, however far one has read',
    async ({ size, language }) => {
      await page.setViewportSize(size);
      await page.goto(`${server.url}/chat?lang=${language}`);
      await page.getByRole('button', { name: 'Bắt đầu bài học' }).click();
      await page.getByRole('log').getByText('Câu 1/6').waitFor();
      await page.evaluate('scrollTo(0, 120)');

      const exit = await page.locator('#leave button').boundingBox();

      expect(exit?.y).toBeGreaterThanOrEqual(0);
      expect((exit?.y ?? 0) + (exit?.height ?? 0)).toBeLessThanOrEqual(size.height);
      expect((exit?.x ?? 0) + (exit?.width ?? 0)).toBeLessThanOrEqual(size.width);
    },
  );

  test('a long lesson is shown from its first line', async () => {
    await page.setViewportSize(phone);
    await page.goto(`${server.url}/chat`);
    await page.getByRole('button', { name: 'Bắt đầu bài học' }).click();
    await page.getByRole('log').getByText('Câu 1/6').waitFor();

    const top = await page.locator('.top').boundingBox();
    const lesson = await page.locator('.bot', { hasText: 'Người nhiễm HIV' }).boundingBox();

    expect(lesson?.y).toBeGreaterThanOrEqual(top?.height ?? Number.POSITIVE_INFINITY);
  });

  test('on paper it is the words only', async () => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${server.url}/chat`);
    await page.getByText('Bạn muốn làm gì tiếp theo?').waitFor();

    expect(await page.locator('#composer').isVisible()).toBe(false);
    expect(await page.locator('.tools').isVisible()).toBe(false);
    await expectNoViolations(page);
  });
});

const smallTargets = `[...document.querySelectorAll('button, input, textarea, a:not(.skip)')]
  .filter((one) => one.checkVisibility() && !one.closest('.message'))
  .filter((one) => { const { width, height } = one.getBoundingClientRect(); return Math.min(width, height) < ${smallestTarget}; })
  .map((one) => one.outerHTML)`;
