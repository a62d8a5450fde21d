import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Tokens } from 'zalo-oa-sdk';
import { runCli } from '../../../server/cli/run';
import { checkAddress } from '../../../server/doctor/address-checks';
import { type FindingCode, findings } from '../../../server/doctor/finding';
import { languages, loadTexts } from '../../../server/i18n';
import { deriveKeys } from '../../../server/keys';
import { usedOf } from '../../../server/outbox/send-quotas';
import { channelAccounts } from '../../../server/storage/collections/channel-accounts';
import { platformTokens } from '../../../server/storage/collections/platform-tokens';
import { sendQuotas } from '../../../server/storage/collections/send-quotas';
import { webhookSightings } from '../../../server/storage/collections/webhook-sightings';
import { zaloTokenStore } from '../../../server/zalo/token-store';
import { eventually } from '../../support/eventually';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { allFields } from '../../support/messenger-simulator/options';
import { type Product, startProduct } from '../../support/product';
import { zaloAccountSettings } from '../../support/zalo-account-settings';
import { ZaloSimulator } from '../../support/zalo-simulator';
import { sampleAccount } from '../../support/zalo-simulator/options';

const zalo = new ZaloSimulator();
const meta = new MessengerSimulator('app-secret-of-meta', 'page-token-of-meta');
const nobody = 'http://127.0.0.1:9';
const soundSightings = [
  { _id: 'zalo', accepted: new Date(), handshake: new Date() },
  { _id: 'messenger', accepted: new Date(), handshake: new Date() },
];
let product: Product;
let elsewhere: Server;
let pair: Tokens;

