import { challengeOf, createPkce, readCallback, startConsent } from '../../../bot/zalo-oa-sdk/src';

test('the challenge of the known verifier is the known one', () => {
  expect(challengeOf('SimVerifier0123456789ABCDEFGHIJKLMNOPQRSTuv')).toBe('3vn8WjXJchsJeGw26U4LOKQv-AH6qlaQ47r-avm5CsE');
});

test('a pair is one that every variant of the rules agrees on, and another each time', () => {
  const pairs = Array.from({ length: 50 }, createPkce);

  for (const { verifier, challenge } of pairs) {
    expect(verifier).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(challenge).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(challenge).toBe(challengeOf(verifier));
  }
  expect(new Set(pairs.map(({ verifier }) => verifier)).size).toBe(50);
});

describe('the link to consent', () => {
  const options = { appId: '1000000000000000001', redirectUri: 'https://example.vn/callback?a=1' };
  const query = (url: string) => Object.fromEntries(new URL(url).searchParams);

  test('has a challenge of its own for each grant', () => {
    const consent = startConsent({ ...options, pkce: { mode: 'per-request' } });

    expect(consent.url).toMatch(/^https:\/\/oauth\.zaloapp\.com\/v4\/oa\/permission\?app_id=/);
    expect(query(consent.url)).toEqual({
      app_id: options.appId,
      redirect_uri: options.redirectUri,
      code_challenge: challengeOf(consent.verifier ?? ''),
      state: consent.state,
    });
    expect(startConsent({ ...options, pkce: { mode: 'per-request' } }).state).not.toBe(consent.state);
  });

  test('has the challenge of the verifier that is kept', () => {
    const { url, verifier } = startConsent({ ...options, pkce: { mode: 'fixed', verifier: 'v'.repeat(43) } });

    expect(verifier).toBe('v'.repeat(43));
    expect(query(url).code_challenge).toBe(challengeOf('v'.repeat(43)));
  });

  test('has none where none is wanted', () => {
    const { url, verifier } = startConsent({ ...options, pkce: { mode: 'none' } });

    expect(verifier).toBeUndefined();
    expect(query(url)).not.toHaveProperty('code_challenge');
  });
});

test.each([
  { url: '/callback?code=c1&oa_id=5000000000000000001&state=s1', read: { code: 'c1', oaId: '5000000000000000001', state: 's1' } },
  { url: 'https://example.vn/callback?code=c1', read: { code: 'c1', oaId: undefined, state: undefined } },
  { url: '/callback?error=denied', read: undefined },
])('the callback $url is read', ({ url, read }) => {
  expect(readCallback(url)).toEqual(read);
});
