import type { Request, Response } from 'express';
import { type HttpErrorCode, httpErrors } from '../errors';
import { languages, type Texts } from '../i18n';

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: HttpErrorCode;
  readonly requestId: string;
};

/** `application/problem+json` (RFC 9457) in the caller's language; details of the inside stay inside. */
export function sendProblem(texts: Texts, request: Request, response: Response, code: HttpErrorCode): void {
  const { status, text } = httpErrors[code];
  const language = languages.find((one) => one === request.acceptsLanguages(...languages)) ?? 'vi';
  const problem: Problem = {
    type: `urn:hieu-luat:error:${code}`,
    title: texts(language, 'errors')(text),
    status,
    code,
    requestId: requestIdOf(response),
  };
  response.status(status).type('application/problem+json').set({ 'Cache-Control': 'no-store', 'Content-Language': language });
  response.vary('Accept-Language').send(JSON.stringify(problem));
}

/** Set by `middleware/give-request-id.ts` before anything else runs. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader('X-Request-Id') ?? '');
}
