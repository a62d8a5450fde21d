import type { ErrorRequestHandler, RequestHandler } from 'express';
import { httpErrorCode, httpErrors } from '../../errors';
import type { Texts } from '../../i18n';
import type { Logger } from '../../observability/logger';
import { requestIdOf, sendProblem } from '../problem';

/** The last handler: nobody took the request. */
export function answerNotFound(texts: Texts): RequestHandler {
  return (request, response) => sendProblem(texts, request, response, 'not_found');
}

/** Every error of every handler ends here as a problem document; an answer that has begun can only be cut off. */
export function answerErrors(texts: Texts, logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const code = httpErrorCode(error);
    if (httpErrors[code].log === 'error') logger.error({ event: 'http.failed', code, requestId: requestIdOf(response), error });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    sendProblem(texts, request, response, code);
  };
}
