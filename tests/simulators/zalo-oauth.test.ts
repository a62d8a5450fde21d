import { createHash } from 'node:crypto';
import { VirtualClock } from '../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../support/zalo-simulator';
import type { ZaloOptions } from '../support/zalo-simulator/options';

const verifier = 'SimVerifier0123456789ABCDEFGHIJKLMNOPQRSTuv';
const challenge = '3vn8WjXJchsJeGw26U4LOKQv-AH6qlaQ47r-avm5CsE';
const hour = 60 * 60_000;
const running: ZaloSimulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((zalo) => zalo.stop()));
});

async function started(options: ZaloOptions = {}): Promise<ZaloSimulator> {
  const zalo = new ZaloSimulator({ clock: new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 }), ...options });
  running.push(zalo);
  await zalo.start();
  return zalo;
}

async function token(zalo: ZaloSimulator, fields: Readonly<Record<string, string>>, secretKey = zalo.platform.account.appSecret) {
  const body = new URLSearchParams({ app_id: zalo.platform.account.appId, ...fields });
  const answer = await fetch(`${zalo.addresses.oauthUrl}/v4/oa/access_token`, { method: 'POST', headers: { secret_key: secretKey }, body });
  const text = await answer.text();
  return { status: answer.status, text, body: text === '' ? {} : JSON.parse(text) };
}

const refresh = (zalo: ZaloSimulator, refreshToken: string) => token(zalo, { grant_type: 'refresh_token', refresh_token: refreshToken });

async function consent(zalo: ZaloSimulator, fields: Readonly<Record<string, string>> = {}) {
  const { appId, redirectUri } = zalo.platform.account;
  const body = new URLSearchParams({ app_id: appId, redirect_uri: redirectUri, state: 'state-1', code_challenge: challenge, ...fields });
  const answer = await fetch(`${zalo.addresses.oauthUrl}/v4/oa/permission`, { method: 'POST', body, redirect: 'manual' });
  const location = answer.headers.get('location');
  return { answer, back: location === null ? undefined : new URL(location).searchParams };
}

const codeOf = async (zalo: ZaloSimulator): Promise<string> => (await consent(zalo)).back?.get('code') ?? '';
const exchange = (zalo: ZaloSimulator, code: string, codeVerifier = verifier) =>
  token(zalo, { grant_type: 'authorization_code', code, code_verifier: codeVerifier });

