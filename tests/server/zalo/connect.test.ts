import { challengeOf } from 'zalo-oa-sdk';
import { runCli } from '../../../server/cli/run';
import { createLogger } from '../../../server/observability/logger';
import { findBrokenAct } from '../../../server/staff/audit';
import { audit } from '../../../server/storage/collections/audit';
import { connectRequests } from '../../../server/storage/collections/connect-requests';
import { platformTokens } from '../../../server/storage/collections/platform-tokens';
import { consentVerifier } from '../../../server/zalo/consent-verifier';
import { zaloTokenStore } from '../../../server/zalo/token-store';
import { type Product, startProduct } from '../../support/product';
import { zaloAccountSettings } from '../../support/zalo-account-settings';
import { ZaloSimulator } from '../../support/zalo-simulator';
import { sampleAccount, type ZaloRules } from '../../support/zalo-simulator/options';

const publicUrl = 'http://hieu-luat.test';
const redirectUri = `${publicUrl}/connect/zalo`;
const log: string[] = [];
let simulator: ZaloSimulator;
let product: Product;
let env: Readonly<Record<string, string>>;

async function begin(rules: Partial<ZaloRules> = {}): Promise<void> {
  simulator = new ZaloSimulator({ account: { redirectUri }, rules });
  const addresses = await simulator.start();
  env = {
    PUBLIC_URL: publicUrl,
    ...zaloAccountSettings(addresses),
    ZALO_VERIFIER: 'zalo_verifierAb-1_x.html',
  };
  product = await startProduct({ env, logger: createLogger('debug', { write: (line) => void log.push(line) }) });
}
beforeAll(() => begin());
afterAll(async () => {
  await product.close();
  await simulator.stop();
});
beforeEach(async () => {
  await platformTokens(product.running.storage.db).deleteMany({});
  await connectRequests(product.running.storage.db).deleteMany({});
});

const stored = () => zaloTokenStore(product.running.storage.db, product.keys).read();

/** One browser: its cookies, and the names it knows the product by. */
class Browser {
  #cookie = '';

  async get(url: string): Promise<{ readonly status: number; readonly html: string }> {
    return this.#ask(url, {});
  }

  post(url: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) {
    return this.#ask(url, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: product.address, ...headers } });
  }

