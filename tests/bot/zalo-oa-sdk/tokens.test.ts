import { inspect } from 'node:util';
import { type TokenStore, type Tokens, ZaloReconnectError, ZaloTransportError } from '../../../bot/zalo-oa-sdk/src';
import { clientOf, hour, type Platform, pair, sent, start, startPlatform, storeWith, tokensAt, user } from './platform';

const oauthPath = '/v4/oa/access_token';
const sendPath = '/v3.0/oa/message/cs';
const replaced = { json: { error: -220, message: 'access_token is expired or removed' } };

let platform: Platform;
beforeEach(async () => {
  platform = await startPlatform();
  platform.on(sendPath, { json: sent });
});
afterEach(() => platform.stop());

const requestsTo = (path: string) => platform.seen.filter((one) => one.path === path);
const expiring: Tokens = { ...tokensAt(start), accessExpiresAt: start + hour };
const expired: Tokens = { ...tokensAt(start), accessExpiresAt: start - 1 };

describe('connecting an account', () => {
  test('sends the code with the verifier, the secret in its header, and keeps what it is given', async () => {
    const store = storeWith();
    platform.on(oauthPath, pair('first'));

    await clientOf(platform, { tokens: store }).connect('code-1', 'verifier-1');

    expect(await store.read()).toEqual(tokensAt(start, 'first'));
    expect(platform.seen[0]?.headers).toMatchObject({
      secret_key: 'app-secret-for-tests',
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(Object.fromEntries(new URLSearchParams(platform.seen[0]?.body))).toEqual({
      code: 'code-1',
      app_id: '1000000000000000001',
      grant_type: 'authorization_code',
      code_verifier: 'verifier-1',
    });
  });

  test.each([
    { answer: 'a number of seconds', body: { access_token: 'a', refresh_token: 'r', expires_in: 3600 }, lifeMs: hour },
    { answer: 'seconds as text', body: { access_token: 'a', refresh_token: 'r', expires_in: '3600' }, lifeMs: hour },
    { answer: 'no seconds', body: { access_token: 'a', refresh_token: 'r' }, lifeMs: 25 * hour },
  ])('understands $answer', async ({ body, lifeMs }) => {
    const store = storeWith();
    platform.on(oauthPath, { json: body });

    await clientOf(platform, { tokens: store }).connect('code-1');

    expect((await store.read())?.accessExpiresAt).toBe(start + lifeMs);
  });

  test.each([
    {
      answer: 'an error body',
      reaction: { json: { error: -14003, error_name: 'Invalid redirect uri.' } },
      error: { code: -14003, acts: 'operator' },
    },
    { answer: 'nothing', reaction: { text: '' }, error: { code: 0 } },
    { answer: 'a page', reaction: { text: '<html>', status: 502 }, error: { reason: 'http_status', status: 502 } },
    { answer: 'an empty token', reaction: { json: { access_token: '', refresh_token: 'r' } }, error: { reason: 'not_understood' } },
  ])('fails on $answer, and stores nothing', async ({ reaction, error }) => {
    const store = storeWith();
    platform.on(oauthPath, reaction);

    await expect(clientOf(platform, { tokens: store }).connect('code-1')).rejects.toMatchObject(error);
    expect(await store.read()).toBeUndefined();
  });
});

describe('twenty sends at once', () => {
  test.each([
    { when: 'the token is about to expire', tokens: expiring, sends: 20 },
    { when: 'the token has expired', tokens: expired, sends: 20 },
  ])('refresh once when $when', async ({ tokens }) => {
    platform.on(oauthPath, pair('2'), { text: '' });
    const zalo = clientOf(platform, { tokens: storeWith(tokens) });

    const results = await Promise.all(Array.from({ length: 20 }, () => zalo.messages.sendText(user, 'Chào')));

    expect(results).toHaveLength(20);
    expect(requestsTo(oauthPath)).toHaveLength(1);
    expect(new Set(requestsTo(sendPath).map(({ headers }) => headers.access_token))).toEqual(new Set(['access-secret-2']));
  });

  test('refresh once when the platform refuses the token they all used', async () => {
    platform.on(oauthPath, pair('2'), { text: '' });
    platform.on(sendPath, ...Array.from({ length: 20 }, () => replaced), { json: sent });
    const zalo = clientOf(platform);

    await Promise.all(Array.from({ length: 20 }, () => zalo.messages.sendText(user, 'Chào')));

    expect(requestsTo(oauthPath)).toHaveLength(1);
  });

  test('by two processes refresh once, and both go on', async () => {
    platform.on(oauthPath, pair('2'), { text: '' });
    const store = storeWith(expired);
    const [one, other] = [clientOf(platform, { tokens: store }), clientOf(platform, { tokens: store })];

    await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).messages.sendText(user, 'Chào')));

    expect(requestsTo(oauthPath)).toHaveLength(1);
  });
});