beforeAll(async () => {
  const addresses = await zalo.start();
  const env = {
    ...zaloAccountSettings(addresses),
    MESSENGER_APP_SECRET: meta.appSecret,
    MESSENGER_VERIFY_TOKEN: 'verify-token-of-ours',
    MESSENGER_PAGE_TOKEN: meta.pageToken,
    MESSENGER_API_URL: await meta.start(),
  };
  product = await startProduct({ env });
  elsewhere = createServer((request, response) => {
    if (request.url === '/healthz') response.end('{"status":"ok"}');
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  elsewhere.close();
  await product.close();
  await Promise.all([zalo.stop(), meta.stop()]);
});

/** Everything as it should be. */
beforeEach(async () => {
  const { db } = product.running.storage;
  product.advance(61_000);
  for (const simulator of [zalo, meta]) simulator.behave();
  await meta.clock.advance(600_000);
  const allowed = { appActive: true, productRegistered: true, granted: true, oaVerified: true, packageAllows: true, billingLinked: true };
  Object.assign(zalo.platform.switches, { ...allowed, activeQuota: 2000 });
  Object.assign(meta.platform.switches, { tokenValid: true, canMessage: true });
  for (const field of allFields) meta.platform.pageFields.add(field);
  meta.platform.profile.set('get_started', { payload: 'GET_STARTED' });
  meta.caller.subscribed = true;
  await Promise.all([
    platformTokens(db).deleteMany({}),
    webhookSightings(db).deleteMany({}),
    channelAccounts(db).deleteMany({}),
    sendQuotas(db).deleteMany({}),
  ]);
  await webhookSightings(db).insertMany(soundSightings);
  pair = { ...zalo.grant(), accessExpiresAt: Date.now() + 80_000_000, refreshExpiresAt: Date.now() + 1e9 };
  await keep(pair);
});

const keep = (tokens: Tokens, accountId: string = sampleAccount.oaId) =>
  zaloTokenStore(product.running.storage.db, product.keys, { accountId }).write(tokens);

type Ran = { readonly code: number; readonly out: string; readonly err: string };

async function doctor(shell: Readonly<Record<string, string>> = {}, { argv = ['doctor'], ahead = 0 } = {}): Promise<Ran> {
  const lines = { out: [] as string[], err: [] as string[] };
  const given: Readonly<Record<string, string>> = { ...product.env, PUBLIC_URL: product.address, LANG: 'en', ...shell };
  const code = await runCli(argv, {
    out: (line) => lines.out.push(line),
    err: (line) => lines.err.push(line),
    readStdin: async () => '',
    folder: __dirname,
    shell: given,
    now: () => new Date(Date.now() + ahead),
  });
  const ran = { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
  const names = Object.keys(given).filter((name) => /SECRET|_KEY$|_TOKEN$/.test(name));
  const secrets = [...names.map((name) => given[name] ?? ''), pair.accessToken, pair.refreshToken].filter((secret) => secret.length > 3);
  for (const secret of secrets) expect(ran.out + ran.err).not.toContain(secret);
  return ran;
}

async function codesOf(shell?: Readonly<Record<string, string>>, ahead = 0): Promise<{ code: number; codes: readonly FindingCode[] }> {
  const { code, out } = await doctor(shell, { argv: ['doctor', '--json'], ahead });
  const { findings: told }: { readonly findings: readonly { readonly code: FindingCode }[] } = JSON.parse(out);
  return { code, codes: told.map((one) => one.code) };
}

test('a sound set-up has no findings but that it is sound', async () => {
  expect(await codesOf()).toEqual({ code: 0, codes: ['zalo_sound', 'messenger_sound', 'quota_left'] });
});

type Row = {
  readonly broken: string;
  readonly finds: FindingCode;
  readonly env?: () => Readonly<Record<string, string>>;
  readonly make?: () => Promise<unknown> | unknown;
  readonly ahead?: number;
};
const db = () => product.running.storage.db;
const zaloSwitch = (name: keyof typeof zalo.platform.switches, value: boolean | number) => () =>
  Object.assign(zalo.platform.switches, { [name]: value });
const seen = (channel: string, sightings: object) => () => webhookSightings(db()).replaceOne({ _id: channel }, sightings);
const otherKeys = deriveKeys('another secret of the same length.', 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs');
const address = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`; // it listens on a port, not a pipe

const rows: readonly Row[] = [
  { broken: 'half of a channel’s settings', finds: 'config_fault', env: () => ({ MESSENGER_VERIFY_TOKEN: '' }) },
  { broken: 'another SECRET_KEY', finds: 'secret_changed', env: () => ({ SECRET_KEY: 'Zx9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xq' }) },
  { broken: 'a data folder that cannot be written', finds: 'data_folder', env: () => ({ DATA_DIR: join(__filename, 'data') }) },
  { broken: 'a public address where nobody answers', finds: 'public_url_unreachable', env: () => ({ PUBLIC_URL: nobody }) },
  { broken: 'a public address of something else', finds: 'public_url_other', env: () => ({ PUBLIC_URL: meta.address }) },
  { broken: 'a server started without the channel', finds: 'webhook_not_served', env: () => ({ PUBLIC_URL: address() }) },
  { broken: 'a clock ten minutes ahead', finds: 'clock_skew', ahead: 600_000 },

  { broken: 'another application secret of Zalo', finds: 'zalo_app_secret', env: () => ({ ZALO_APP_SECRET: 'not-the-secret' }) },
  { broken: 'another application id of Zalo', finds: 'zalo_app_id', env: () => ({ ZALO_APP_ID: '7' }) },
  { broken: 'one secret for two', finds: 'zalo_same_secret', env: () => ({ ZALO_OA_SECRET: sampleAccount.appSecret }) },
  { broken: 'no way to Zalo', finds: 'zalo_unreachable', env: () => ({ ZALO_API_URL: nobody }) },
  { broken: 'no account connected', finds: 'zalo_not_connected', make: () => platformTokens(db()).deleteMany({}) },
  { broken: 'tokens under another secret', finds: 'zalo_tokens_unreadable', make: () => zaloTokenStore(db(), otherKeys).write(pair) },
  {
    broken: 'a refresh token used elsewhere',
    finds: 'zalo_token_consumed',
    make: async () => {
      zalo.platform.tokens.refresh(pair.refreshToken);
      await keep({ ...pair, accessExpiresAt: 0 });
    },
  },
  { broken: 'access taken back', finds: 'zalo_token_refused', make: () => zalo.platform.tokens.revokeAll() },
  {
    broken: 'three months of silence',
    finds: 'zalo_token_expired',
    make: () => keep({ ...pair, accessExpiresAt: 0, refreshExpiresAt: Date.now() - 1 }),
  },
  { broken: 'an application that is not active', finds: 'zalo_app_inactive', make: zaloSwitch('appActive', false) },
  { broken: 'a product that is not registered', finds: 'zalo_no_product', make: zaloSwitch('productRegistered', false) },
  { broken: 'a permission not granted', finds: 'zalo_no_permission', make: zaloSwitch('granted', false) },
  { broken: 'an account not verified', finds: 'zalo_unverified', make: zaloSwitch('oaVerified', false) },
  { broken: 'a package without the API', finds: 'zalo_package', make: zaloSwitch('packageAllows', false) },
  {
    broken: 'an account that was removed',
    finds: 'zalo_account_gone',
    make: () => zalo.misbehave({ kind: 'error', code: -205, on: 'other' }),
  },
  { broken: 'too many calls', finds: 'zalo_throttled', make: () => zalo.misbehave({ kind: 'throttle', on: 'other' }) },
  {
    broken: 'a refusal nobody has described',
    finds: 'zalo_refused',
    make: () => zalo.misbehave({ kind: 'error', code: -999, on: 'other' }),
  },
  { broken: 'another account’s tokens', finds: 'zalo_other_account', make: () => keep(pair, '42') },
  { broken: 'an exhausted quota', finds: 'zalo_quota_used', make: zaloSwitch('activeQuota', 0) },
  {
    broken: 'a day’s templates that are all sent',
    finds: 'quota_used',
    env: () => ({ ZALO_TEMPLATES_PER_DAY: '1' }),
    make: async () => {
      const quotas = [{ messages: 1, of: 'templates', per: 'day' }] as const;
      const [used] = await usedOf(db(), { name: 'zalo', account: 'oa' }, quotas, new Date());
      await sendQuotas(db()).create({ _id: used?.period.id ?? '', used: 1, to: new Date() });
    },
  },
  { broken: 'no billing account', finds: 'zalo_no_billing', make: zaloSwitch('billingLinked', false) },
  { broken: 'a webhook Zalo was never told of', finds: 'zalo_webhook_never', make: seen('zalo', {}) },
  { broken: 'a webhook without events', finds: 'zalo_webhook_no_event', make: seen('zalo', { handshake: new Date() }) },
  { broken: 'events that could not be stored', finds: 'zalo_webhook_failing', make: seen('zalo', { unavailable: new Date() }) },
  {
    broken: 'another OA secret',
    finds: 'zalo_webhook_refused',
    make: async () => {
      await webhookSightings(db()).deleteOne({ _id: 'zalo' });
      const other = new ZaloSimulator({ account: { oaSecret: 'another-oa-secret' } });
      await other.connectWebhook(`${product.address}/webhooks/zalo`);
      await other.follow(other.addLearner().id);
      await noted('zalo', 'refused');
      await other.stop();
    },
  },

  { broken: 'no way to Meta', finds: 'messenger_unreachable', env: () => ({ MESSENGER_API_URL: nobody }) },
  { broken: 'a wrong page token', finds: 'messenger_token', env: () => ({ MESSENGER_PAGE_TOKEN: 'not-the-token' }) },
  {
    broken: 'a page token that has ended',
    finds: 'messenger_token',
    make: () => Object.assign(meta.platform.switches, { tokenValid: false }),
  },
  {
    broken: 'a missing permission',
    finds: 'messenger_permission',
    make: () => Object.assign(meta.platform.switches, { canMessage: false }),
  },
  { broken: 'another application secret of Meta', finds: 'messenger_app_secret', env: () => ({ MESSENGER_APP_SECRET: 'not-the-secret' }) },
  { broken: 'another page', finds: 'messenger_other_page', env: () => ({ MESSENGER_PAGE: '999' }) },
  {
    broken: 'a page that was not subscribed',
    finds: 'messenger_not_subscribed',
    make: () => Object.assign(meta.caller, { subscribed: false }),
  },
  {
    broken: 'events that are not passed on',
    finds: 'messenger_fields',
    make: () => meta.platform.pageFields.delete('messaging_postbacks'),
  },
  { broken: 'a page without start button', finds: 'messenger_not_set_up', make: () => meta.platform.profile.delete('get_started') },
  {
    broken: 'too many calls of the page',
    finds: 'messenger_throttled',
    make: () => meta.misbehave({ kind: 'error', code: 613, on: 'other' }),
  },
  {
    broken: 'an answer that is no answer',
    finds: 'messenger_refused',
    make: () => meta.misbehave({ kind: 'status', status: 502, on: 'other' }),
  },
  {
    broken: 'a page that may not send',
    finds: 'messenger_restricted',
    make: () => channelAccounts(db()).create({ _id: 'messenger:page', ways: [], restrictedAt: new Date() }),
  },
  { broken: 'a webhook Meta was never told of', finds: 'messenger_webhook_never', make: seen('messenger', {}) },
  { broken: 'a page’s webhook without events', finds: 'messenger_webhook_no_event', make: seen('messenger', { handshake: new Date() }) },
  { broken: 'a page’s events not stored', finds: 'messenger_webhook_failing', make: seen('messenger', { unavailable: new Date() }) },
  {
    broken: 'another verify token at Meta',
    finds: 'messenger_verify_token',
    make: async () => {
      await webhookSightings(db()).deleteOne({ _id: 'messenger' });
      expect(await meta.connectWebhook(`${product.address}/webhooks/messenger`, 'another')).toBe(false);
      await noted('messenger', 'handshake_refused');
    },
  },
  {
    broken: 'events signed with another secret',
    finds: 'messenger_webhook_refused',
    make: async () => {
      await webhookSightings(db()).deleteOne({ _id: 'messenger' });
      const { body, headers } = new MessengerSimulator('another', 'token').webhook({ message: { mid: 'm', text: 'x' } });
      await fetch(`${product.address}/webhooks/messenger`, { method: 'POST', headers, body: new Uint8Array(body) });
      await noted('messenger', 'refused');
    },
  },
];

const noted = (channel: string, sighting: string) =>
  eventually(async () => expect(await webhookSightings(db()).findOne({ _id: channel }).lean()).toHaveProperty(sighting));

test.each(rows)('$broken: $finds', async ({ finds, env, make, ahead = 0 }) => {
  await make?.();

  const { code, codes } = await codesOf(env?.(), ahead);

  expect(codes).toContain(finds);
  expect(code).toBe(codes.some((one) => findings[one] === 'problem') ? 3 : 0);
});

test('the findings are told in words, the grave ones with what to do', async () => {
  zalo.misbehave({ kind: 'error', code: -999, on: 'other' });
  meta.platform.pageFields.delete('messaging_postbacks');

  const { out, err } = await doctor({ LANG: 'vi_VN.UTF-8', PUBLIC_URL: nobody });

  expect(out.split('\n').filter((line) => /^[✗!]/.test(line))).toHaveLength(
    out.split('\n').filter((line) => line.startsWith('    → ')).length,
  );
  expect(out).toContain('messaging_postbacks');
  expect(out + err).not.toMatch(/\{\{|finding\.|verdict\./);
});

test.each([
  { publicUrl: 'http://hieu-luat.example', finds: ['public_url_not_https'] },
  { publicUrl: 'https://localhost', finds: ['public_url_not_https'] },
  { publicUrl: 'https://127.0.0.1:8443', finds: ['public_url_not_https', 'public_url_port'] },
])('$publicUrl is nothing that a platform could call', async ({ publicUrl, finds }) => {
  const codes = (await checkAddress(publicUrl, ['https://openapi.zalo.me'], [])).map(({ code }) => code);

  expect(codes).toEqual(expect.arrayContaining(finds));
});

test('every finding that is not sound is broken by a test above', () => {
  const broken = new Set<string>([...rows.map(({ finds }) => finds), 'public_url_not_https', 'public_url_port']);
  const others = new Set(['store_unusable', 'not_open']); // tests/server/start-failure.test.ts, tests/server/readiness/gate.test.ts

  expect(
    Object.keys(findings).filter((code) => findings[code as FindingCode] !== 'sound' && !broken.has(code) && !others.has(code)),
  ).toEqual([]);
});

test.each(languages)('every finding says what it is and what to do, in %s', (language) => {
  const say = loadTexts()(language, 'doctor');

  for (const [code, state] of Object.entries(findings)) {
    expect(say(`finding.${code}.what`)).not.toBe(`finding.${code}.what`);
    if (state !== 'sound') expect(say(`finding.${code}.do`)).not.toBe(`finding.${code}.do`);
  }
});

test('the demonstration has nothing to examine', async () => {
  const demo = Object.fromEntries(Object.keys(product.env).map((name) => [name, '']));

  expect(await codesOf({ ...demo, PUBLIC_URL: '' })).toEqual({ code: 0, codes: ['demonstration'] });
});
