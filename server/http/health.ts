import { createHash, timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { HttpError } from '../errors';
import type { Metrics } from '../observability/metrics';

export type HealthParts = {
  readonly metrics: Metrics;
  readonly metricsToken?: string | undefined;
  /** Whether traffic is welcome: the store answers and nothing is shutting down. */
  readonly isReady: () => Promise<boolean>;
};

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: for the one who runs it. */
export function healthRoutes({ metrics, metricsToken, isReady }: HealthParts): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    if (!(await isReady().catch(() => false))) throw new HttpError('not_ready');
    response.set('Cache-Control', 'no-store').json({ status: 'ready' });
  });
  router.get('/metrics', async (request, response) => {
    if (!mayReadMetrics(request, metricsToken)) throw new HttpError('forbidden');
    response
      .set('Cache-Control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.registry.metrics());
  });
  return router;
}

/** With a token whoever shows it, without one only this machine itself: a proxy on it speaks for others and says so. */
function mayReadMetrics(request: Request, token: string | undefined): boolean {
  if (token !== undefined) return isSame(request.get('authorization') ?? '', `Bearer ${token}`);
  const forwarded = request.get('x-forwarded-for') ?? request.get('forwarded') ?? request.get('x-real-ip');
  return forwarded === undefined && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}