describe('a new pair', () => {
  test('is stored before it is used', async () => {
    const order: string[] = [];
    const store = storeWith(expired);
    const watched: TokenStore = {
      ...store,
      write: async (tokens) => {
        order.push(`stored after ${requestsTo(sendPath).length} sends`);
        await store.write(tokens);
      },
    };
    platform.on(oauthPath, pair('2'));

    await clientOf(platform, { tokens: watched }).messages.sendText(user, 'Chào');

    expect(order).toEqual(['stored after 0 sends']);
  });

  test('that cannot be stored is not used, not lost, and stored first thing the next time', async () => {
    const store = storeWith(expired);
    let broken = true;
    const fragile: TokenStore = { ...store, write: (tokens) => (broken ? Promise.reject(new Error('disk full')) : store.write(tokens)) };
    platform.on(oauthPath, pair('2'), { text: '' });
    const zalo = clientOf(platform, { tokens: fragile });

    await expect(zalo.messages.sendText(user, 'Chào')).rejects.toThrow('disk full');
    expect(requestsTo(sendPath)).toHaveLength(0);
    broken = false;
    await zalo.messages.sendText(user, 'Chào');

    expect(requestsTo(oauthPath)).toHaveLength(1);
    expect((await store.read())?.accessToken).toBe('access-secret-2');
  });

  test('written by another process is taken instead of refreshing', async () => {
    const store = storeWith(tokensAt(start));
    const zalo = clientOf(platform, { tokens: store });
    await zalo.messages.sendText(user, 'Chào');
    await store.write(tokensAt(start, 'theirs'));
    platform.on(sendPath, replaced, { json: sent });

    await zalo.messages.sendText(user, 'Chào');

    expect(requestsTo(oauthPath)).toHaveLength(0);
    expect(requestsTo(sendPath).at(-1)?.headers.access_token).toBe('access-secret-theirs');
  });

  test('without a refresh token keeps the old one', async () => {
    const store = storeWith(expired);
    platform.on(oauthPath, { json: { access_token: 'access-secret-2', expires_in: '90000' } });

    await clientOf(platform, { tokens: store }).messages.sendText(user, 'Chào');

    expect(await store.read()).toMatchObject({ accessToken: 'access-secret-2', refreshToken: 'refresh-secret-1' });
  });
});

