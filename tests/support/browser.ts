import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type View = {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly locale?: 'vi-VN' | 'en-GB';
};

export const phone = { width: 360, height: 720 } as const;
export const desktop = { width: 1280, height: 800 } as const;

export type TestBrowser = { readonly context: BrowserContext; readonly close: () => Promise<void> };

/** A browser with a profile folder of its own, so that no test sees another's cookies. */
export async function openBrowser(view: View = phone): Promise<TestBrowser> {
  ensureChromium();
  const profile = mkdtempSync(join(tmpdir(), 'hieu-luat-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    args: flags,
    ...contextOptions(view),
  });
  context.setDefaultTimeout(30_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Fails with every rule that is broken, where and why. */
export async function expectNoViolations(page: Page): Promise<void> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found: unknown = await page.evaluate(violationsOnPage);
  expect(found).toEqual([]);
}

/** Whether something is wider than the screen: a phone would have to scroll sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

const violationsOnPage = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary) })))`;

function contextOptions({ width = phone.width, height = phone.height, scheme = 'light', locale = 'vi-VN' }: View): BrowserContextOptions {
  return { viewport: { width, height }, colorScheme: scheme, locale, reducedMotion: 'reduce', hasTouch: width < 600 };
}

/** Debian's browser, once a machine. The lock keeps two test files from installing at the same time. */
function ensureChromium(): void {
  if (existsSync(executable)) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command = 'flock', ...before] = [...asRoot, 'flock', join(tmpdir(), 'hieu-luat-chromium.lock')];
  const install = `test -x ${executable} || (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium)`;
  try {
    execFileSync(command, [...before, 'sh', '-c', install], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  } catch (cause) {
    throw new Error(missing, { cause });
  }
  if (!existsSync(executable)) throw new Error(missing);
}

const missing =
  'The browser tests need Chromium. Installing it by apt-get failed: install it yourself (Debian, Ubuntu: apt-get install chromium) ' +
  'or set CHROMIUM to the path of a Chromium or Chrome that is there.';
