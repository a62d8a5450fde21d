import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { isProbe, signWebhook, verifyWebhook } from '../../../bot/zalo-oa-sdk/src';

const appId = '1000000000000000001';
const time = '1767225600000';
const secret = 'oa-secret-for-tests';
const text =
  '{"app_id":"1000000000000000001","sender":{"id":"7000000000000000001"},"user_id_by_app":"8000000000000000001","recipient":{"id":"5000000000000000001"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"0a1b2c3d4e5f60718293"},"timestamp":"1767225600000"}';
const body = Buffer.from(text);
const mac = '3783ee22379dc473b13ea71532cb6033437693766e365d33c5fc76fe6d150da4';
const withMac = (signature: string | undefined, bytes = body, more = {}) => ({
  body: bytes,
  headers: { 'x-zevent-signature': signature, ...more },
});
const options = { appId, secrets: [secret] };
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

test('the documented vector is genuine', () => {
  expect(body).toHaveLength(271);
  expect(signWebhook(body, { id: appId, time, secret })).toBe(`mac=${mac}`);
  expect(verifyWebhook(withMac(`mac=${mac}`), options)).toEqual({
    genuine: true,
    variant: { first: 'app_id', timestamp: 'body', secret: 0 },
  });
});

test.each([
  { written: 'in upper case', signature: `mac=${mac.toUpperCase()}` },
  { written: 'without mac=', signature: mac },
  { written: 'with spaces', signature: ` mac = ${mac} ` },
])('a signature $written is taken', ({ signature }) => {
  expect(verifyWebhook(withMac(signature), options).genuine).toBe(true);
});

test.each([
  { how: 'without a signature', request: withMac(undefined), why: 'no_signature' },
  { how: 'with a signature cut short', request: withMac(`mac=${mac.slice(2)}`), why: 'no_signature' },
  { how: 'with a signature that is not hex', request: withMac(`mac=${'đ'.repeat(64)}`), why: 'no_signature' },
  { how: 'with a space more', request: withMac(`mac=${mac}`, Buffer.from(`${text} `)), why: 'wrong_signature' },
  { how: 'with decomposed letters', request: withMac(`mac=${mac}`, Buffer.from(text.normalize('NFD'))), why: 'wrong_signature' },
  {
    how: 'written anew with sorted keys',
    request: withMac(`mac=${mac}`, Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).sort())))),
    why: 'wrong_signature',
  },
  {
    how: 'signed by HMAC',
    request: withMac(createHmac('sha256', secret).update(`${appId}${text}${time}`).digest('hex')),
    why: 'wrong_signature',
  },
  { how: 'signed with the application secret', request: withMac(sha256(`${appId}${text}${time}app-secret`)), why: 'wrong_signature' },
  { how: 'of another application', request: withMac(mac, Buffer.from(text.replace(appId, '1000000000000000002'))), why: 'other_app' },
  { how: 'cut off in the middle', request: withMac(mac, body.subarray(0, 100)), why: 'no_json' },
  { how: 'that is not JSON', request: withMac(mac, Buffer.from([0, 255, 1])), why: 'no_json' },
])('a request $how is refused', ({ request, why }) => {
  expect(verifyWebhook(request, options)).toEqual({ genuine: false, why });
});

describe('the disputed ways to sign', () => {
  const oaId = '5000000000000000001';

  test('the time of a header counts when it is not that of the body', () => {
    const signature = signWebhook(body, { id: appId, time: '1767225600999', secret });
    const request = withMac(signature, body, { 'x-zevent-timestamp': '1767225600999' });

    expect(verifyWebhook(request, options)).toMatchObject({ genuine: true, variant: { timestamp: 'header' } });
    expect(verifyWebhook(request, { ...options, timestamp: ['body'] }).genuine).toBe(false);
  });

  test('a time that is not digits is never signed', () => {
    const signature = signWebhook(body, { id: appId, time: 'x', secret });

    expect(verifyWebhook(withMac(signature, body, { 'x-zevent-timestamp': 'x' }), options).genuine).toBe(false);
  });

  test.each([
    { event: 'a message of a person', bytes: body },
    {
      event: 'a receipt',
      bytes: Buffer.from(
        `{"app_id":"${appId}","sender":{"id":"${oaId}"},"recipient":{"id":"7"},"event_name":"user_seen_message","timestamp":"${time}"}`,
      ),
    },
    { event: 'a follow', bytes: Buffer.from(`{"app_id":"${appId}","oa_id":"${oaId}","event_name":"follow","timestamp":${time}}`) },
  ])('the account in the first place counts for $event only when that is allowed', ({ bytes }) => {
    const request = withMac(signWebhook(bytes, { id: oaId, time, secret }), bytes);

    expect(verifyWebhook(request, options).genuine).toBe(false);
    expect(verifyWebhook(request, { ...options, first: ['app_id', 'oa_id'] })).toMatchObject({ variant: { first: 'oa_id' } });
  });

  test('while the secret is being changed both count', () => {
    expect(verifyWebhook(withMac(mac), { ...options, secrets: ['new', secret] })).toMatchObject({ variant: { secret: 1 } });
  });

  test('an empty secret never matches', () => {
    expect(verifyWebhook(withMac(sha256(`${appId}${text}${time}`)), { ...options, secrets: [''] }).genuine).toBe(false);
  });
});

test('what was signed is genuine, and with any byte changed it is not', () => {
  const anyEvent = fc.record({ text: fc.string({ unit: 'grapheme' }), at: fc.nat() });
  fc.assert(
    fc.property(anyEvent, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ text: words, at }, place, flip) => {
      const bytes = Buffer.from(JSON.stringify({ app_id: appId, message: { text: words }, timestamp: at }));
      const signature = signWebhook(bytes, { id: appId, time: String(at), secret });
      const changed = Buffer.from(bytes);
      changed[place % bytes.length] = (changed[place % bytes.length] ?? 0) ^ flip;

      expect(verifyWebhook(withMac(signature, bytes), options).genuine).toBe(true);
      expect(verifyWebhook(withMac(signature, changed), options).genuine).toBe(false);
    }),
  );
});

test.each([
  { body: '{}', signature: undefined, probe: true },
  { body: ' { } ', signature: undefined, probe: true },
  { body: '{}', signature: `mac=${mac}`, probe: false },
  { body: '{"a":1}', signature: undefined, probe: false },
  { body: '', signature: undefined, probe: false },
])('"$body" with the signature $signature is the probe of a new address: $probe', ({ body: bytes, signature, probe }) => {
  expect(isProbe(withMac(signature, Buffer.from(bytes)))).toBe(probe);
});