async function send(zalo: ZaloSimulator, headers: Readonly<Record<string, string>>, query = '') {
  const learner = zalo.addLearner();
  zalo.platform.learners.interact(learner, zalo.clock.now());
  const body = JSON.stringify({ recipient: { user_id: learner.id }, message: { text: 'Chào' } });
  const answer = await fetch(`${zalo.addresses.apiUrl}/v3.0/oa/message/cs${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return answer.json();
}

test('a challenge is the digest of its verifier, as in the reference', () => {
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
});

describe('consent', () => {
  test('shows a page, and leads back with a code, the account and the state', async () => {
    const zalo = await started();
    const { appId, redirectUri, oaId } = zalo.platform.account;
    const page = await fetch(
      `${zalo.addresses.oauthUrl}/v4/oa/permission?${new URLSearchParams({ app_id: appId, redirect_uri: redirectUri })}`,
    );

    const { answer, back } = await consent(zalo);

    expect(await page.text()).toContain('Cho phép');
    expect(answer.status).toBe(302);
    expect({ oaId: back?.get('oa_id'), state: back?.get('state') }).toEqual({ oaId, state: 'state-1' });
  });

  test.each([
    { how: 'another app', fields: { app_id: '42' }, error: -14002 },
    { how: 'another callback', fields: { redirect_uri: 'https://example.vn/' }, error: -14003 },
  ])('is refused to $how', async ({ fields, error }) => {
    const { answer } = await consent(await started(), fields);

    expect(await answer.json()).toMatchObject({ error });
  });
});

describe('a code', () => {
  test('is exchanged for a pair whose life is told as text', async () => {
    const zalo = await started();

    const { body } = await exchange(zalo, await codeOf(zalo));

    expect(body).toEqual({ access_token: expect.any(String), refresh_token: expect.any(String), expires_in: '90000' });
    expect(await send(zalo, { access_token: body.access_token })).toMatchObject({ error: 0 });
  });

  test.each([
    { how: 'twice', before: async (zalo: ZaloSimulator, code: string) => void (await exchange(zalo, code)), given: verifier },
    { how: 'after ten minutes', before: (zalo: ZaloSimulator) => zalo.clock.advance(10 * 60_000), given: verifier },
    { how: 'with another verifier', before: async () => undefined, given: 'another' },
  ])('is not good $how', async ({ before, given }) => {
    const zalo = await started();
    const code = await codeOf(zalo);
    await before(zalo, code);

    const { body } = await exchange(zalo, code, given);

    expect(body).toMatchObject({ error: -14011 });
    expect(body.access_token).toBeUndefined();
  });

  test('may be proved by the challenge saved in the console', async () => {
    const zalo = await started({ account: { codeChallenge: challenge }, rules: { pkce: 'fixed' } });
    const { back } = await consent(zalo, { code_challenge: '' });

    expect((await exchange(zalo, back?.get('code') ?? '')).body.access_token).toBeDefined();
  });
});

describe('a refresh token', () => {
  test('gives a new pair and kills the old access token at once', async () => {
    const zalo = await started();
    const old = zalo.grant();

    const { body } = await refresh(zalo, old.refreshToken);

    expect(await send(zalo, { access_token: old.accessToken })).toMatchObject({ error: -220 });
    expect(await send(zalo, { access_token: body.access_token })).toMatchObject({ error: 0 });
  });

  test('is answered 200 with nothing when it was used before', async () => {
    const zalo = await started();
    const { refreshToken } = zalo.grant();
    await refresh(zalo, refreshToken);

    expect(await refresh(zalo, refreshToken)).toEqual({ status: 200, text: '', body: {} });
  });

  test('is answered -14014 when it was used before, where the platform does so', async () => {
    const zalo = await started({ rules: { consumedRefreshToken: '-14014', expiresInAs: 'number' } });
    const { refreshToken } = zalo.grant();

    expect((await refresh(zalo, refreshToken)).body.expires_in).toBe(90_000);
    expect((await refresh(zalo, refreshToken)).body).toMatchObject({ error: -14014, error_name: 'Invalid refresh token.' });
  });

  test.each([
    { how: 'is not known', token: 'RT-other', wait: 0 },
    { how: 'is ninety days old', token: undefined, wait: 90 * 24 * hour },
  ])('is refused when it $how', async ({ token: other, wait }) => {
    const zalo = await started();
    const { refreshToken } = zalo.grant();
    await zalo.clock.advance(wait);

    expect((await refresh(zalo, other ?? refreshToken)).body).toMatchObject({ error: -14014 });
  });

  test('is refused with a wrong secret and stays good', async () => {
    const zalo = await started();
    const { refreshToken } = zalo.grant();

    const refused = await token(zalo, { grant_type: 'refresh_token', refresh_token: refreshToken }, 'guess');

    expect(refused.body.error).toBeLessThanOrEqual(-14000);
    expect((await refresh(zalo, refreshToken)).body.access_token).toBeDefined();
  });

  test('dies with the permission', async () => {
    const zalo = await started();
    const { accessToken, refreshToken } = zalo.grant();
    zalo.platform.tokens.revokeAll();

    expect(await send(zalo, { access_token: accessToken })).toMatchObject({ error: -220 });
    expect((await refresh(zalo, refreshToken)).body).toMatchObject({ error: -14014 });
  });
});

describe('an access token', () => {
  test('lives 25 hours', async () => {
    const zalo = await started();
    const { accessToken } = zalo.grant();
    await zalo.clock.advance(25 * hour - 1);
    const before = await send(zalo, { access_token: accessToken });
    await zalo.clock.advance(1);

    expect(before).toMatchObject({ error: 0 });
    expect(await send(zalo, { access_token: accessToken })).toMatchObject({ error: -220 });
  });

  test('is read from its own header only', async () => {
    const zalo = await started();
    const { accessToken } = zalo.grant();

    expect(await send(zalo, { authorization: `Bearer ${accessToken}` })).toMatchObject({ error: -216 });
    expect(await send(zalo, {}, `?access_token=${accessToken}`)).toMatchObject({ error: -216 });
    expect(zalo.platform.violations.counts()).toMatchObject({ R2: 2 });
  });
});
