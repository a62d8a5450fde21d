import { type Answer, type Call, html, json } from '../platform-parts/loopback';
import type { Platform } from './platform';
import type { TokenPair } from './tokens';

/** `oauth.zaloapp.com`: consent, and tokens for codes and refresh tokens. */
export function serveOauth(platform: Platform, call: Call): Answer {
  if (call.path === '/v4/oa/permission') return permission(platform, call);
  if (call.path === '/v4/oa/access_token' && call.method === 'POST') return accessToken(platform, call);
  return json({ error: 404, message: 'Empty api or invalid' }, 404);
}

function permission(platform: Platform, call: Call): Answer {
  const { account, tokens, rules } = platform;
  const asked = call.method === 'POST' ? new URLSearchParams(call.body.toString('utf8')) : call.query;
  const redirect = asked.get('redirect_uri') ?? '';
  if (asked.get('app_id') !== account.appId || !platform.switches.appActive)
    return platform.refuseOauth({ rule: 'R10', code: -14002, name: 'Invalid appId' });
  if (redirect !== account.redirectUri) return platform.refuseOauth({ rule: 'R10', code: -14003, name: 'Invalid redirect uri' });
  if (call.method !== 'POST') return consentPage(account.oaName, asked);

  const challenge = asked.get('code_challenge') ?? undefined;
  if (rules.pkce === 'perRequest' && challenge === undefined)
    return platform.refuseOauth({ rule: 'R11', code: -14001, name: 'Invalid code challenge' });
  const back = new URL(redirect);
  back.searchParams.set('code', tokens.newCode(challenge));
  back.searchParams.set('oa_id', account.oaId);
  const state = asked.get('state');
  if (state !== null) back.searchParams.set('state', state);
  platform.switches.granted = true;
  return { status: 302, headers: { location: back.href }, body: '' };
}

function consentPage(name: string, asked: URLSearchParams): Answer {
  const hidden = [...asked].map(([key, value]) => `<input type="hidden" name="${escaped(key)}" value="${escaped(value)}">`).join('');
  return html(`<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cấp quyền</title><body style="font:1rem/1.5 system-ui;max-width:26rem;margin:3rem auto;padding:0 1rem">
<h1>Cấp quyền cho ứng dụng</h1><p>Ứng dụng xin quyền nhắn tin thay cho OA <strong>${escaped(name)}</strong>.</p>
<form method="post" action="/v4/oa/permission">${hidden}<button style="font:inherit;padding:.6rem 1.2rem">Cho phép</button></form></body></html>`);
}

function accessToken(platform: Platform, call: Call): Answer {
  const { account, tokens, rules } = platform;
  const form = new URLSearchParams(call.body.toString('utf8'));
  const formEncoded = /^application\/x-www-form-urlencoded\b/i.test(call.headers['content-type'] ?? '');
  if (!formEncoded) return platform.refuseOauth({ rule: 'R4', code: -14004, name: 'Invalid content type' });
  if (form.get('app_id') !== account.appId) return platform.refuseOauth({ rule: 'R4', code: -14002, name: 'Invalid appId' });
  if (call.headers.secret_key !== account.appSecret) return platform.refuseOauth({ rule: 'R4', code: -14005, name: 'Invalid secret key' });

  if (form.get('grant_type') === 'authorization_code') {
    const pair = tokens.exchangeCode(form.get('code') ?? '', form.get('code_verifier') ?? undefined);
    return pair === undefined
      ? platform.refuseOauth({ rule: 'R5', code: -14011, name: 'Invalid authorization code' })
      : given(platform, pair);
  }
  if (form.get('grant_type') !== 'refresh_token') return platform.refuseOauth({ rule: 'R4', code: -14006, name: 'Invalid grant type' });

  const pair = tokens.refresh(form.get('refresh_token') ?? '');
  if (pair === 'consumed' && rules.consumedRefreshToken === 'empty') {
    platform.violations.add({ rule: 'R8', at: platform.clock.now(), what: 'a refresh token used twice' });
    return { status: 200, body: '' };
  }
  if (typeof pair === 'string') return platform.refuseOauth({ rule: 'R8', code: -14014, name: 'Invalid refresh token.' });
  return given(platform, pair);
}

function given({ rules }: Platform, { accessToken, refreshToken }: TokenPair): Answer {
  const life = rules.expiresInAs === 'text' ? '90000' : 90_000;
  return json({ access_token: accessToken, refresh_token: refreshToken, expires_in: life });
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
