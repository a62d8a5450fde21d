import type { RequestHandler } from 'express';

/** An id for this request, in its answer, its problem document and its log line. A caller's own id is not taken over: it could hold anything. */
export function giveRequestId(newId: () => string): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('X-Request-Id', newId());
    next();
  };
}
