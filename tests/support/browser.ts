import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's two packages of the same browser. The shell has no windows, tabs and history to keep, and so takes half the processor's time. */
const shell = '/usr/bin/chromium-headless-shell';
const whole = '/usr/bin/chromium';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--js-flags=--no-opt --no-maglev', // a page lives for a second here: optimising its scripts costs more than it saves
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

/** One Chromium for all of a test file: it stays after a describe block, and goes with whoever of the file closes last. */
let chromiumOfFile: Promise<Browser> | undefined;
let openContexts = 0;
let ending = false;

afterAll(() => {
  ending = true;
  return closeWhenUnused();
});

/** A browser whose cookies, storage and cache nobody else has, so that no test sees another's. */
export async function openBrowser(view: View = phone): Promise<TestBrowser> {
  openContexts += 1;
  chromiumOfFile ??= launch();
  const context = await (await chromiumOfFile).newContext(contextOptions(view));
  context.setDefaultTimeout(30_000);
  await context.addInitScript(axeOnDemand);
  return {
    context,
    close: async () => {
      await context.close();
      openContexts -= 1;
      await closeWhenUnused();
    },
  };
}

async function launch(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.CHROMIUM ?? installed() ?? install(),
    args: flags,
  });
}

async function closeWhenUnused(): Promise<void> {
  if (ending && openContexts === 0) await (await chromiumOfFile)?.close();
}

/** Fails with every rule that is broken, where and why. */
export async function expectNoViolations(page: Page): Promise<void> {
  const found: unknown = await page.evaluate(violationsOnPage);
  expect(found).toEqual([]);
}

/** Whether something is wider than the screen: a phone would have to scroll sideways. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}

/** Half a megabyte that every page knows of and only a page that is checked runs: sending it to each anew takes longer than the check. */
const axeOnDemand = `Object.defineProperty(window, 'axe', { configurable: true, get() {
  delete window.axe;
  ${readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')}
  return window.axe;
} })`;

const violationsOnPage = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary) })))`;

function contextOptions({ width = phone.width, height = phone.height, scheme = 'light', locale = 'vi-VN' }: View): BrowserContextOptions {
  return { viewport: { width, height }, colorScheme: scheme, locale, reducedMotion: 'reduce', hasTouch: width < 600 };
}

/** Once a machine: the shell, or the whole browser where there is no shell. The lock keeps two test files from installing at the same time. */
function install(): string {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command = 'flock', ...before] = [...asRoot, 'flock', join(tmpdir(), 'hieu-luat-chromium.lock')];
  const get = 'DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends';
  const once = `test -x ${shell} || test -x ${whole} || { apt-get update && { ${get} chromium-headless-shell || ${get} chromium; }; }`;
  try {
    execFileSync(command, [...before, 'sh', '-c', once], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  } catch (cause) {
    throw new Error(missing, { cause });
  }
  return installed() ?? notThere();
}

function installed(): string | undefined {
  return [shell, whole].find((path) => existsSync(path));
}

function notThere(): never {
  throw new Error(missing);
}

const missing =
  'The browser tests need Chromium. Installing it by apt-get failed: install it yourself (Debian, Ubuntu: apt-get install chromium) ' +
  'or set CHROMIUM to the path of a Chromium or Chrome that is there.';
