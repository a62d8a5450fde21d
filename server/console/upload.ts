import type { RequestHandler } from 'express';
import multer from 'multer';
import type { Requests } from './requests';

const mostBytes = 20 * 1024 * 1024;

/**
 * One file of a form, in memory, with the form's other fields in the body. Behind the sign-in, so that a stranger's megabytes are not
 * kept; a file that is too large arrives as an empty one with `tooLarge` in the body.
 */
export function receiveFile(requests: Requests, field: string): RequestHandler[] {
  const receive = multer({ storage: multer.memoryStorage(), limits: { fileSize: mostBytes, files: 1, fields: 50, parts: 60 } }).single(
    field,
  );
  const guarded: RequestHandler = (request, response, next) => {
    if (request.session.staffId === undefined) return requests.problem(request, response, 'forbidden');
    receive(request, response, (error: unknown) => {
      if (!(error instanceof multer.MulterError)) return next(error);
      request.body = { ...bodyOf(request.body), tooLarge: 'yes' };
      next();
    });
  };
  return [guarded, requests.withToken];
}

function bodyOf(body: unknown): object {
  return typeof body === 'object' && body !== null ? body : {};
}
