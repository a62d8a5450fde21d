import type { RequestHandler } from 'express';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a form that another site sends in an officer's name, before any token is looked at.
 * A browser says where a form comes from in one header or the other; a request with neither is no browser's and carries no cookie of one.
 */
export function sameOrigin(refuse: RequestHandler): RequestHandler {
  return (request, response, next) => {
    const isOurs = safeMethods.has(request.method) || comesFromHere(request.headers, request.host);
    if (isOurs) next();
    else refuse(request, response, next);
  };
}

type Headers = { readonly [name: string]: string | readonly string[] | undefined };

function comesFromHere(headers: Headers, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;

  const origin = headers.origin;
  if (origin === undefined) return true;
  return typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host;
}
