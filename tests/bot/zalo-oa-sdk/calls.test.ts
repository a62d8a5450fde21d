import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CallReport, type ZaloOaOptions, ZaloTransportError } from '../../../bot/zalo-oa-sdk/src';
import { clientOf, type Platform, type Reaction, sent, startPlatform, user } from './platform';

const path = '/v3.0/oa/message/cs';
let platform: Platform;
beforeEach(async () => {
  platform = await startPlatform();
});
afterEach(() => platform.stop());

const send = (options: Partial<ZaloOaOptions> = {}, signal?: AbortSignal) =>
  clientOf(platform, options).messages.sendText(user, 'Chào', signal === undefined ? {} : { signal });

test('a text goes out with the token in its own header, and the id of the message comes back', async () => {
  platform.on(path, { json: sent });

  const result = await clientOf(platform).messages.sendText(user, 'Đúng rồi!', { quote: '0a1b' });

  expect(result).toEqual({ messageId: 'f0e1d2c3b4a5968778695a4b', userId: user, sentAt: 1767225600123 });
  expect(platform.seen[0]).toMatchObject({
    method: 'POST',
    headers: { access_token: 'access-secret-1', 'content-type': 'application/json' },
  });
  expect(platform.seen[0]?.headers.authorization).toBeUndefined();
  expect(JSON.parse(platform.seen[0]?.body ?? '')).toEqual({
    recipient: { user_id: user },
    message: { text: 'Đúng rồi!', quote_message_id: '0a1b' },
  });
});

test('ids that are bare numbers keep their digits', async () => {
  const text = `{"error":0,"message":"\\"7000000000000000001: 1.234567890123456789","data":{"message_id":12345678901234567890,"user_id":7000000000000000001}}`;
  platform.on(path, { text });

  expect(await send()).toEqual({ messageId: '12345678901234567890', userId: '7000000000000000001' });
});

describe('an answer', () => {
  const cases: readonly { readonly answer: string; readonly reaction: Reaction; readonly error: object }[] = [
    {
      answer: '200 with an error inside',
      reaction: { json: { error: -230, message: 'User has not interacted' } },
      error: { name: 'ZaloApiError', code: -230, retry: 'window', acts: 'recipient' },
    },
    {
      answer: '400 with an error inside',
      reaction: { status: 400, json: { error: -201, message: 'x' } },
      error: { code: -201, retry: 'permanent' },
    },
    {
      answer: '500 with an error inside',
      reaction: { status: 500, json: { error: -32, message: 'x' } },
      error: { code: -32, retry: 'backoff' },
    },
    { answer: 'an error nobody has described', reaction: { json: { error: -9999 } }, error: { code: -9999, retry: 'permanent' } },
    { answer: '502', reaction: { status: 502, text: '<html>' }, error: { reason: 'http_status', status: 502, outcome: 'unknown' } },
    {
      answer: '503 with a time to wait',
      reaction: { status: 503, text: '', headers: { 'retry-after': '7' } },
      error: { status: 503, outcome: 'not_sent', retryAfterMs: 7000 },
    },
    { answer: '404', reaction: { status: 404, text: 'not found' }, error: { status: 404, outcome: 'not_sent' } },
    { answer: 'a page', reaction: { text: '<html>' }, error: { reason: 'not_understood', outcome: 'unknown' } },
    { answer: 'nothing', reaction: { text: '' }, error: { reason: 'not_understood', outcome: 'unknown' } },
    {
      answer: 'success without an id',
      reaction: { json: { error: 0, data: {} } },
      error: { reason: 'not_understood', outcome: 'unknown' },
    },
    {
      answer: 'a redirect',
      reaction: { status: 302, text: '', headers: { location: 'https://example.vn' } },
      error: { reason: 'redirected' },
    },
    { answer: 'five megabytes', reaction: { text: ' '.repeat(5 * 1024 * 1024) }, error: { reason: 'too_large', outcome: 'unknown' } },
    { answer: 'a dropped line', reaction: 'drop-the-line', error: { reason: 'line', outcome: 'unknown' } },
  ];

  test.each(cases)('of $answer is told for what it is', async ({ reaction, error }) => {
    platform.on(path, reaction);

    await expect(send()).rejects.toMatchObject(error);
    expect(platform.seen).toHaveLength(1);
  });

  test('that never comes is a time-out of unknown outcome', async () => {
    platform.on(path, 'never-answer');

    await expect(send({ timeoutMs: 50 })).rejects.toMatchObject({ reason: 'timeout', outcome: 'unknown' });
  });

  test('waited for no longer is of unknown outcome, and leaves nothing on the signal', async () => {
    platform.on(path, 'never-answer');
    const calling = new AbortController();
    const sending = send({}, calling.signal);
    setTimeout(() => calling.abort(), 50);

    await expect(sending).rejects.toMatchObject({ reason: 'aborted', outcome: 'unknown' });
  });
});

