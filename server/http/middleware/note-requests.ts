import type { Request, RequestHandler } from 'express';
import type { Logger } from '../../observability/logger';
import type { Metrics } from '../../observability/metrics';
import { requestIdOf } from '../problem';

/** One line and one measurement for each answer. A URL may hold a code or a token, so only the route's pattern is noted. */
export function noteRequests(logger: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const { method } = request;
      const route = routeOf(request);
      const status = response.statusCode;
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      metrics.requestSeconds.observe({ method, route, status: String(status) }, ms / 1000);
      logger.debug({
        event: 'http.answered',
        method,
        route,
        status,
        ms,
        requestId: requestIdOf(response),
        aborted: !response.writableFinished,
      });
    });
    next();
  };
}

function routeOf(request: Request): string {
  const pattern: unknown = request.route?.path;
  return typeof pattern === 'string' ? `${request.baseUrl}${pattern}` : 'none';
}