describe('a refresh token of no more use', () => {
  test.each([
    { told: 'by an empty answer', reaction: { text: '' }, reason: 'consumed' },
    { told: 'by its code', reaction: { json: { error: -14014, error_name: 'Invalid refresh token.' } }, reason: 'refused' },
  ])('$told ends in an error that says what to do, once for all', async ({ reaction, reason }) => {
    const alerts: string[] = [];
    const store = storeWith(expired);
    platform.on(oauthPath, reaction);
    const zalo = clientOf(platform, { tokens: store, onReconnectNeeded: (why) => alerts.push(why) });

    await expect(zalo.messages.sendText(user, 'Chào')).rejects.toMatchObject({ name: 'ZaloReconnectError', reason });
    await expect(zalo.messages.sendText(user, 'Chào')).rejects.toThrow(/administrator of the account opens the permission link/);

    expect(requestsTo(oauthPath)).toHaveLength(1);
    expect(alerts).toEqual([reason]);
    expect(await store.read()).toMatchObject({ dead: reason });
  });

  test('three months old is not even tried', async () => {
    const zalo = clientOf(platform, { tokens: storeWith({ ...expired, refreshExpiresAt: start - 1 }) });

    await expect(zalo.messages.sendText(user, 'Chào')).rejects.toMatchObject({ reason: 'expired' });
    expect(platform.seen).toEqual([]);
  });

  test('is no end while the access token works', async () => {
    platform.on(oauthPath, { text: '' });
    const zalo = clientOf(platform, { tokens: storeWith(expiring) });

    await zalo.messages.sendText(user, 'Chào');
    await zalo.messages.sendText(user, 'Chào');

    expect(requestsTo(sendPath)).toHaveLength(2);
    expect(requestsTo(oauthPath)).toHaveLength(1);
  });

  test('is forgotten once a person has connected the account again', async () => {
    const store = storeWith(expired);
    platform.on(oauthPath, { text: '' }, pair('new'));
    const zalo = clientOf(platform, { tokens: store });
    await expect(zalo.messages.sendText(user, 'Chào')).rejects.toBeInstanceOf(ZaloReconnectError);

    await zalo.connect('code-2');

    await expect(zalo.messages.sendText(user, 'Chào')).resolves.toMatchObject({ messageId: 'f0e1d2c3b4a5968778695a4b' });
  });

  test('is not believed dead when another process has stored a newer pair meanwhile', async () => {
    const store = storeWith(expired);
    const late: TokenStore = { ...store, exclusively: (work) => work() }; // a lease that was over
    platform.on(oauthPath, { text: '' });
    let reads = 0;
    const racing: TokenStore = {
      ...late,
      read: async () => {
        reads += 1;
        if (reads === 4) await store.write(tokensAt(start, 'theirs'));
        return store.read();
      },
    };

    await clientOf(platform, { tokens: racing }).messages.sendText(user, 'Chào');

    expect(requestsTo(sendPath).at(-1)?.headers.access_token).toBe('access-secret-theirs');
    expect((await store.read())?.dead).toBeUndefined();
  });
});

describe('while the sign-in host is away', () => {
  test('a token that works for an hour more is used, and its renewal is tried again only after a while', async () => {
    let now = start;
    platform.on(oauthPath, { text: '<html>', status: 502 });
    const zalo = clientOf(platform, { tokens: storeWith(expiring), now: () => now });

    for (let sends = 0; sends < 5; sends += 1) await zalo.messages.sendText(user, 'Chào');
    expect(requestsTo(oauthPath)).toHaveLength(1);
    now += 61_000;
    await zalo.messages.sendText(user, 'Chào');

    expect(requestsTo(oauthPath)).toHaveLength(2);
  });

  test('a send that has no token was not sent', async () => {
    platform.on(oauthPath, 'drop-the-line');
    const failed = clientOf(platform, { tokens: storeWith(expired) }).messages.sendText(user, 'Chào');

    await expect(failed).rejects.toMatchObject({ outcome: 'not_sent' });
    await expect(failed).rejects.toBeInstanceOf(ZaloTransportError);
  });
});

test('an account that was never connected says so', async () => {
  await expect(clientOf(platform, { tokens: storeWith() }).messages.sendText(user, 'Chào')).rejects.toMatchObject({
    reason: 'not_connected',
  });
});

test('no token or secret is in anything that can be printed', async () => {
  platform.on(oauthPath, { json: { error: -14000, error_name: 'bad refresh-secret-1 app-secret-for-tests', access_token: '' } });
  platform.on(sendPath, { json: { error: -201, message: 'access-secret-1 is invalid!' } });
  const zalo = clientOf(platform);
  const failures = [
    await clientOf(platform, { tokens: storeWith(expired) })
      .messages.sendText(user, 'Chào')
      .catch((error: unknown) => error),
    await zalo.messages.sendText(user, 'Chào').catch((error: unknown) => error),
  ];

  const printed = [zalo, ...failures]
    .map((one) => `${inspect(one, { depth: 9, showHidden: true })}${String(one)}${JSON.stringify(one)}`)
    .join('');

  expect(failures).toHaveLength(2);
  expect(printed).not.toMatch(/refresh-secret|access-secret|app-secret/);
});
