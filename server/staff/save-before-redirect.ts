import type { Request, RequestHandler } from 'express';

/**
 * What a request gave its session is stored before it is told to go elsewhere. express-session stores it while the answer is on its way,
 * and a browser that has the first lines of a redirect follows it: the next request would find the session as it was.
 */
export const saveBeforeRedirect: RequestHandler = (request, response, next) => {
  const before = contentOf(request);
  const redirect = response.redirect.bind(response);
  response.redirect = (...[first, second]: readonly [string | number, (string | number)?]) => {
    const [status, address] = typeof first === 'number' ? [first, String(second)] : [302, first];
    const content = contentOf(request);
    if (content === undefined || content === before) return redirect(status, address);
    request.session.save((error: unknown) => (error === undefined || error === null ? redirect(status, address) : next(error)));
  };
  next();
};

function contentOf(request: Partial<Pick<Request, 'session'>>): string | undefined {
  if (request.session === undefined) return undefined; // signed out
  const { cookie: _, ...content } = request.session;
  return JSON.stringify(content);
}
