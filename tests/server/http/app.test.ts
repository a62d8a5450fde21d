import express, { Router } from 'express';
import request from 'supertest';
import { createApp } from '../../../server/app';
import { HttpError, type HttpErrorCode, httpErrors } from '../../../server/errors';
import { loadTexts } from '../../../server/i18n';
import { createLogger } from '../../../server/observability/logger';
import { createMetrics } from '../../../server/observability/metrics';

const metricsToken = 'a-token-of-the-one-who-runs-it-0123456789';

describe('the app', () => {
  describe('health', () => {
    it('says that it lives', async () => {
      const answer = await request(app()).get('/healthz');

      expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
    });

    it.each([
      { state: 'ready', isReady: async () => true, status: 200 },
      { state: 'not ready', isReady: async () => false, status: 503 },
      { state: 'unable to tell', isReady: async () => Promise.reject(new Error('down')), status: 503 },
    ])('answers $status when $state', async ({ isReady, status }) => {
      const answer = await request(app({ isReady })).get('/readyz');

      expect(answer.status).toBe(status);
    });

    it.each([
      { who: 'this machine', headers: {}, status: 200 },
      { who: 'somebody behind a proxy on this machine', headers: { 'x-forwarded-for': '203.0.113.9' }, status: 403 },
      { who: 'a bearer of the token', token: metricsToken, headers: { authorization: `Bearer ${metricsToken}` }, status: 200 },
      { who: 'a bearer of another token', token: metricsToken, headers: { authorization: 'Bearer x' }, status: 403 },
      { who: 'this machine when there is a token', token: metricsToken, headers: {}, status: 403 },
    ])('shows the metrics to $who: $status', async ({ token, headers, status }) => {
      const answer = await request(app({ metricsToken: token }))
        .get('/metrics')
        .set(headers);

      expect(answer.status).toBe(status);
      expect(answer.text.includes('hieu_luat_events_total')).toBe(status === 200);
    });

    it('measures requests by route pattern, never by address', async () => {
      const one = app();
      await request(one).get('/things/secret-code-123');

      const { text } = await request(one).get('/metrics');

      expect(text).toContain('route="/things/:id",status="200"');
      expect(text).not.toContain('secret-code-123');
    });
  });

  describe('errors', () => {
    it.each(Object.entries(httpErrors))('answers %s as a problem document', async (code, { status }) => {
      const answer = await request(app()).get(`/fails/${code}`).set('Accept-Language', 'en');

      expect(answer.status).toBe(status);
      expect(answer.type).toBe('application/problem+json');
      expect(JSON.parse(answer.text)).toEqual({
        type: `urn:hieu-luat:error:${code}`,
        title: expect.stringMatching(/^[A-Z][a-z]/),
        status,
        code,
        requestId: answer.headers['x-request-id'],
      });
    });

    it.each([
      { accept: undefined, language: 'vi', title: 'Không tìm thấy' },
      { accept: 'en-GB,vi;q=0.5', language: 'en', title: 'Not found' },
      { accept: 'fr', language: 'vi', title: 'Không tìm thấy' },
      { accept: 'đ;;q=,', language: 'vi', title: 'Không tìm thấy' },
    ])('speaks $language to who asks for $accept', async ({ accept, language, title }) => {
      const call = request(app()).get('/nowhere');
      const answer = await (accept === undefined ? call : call.set('Accept-Language', Buffer.from(accept).toString('latin1')));

      expect([answer.status, answer.headers['content-language'], JSON.parse(answer.text).title]).toEqual([404, language, title]);
    });

    it('tells the caller nothing of the inside, and the log everything but the words', async () => {
      const lines: string[] = [];
      const answer = await request(app({ lines })).get('/breaks');

      expect(answer.status).toBe(500);
      expect(answer.text).not.toMatch(/secret|stack|at .*:\d+/i);
      expect(lines.join()).toContain('"event":"http.failed"');
      expect(lines.join()).not.toContain('secret');
    });

    it.each([
      { body: '{"a":', type: 'application/json', status: 400 },
      { body: `{"a":"${'x'.repeat(20_000)}"}`, type: 'application/json', status: 413 },
      { body: 'x', type: 'application/json; charset=koi8-r', status: 415 },
      { body: '\u0000\u0001', type: 'application/json', status: 400 },
    ])('answers $status to a body that cannot be taken', async ({ body, type, status }) => {
      const lines: string[] = [];
      const answer = await request(app({ lines })).post('/things').set('Content-Type', type).send(body);

      expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
      expect(lines).toEqual([]);
    });

    it('cuts off an answer that fails half-way', async () => {
      await expect(request(app()).get('/half')).rejects.toThrow(/aborted|hang up/);
    });
  });

  it('gives each request an id of its own and takes over none', async () => {
    const one = app();
    const answers = [await request(one).get('/healthz').set('X-Request-Id', 'mine'), await request(one).get('/healthz')];

    expect(answers.map((answer) => answer.headers['x-request-id'])).toEqual(['request-1', 'request-2']);
  });

  it.each([
    { publicUrl: 'http://localhost:3000', encrypted: false },
    { publicUrl: 'https://hl.example.vn', encrypted: true },
  ])('lets a browser load from here only, and insists on encryption where there is some: $publicUrl', async ({ publicUrl, encrypted }) => {
    const { headers } = await request(app({ publicUrl })).get('/healthz');

    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(/upgrade-insecure-requests/.test(headers['content-security-policy'] ?? '')).toBe(encrypted);
    expect('strict-transport-security' in headers).toBe(encrypted);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

type Parts = {
  readonly isReady?: () => Promise<boolean>;
  readonly metricsToken?: string | undefined;
  readonly publicUrl?: string;
  readonly lines?: string[];
};

function app({ isReady = async () => true, metricsToken: token, publicUrl = 'http://localhost:3000', lines = [] }: Parts = {}) {
  let requests = 0;
  return createApp({
    logger: createLogger('info', { write: (line) => void lines.push(line) }),
    metrics: createMetrics(),
    texts: loadTexts(),
    publicUrl,
    trustProxy: 0,
    isReady,
    metricsToken: token,
    newId: () => `request-${++requests}`,
    mounts: [{ path: '/', router: samples() }],
  });
}

function samples(): Router {
  const router = Router();
  router.use(express.json({ limit: '16kb' }));
  router.get('/things/:id', (_request, response) => void response.json({}));
  router.post('/things', (_request, response) => void response.json({}));
  router.get('/fails/:code', ({ params }) => {
    throw new HttpError(params.code as HttpErrorCode, { cause: new Error('secret') });
  });
  router.get('/breaks', () => Promise.reject(new Error('the secret of the inside')));
  router.get('/half', (_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('half');
    throw new Error('too late');
  });
  return router;
}