test('a call called off before it began was not sent', async () => {
  await expect(send({}, AbortSignal.abort())).rejects.toMatchObject({ reason: 'aborted', outcome: 'not_sent' });
  expect(platform.seen).toEqual([]);
});

test('a host where nobody listens was not reached', async () => {
  const closed = http.createServer();
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
  const { port } = closed.address() as AddressInfo;
  await new Promise((done) => closed.close(done));

  const failed = send({ openApiUrl: `http://127.0.0.1:${port}` });

  await expect(failed).rejects.toMatchObject({ reason: 'connect', outcome: 'not_sent' });
  await expect(failed).rejects.toBeInstanceOf(ZaloTransportError);
});

describe('a send that failed', () => {
  const waits: number[] = [];
  const retries = { times: 2, firstMs: 100, longestMs: 1000, wait: async (ms: number) => void waits.push(ms) };
  beforeEach(() => waits.splice(0));

  test.each<{ after: string; reaction: Reaction }>([
    { after: 'the limit on calls', reaction: { json: { error: -32 } } },
    { after: 'a 503', reaction: { status: 503, text: '' } },
    { after: 'a 429', reaction: { status: 429, text: '' } },
  ])('because of $after is tried again, each time later', async ({ reaction }) => {
    platform.on(path, reaction, reaction, { json: sent });

    await expect(send({ retries })).resolves.toMatchObject({ userId: user });
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeGreaterThanOrEqual(50);
    expect(waits[1]).toBeGreaterThanOrEqual(100);
  });

  test.each<{ after: string; reaction: Reaction }>([
    { after: 'a dropped line', reaction: 'drop-the-line' },
    { after: 'a 502', reaction: { status: 502, text: '' } },
    { after: 'an answer nobody understands', reaction: { text: '?' } },
    { after: 'a refusal', reaction: { json: { error: -201 } } },
    { after: 'a failure of the platform that may have come late', reaction: { json: { error: -200 } } },
  ])('because of $after is never tried again: it might arrive twice', async ({ reaction }) => {
    platform.on(path, reaction);

    await expect(send({ retries })).rejects.toThrow();
    expect(platform.seen).toHaveLength(1);
  });

  test('waits as long as it is told to', async () => {
    platform.on(path, { status: 503, text: '', headers: { 'retry-after': '3' } }, { json: sent });

    await send({ retries });

    expect(waits).toEqual([3000]);
  });
});

test('what a call came to is reported without anything secret', async () => {
  const reports: CallReport[] = [];
  platform.on(path, { json: { error: -32 }, headers: { 'x-ratelimit-limit': '4000', 'x-ratelimit-remain': '0' } });

  await send({ onCall: (report) => reports.push(report) }).catch(() => undefined);

  expect(reports).toEqual([{ path, ms: 0, status: 200, code: -32, rate: { limit: 4000, remaining: 0 } }]);
});

test('the proof made with the application secret goes along where it is wanted', async () => {
  platform.on(path, { json: sent });

  await send({ proveCalls: true });

  expect(platform.seen[0]?.headers.appsecret_proof).toMatch(/^[0-9a-f]{64}$/);
});