  async #ask(url: string, options: RequestInit & { readonly headers?: Readonly<Record<string, string>> }) {
    const response = await fetch(url.replace(publicUrl, product.address), {
      redirect: 'manual',
      ...options,
      headers: { ...options.headers, cookie: this.#cookie },
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return { status: response.status, html: await response.text() };
  }
}

async function link(language = 'vi_VN.UTF-8'): Promise<string> {
  const { out, code } = await cli(['zalo', 'connect'], { LANG: language });
  expect(code).toBe(0);
  return out;
}

async function cli(argv: readonly string[], { stdin = '', ...shell }: Readonly<Record<string, string>> = {}) {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await runCli(argv, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    readStdin: async () => stdin,
    folder: __dirname,
    shell: { ...product.env, ...shell },
    now: () => new Date(),
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

/** What an administrator does at Zalo: looks at the page, agrees, and is sent back. */
async function agree(html: string): Promise<URL> {
  const consent = /href="([^"]*\/v4\/oa\/permission[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = await fetch(consent.split('?')[0] ?? '', { method: 'POST', body: new URL(consent).searchParams, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

async function opened(browser: Browser): Promise<URL> {
  const begun = await browser.get(await link());
  expect(begun.status).toBe(200);
  return agree(begun.html);
}

describe('an account is connected', () => {
  test('by whoever opens the link of the command and agrees at Zalo; the audit knows, nobody reads a token', async () => {
    const browser = new Browser();
    const callback = await opened(browser);

    const done = await browser.get(callback.href);

    expect(done).toMatchObject({ status: 200, html: expect.stringContaining(sampleAccount.oaId) });
    const tokens = await stored();
    expect(simulator.platform.tokens.stateOf(tokens?.accessToken)).toBe('live');
    const { db } = product.running.storage;
    expect(await audit(db).findOne({ action: 'zalo-connected' }).lean()).toMatchObject({
      actor: 'connect-page',
      subject: sampleAccount.oaId,
    });
    expect(await findBrokenAct(db, product.keys.of('audit'))).toBeUndefined();
    const kept = [tokens?.accessToken, tokens?.refreshToken, callback.searchParams.get('code')].flatMap((secret) => secret ?? []);
    for (const secret of kept)
      expect(log.join() + done.html + JSON.stringify(await platformTokens(db).find().lean())).not.toContain(secret);
  });

  test('once: the callback, the link and an old link are worth nothing afterwards', async () => {
    const browser = new Browser();
    const address = await link();
    const callback = await agree((await browser.get(address)).html);
    await browser.get(callback.href);

    expect((await browser.get(callback.href)).status).toBe(403);
    expect((await new Browser().get(address)).status).toBe(403);
    expect((await browser.get(address)).status).toBe(403);
  });

  test('in the browser that opened the link first, and in no other', async () => {
    const address = await link();
    const mine = new Browser();
    await mine.get(address);

    expect((await new Browser().get(address)).status).toBe(403);
    const callback = await agree((await mine.get(address)).html);
    expect((await new Browser().get(callback.href)).status).toBe(403);
    expect(await stored()).toBeUndefined();
    expect((await mine.get(callback.href)).status).toBe(200);
  });

  test('within a quarter of an hour', async () => {
    const browser = new Browser();
    const callback = await opened(browser);
    product.advance(16 * 60_000);

    expect((await browser.get(callback.href)).status).toBe(403);
    expect(await stored()).toBeUndefined();
    product.advance(-16 * 60_000);
  });

  test.each([
    { what: 'no mark', change: (url: URL) => url.searchParams.delete('state') },
    { what: 'another’s mark', change: (url: URL) => url.searchParams.set('state', 'another') },
  ])('after a confirmation when Zalo brings back $what: nobody slips in their own account', async ({ change }) => {
    const browser = new Browser();
    const callback = await opened(browser);
    change(callback);
    const code = callback.searchParams.get('code') ?? '';

    const asked = await browser.get(callback.href);
    expect(asked.html).toContain(sampleAccount.oaId);
    expect(await stored()).toBeUndefined();
    const foreign = await browser.post(redirectUri, { code }, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    const confirmed = await browser.post(redirectUri, { code, oa_id: sampleAccount.oaId });

    expect(confirmed.status).toBe(200);
    expect(await stored()).toBeDefined();
  });

  test('or not: without a code the page says what may have happened, and the link still works', async () => {
    const browser = new Browser();
    await opened(browser);

    const refused = await browser.get(`${redirectUri}?error=denied`);

    expect(refused).toMatchObject({ status: 400, html: expect.stringContaining('Callback URL') });
    expect(await stored()).toBeUndefined();
  });

  test('in the language of the terminal, with nothing put into the page that was not escaped', async () => {
    const browser = new Browser();
    const begun = await browser.get(await link('en_GB.UTF-8'));
    const asked = await browser.get(`${redirectUri}?code=${encodeURIComponent('"><script>')}&oa_id=1`);

    expect(begun.html).toContain('Go to Zalo to agree');
    expect(asked.html).not.toContain('"><script>');
  });
});

describe('a pair of the API Explorer', () => {
  test.each([
    { spelt: 'as the SDK spells it', json: ({ accessToken, refreshToken }: Pair) => ({ accessToken, refreshToken }) },
    { spelt: 'as Zalo spells it', json: (pair: Pair) => ({ access_token: pair.accessToken, refresh_token: pair.refreshToken }) },
  ])('is taken from standard input, $spelt, and never printed', async ({ json }) => {
    const pair = simulator.grant();
    const { code, out, err } = await cli(['zalo', 'import'], { stdin: JSON.stringify(json(pair)) });

    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(sampleAccount.oaId) });
    expect(await stored()).toMatchObject(pair);
    expect(out + err).not.toMatch(/AT-|RT-/);
  });

  test('whose access token has ended is renewed on the way in', async () => {
    const pair = simulator.grant();
    simulator.platform.tokens.killAccess();

    expect((await cli(['zalo', 'import'], { stdin: JSON.stringify(pair) })).code).toBe(0);
    expect((await stored())?.refreshToken).not.toBe(pair.refreshToken);
  });

  test.each([
    { what: 'that is no pair', stdin: () => 'AT-secret', code: 2 },
    { what: 'that Zalo does not know', stdin: () => '{"access_token":"AT-x","refresh_token":"RT-x"}', code: 1 },
  ])('$what is not kept', async ({ stdin, code }) => {
    const answer = await cli(['zalo', 'import'], { stdin: stdin() });

    expect(answer.code).toBe(code);
    expect(answer.err).not.toMatch(/AT-|RT-/);
    expect(await stored()).toBeUndefined();
  });

  test('of another account is refused until the one before is disconnected', async () => {
    await cli(['zalo', 'import'], { stdin: JSON.stringify(simulator.grant()) });
    await platformTokens(product.running.storage.db).updateOne({}, { $set: { accountId: '42' } });
    const before = await stored();

    expect((await cli(['zalo', 'import'], { stdin: JSON.stringify(simulator.grant()) })).code).toBe(1);
    expect(await stored()).toEqual(before);
    expect((await cli(['zalo', 'disconnect'])).code).toBe(0);
    expect((await cli(['zalo', 'import'], { stdin: JSON.stringify(simulator.grant()) })).code).toBe(0);
  });
});

type Pair = ReturnType<ZaloSimulator['grant']>;

test('Zalo sees whose domain it is', async () => {
  const page = await fetch(`${product.address}/zalo_verifierAb-1_x.html`);

  expect(await page.text()).toContain('<meta name="zalo-platform-site-verification" content="Ab-1_x">');
});

test.each(['fixed', 'perRequest', 'none'] as const)('the link works where the platform wants PKCE to be %s', async (pkce) => {
  const codeChallenge = challengeOf(consentVerifier(product.keys));
  const platform = new ZaloSimulator({ account: { redirectUri, codeChallenge }, rules: { pkce } });
  const code = platform.platform.tokens.newCode(codeChallenge);

  expect(codeChallenge).toMatch(/^[A-Za-z0-9]{43}$/);
  expect(platform.platform.tokens.exchangeCode(code, consentVerifier(product.keys))).toBeDefined();
});
