type ErrorPolicy = { readonly status: number; readonly log: 'none' | 'error'; readonly text: string };

/** Every error an HTTP caller can meet. Codes are stable; `text` is a key of `content/locales/<language>/errors.json`; documented in `docs/errors.md`. */
export const httpErrors = {
  bad_request: { status: 400, log: 'none', text: 'title.bad_request' },
  sign_in_needed: { status: 401, log: 'none', text: 'title.sign_in_needed' },
  forbidden: { status: 403, log: 'none', text: 'title.forbidden' },
  not_found: { status: 404, log: 'none', text: 'title.not_found' },
  method_not_allowed: { status: 405, log: 'none', text: 'title.method_not_allowed' },
  not_acceptable: { status: 406, log: 'none', text: 'title.not_acceptable' },
  conflict: { status: 409, log: 'none', text: 'title.conflict' },
  gone: { status: 410, log: 'none', text: 'title.gone' },
  too_large: { status: 413, log: 'none', text: 'title.too_large' },
  unsupported_type: { status: 415, log: 'none', text: 'title.unsupported_type' },
  invalid_fields: { status: 422, log: 'none', text: 'title.invalid_fields' },
  too_many_requests: { status: 429, log: 'none', text: 'title.too_many_requests' },
  internal: { status: 500, log: 'error', text: 'title.internal' },
  not_open: { status: 503, log: 'none', text: 'title.not_open' },
  not_ready: { status: 503, log: 'none', text: 'title.not_ready' },
} as const satisfies Record<string, ErrorPolicy>;

export type HttpErrorCode = keyof typeof httpErrors;

/** Thrown by a request handler to answer with that code; the cause is for the log, never for the caller. */
export class HttpError extends Error {
  constructor(
    readonly code: HttpErrorCode,
    options?: { readonly cause?: unknown },
  ) {
    super(code, options);
    this.name = 'HttpError';
  }
}

/** What an error from a handler, a parser or a library is to the caller; anything unknown is ours to explain: `internal`. */
export function httpErrorCode(error: unknown): HttpErrorCode {
  if (error instanceof HttpError) return error.code;
  const status = clientStatus(error);
  if (status === undefined) return 'internal';
  return statusCodes.get(status) ?? 'bad_request';
}

const statusCodes = new Map<number, HttpErrorCode>(
  Object.keys(httpErrors)
    .filter(isHttpErrorCode)
    .map((code) => [httpErrors[code].status, code]),
);

/** Body parsers and CSRF guards put a 4xx status on what they throw; a 5xx of theirs is an internal error like any other. */
function clientStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function isHttpErrorCode(name: string): name is HttpErrorCode {
  return name in httpErrors;
}
