import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler, Response } from 'express';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { findOfficer, type Officer } from '../staff/officer';
import { isOver } from '../staff/staff-session';
import type { ConsoleDeps } from './console-deps';
import { createFormat } from './format';
import { languageOf } from './language';
import { links } from './links';
import { type Problem, ProblemPage } from './pages/problem-page';
import type { View } from './view';

/** One request by a signed-in officer. */
export type Visit = { readonly request: Request; readonly response: Response; readonly officer: Officer; readonly view: View };

export type Requests = {
  /** Lets only a signed-in officer through to `handler`; everybody else is asked to sign in. */
  forOfficer(handler: (visit: Visit) => Promise<void>): RequestHandler;
  /** Refuses a form without this sign-in's token. */
  readonly withToken: RequestHandler;
  view(request: Request, officer?: Officer): View;
  send(response: Response, page: VNode, status?: number): void;
  problem(request: Request, response: Response, problem: Problem, officer?: Officer): void;
};

const statusOf = { notFound: 404, forbidden: 403, failed: 500, noPlans: 200 } as const satisfies Record<Problem, number>;

export function createRequests(deps: ConsoleDeps, asset: (name: string) => string): Requests {
  const csrf = csrfSync({ getTokenFromRequest: ({ body }: { body?: unknown }) => tokenIn(body) });
  const tongues = {
    vi: { t: deps.texts('vi', 'console'), format: createFormat('vi') },
    en: { t: deps.texts('en', 'console'), format: createFormat('en') },
  };

  function view(request: Request, officer?: Officer): View {
    const growing = deps.growing?.();
    const shared = {
      ...tongues[languageOf(request)],
      demo: deps.demo,
      ...(growing === undefined ? {} : { growing }),
      asset,
      here: request.originalUrl,
      csrfToken: csrf.generateToken(request),
    };
    return officer === undefined ? shared : { ...shared, officer };
  }

  function problem(request: Request, response: Response, problem: Problem, officer?: Officer): void {
    send(response, ProblemPage({ view: view(request, officer), problem }), statusOf[problem]);
  }

  function forOfficer(handler: (visit: Visit) => Promise<void>): RequestHandler {
    return async (request, response) => {
      const officer = await signedIn(deps, request);
      if (officer === undefined) {
        response.redirect(303, links.signIn(request.session.staffId === undefined ? undefined : 'ended'));
        return;
      }
      await handler({ request, response, officer, view: view(request, officer) });
    };
  }

  return { forOfficer, withToken: csrf.csrfSynchronisedProtection, view, send, problem };
}

async function signedIn(deps: ConsoleDeps, request: Request): Promise<Officer | undefined> {
  const { staffId, signedInAt } = request.session;
  if (staffId === undefined || isOver(signedInAt, deps.now())) return undefined;
  return findOfficer(deps.db, staffId);
}

function send(response: Response, page: ComponentChild & VNode, status = 200): void {
  response
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToString(page)}`);
}

function tokenIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('csrf' in body)) return undefined;
  return typeof body.csrf === 'string' ? body.csrf : undefined;
}
