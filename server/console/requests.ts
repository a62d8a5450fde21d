import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler, Response } from 'express';
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from '../../courses/model';
import { recordAct } from '../staff/audit';
import { may, type Permission } from '../staff/roles';
import { boundsOf } from '../staff/scope';
import type { StaffMember } from '../staff/staff-member';
import { findSignedIn } from '../staff/staff-session';
import type { AuditAction } from '../storage/collections/audit';
import type { Bounds } from '../storage/within';
import type { ConsoleDeps } from './console-deps';
import { createFormat } from './format';
import { languageOf } from './language';
import { links } from './links';
import { type Problem, ProblemPage } from './pages/problem-page';
import type { View } from './view';

/** One request by a signed-in member of staff. */
export type Visit = {
  readonly request: Request;
  readonly response: Response;
  readonly member: StaffMember;
  readonly bounds: Bounds; // what every query of this request takes along
  readonly view: View;
  readonly now: Date;
  /** Writes down what was done, before the answer goes out. */
  record(action: AuditAction, subject: string): Promise<void>;
};

/** It says whom it is for, so that a test can walk every route as everybody. */
export type StaffHandler = RequestHandler & { readonly permission: Permission };

export type Requests = {
  /**
   * Lets only somebody who is signed in and has the permission through to `handler`. Who is not signed in is asked to;
   * for whom it is not, the page does not exist.
   */
  forStaff(permission: Permission, handler: (visit: Visit) => Promise<void>): StaffHandler;
  /** The answer to everything that does not exist or lies outside somebody's scope: the two are not told apart. */
  notFound(visit: Visit): void;
  /** Refuses a form without this sign-in's token. */
  readonly withToken: RequestHandler;
  view(request: Request, member?: StaffMember): View;
  send(response: Response, page: VNode, status?: number): void;
  problem(request: Request, response: Response, problem: Problem, member?: StaffMember): void;
};

const statusOf = { notFound: 404, forbidden: 403, failed: 500, noPlans: 200 } as const satisfies Record<Problem, number>;

export function createRequests(deps: ConsoleDeps, asset: (name: string) => string): Requests {
  const csrf = csrfSync({ getTokenFromRequest: ({ body }: { body?: unknown }) => tokenIn(body) });
  const tongueOf = (language: Language) => ({
    t: deps.texts(language, 'console'),
    words: (file: string) => deps.texts(language, file),
    format: createFormat(language),
  });
  const tongues = { vi: tongueOf('vi'), en: tongueOf('en') };

  function view(request: Request, member?: StaffMember): View {
    const growing = deps.growing?.();
    const shared = {
      ...tongues[languageOf(request)],
      demo: deps.demo,
      ...(growing === undefined ? {} : { growing }),
      asset,
      here: request.originalUrl,
      csrfToken: csrf.generateToken(request),
    };
    return member === undefined ? shared : { ...shared, member };
  }

  function problem(request: Request, response: Response, problem: Problem, member?: StaffMember): void {
    send(response, ProblemPage({ view: view(request, member), problem }), statusOf[problem]);
  }

  function forStaff(permission: Permission, handler: (visit: Visit) => Promise<void>): StaffHandler {
    const handle: RequestHandler = async (request, response) => {
      const member = await findSignedIn(deps.db, request.session, { now: deps.now(), demo: deps.demo });
      if (member === undefined) {
        response.redirect(303, links.signIn(request.session.staffId === undefined ? undefined : 'ended'));
        return;
      }
      if (!may(member, permission)) return problem(request, response, 'notFound', member);
      const now = deps.now();
      const record = (action: AuditAction, subject: string) =>
        recordAct(deps.db, deps.keys.of('audit'), { at: now, actor: member.id, action, subject });
      const bounds = await boundsOf(deps.db, member.scope);
      await handler({ request, response, member, bounds, view: view(request, member), now, record });
    };
    return Object.assign(handle, { permission });
  }

  const notFound = ({ request, response, member }: Visit) => problem(request, response, 'notFound', member);
  return { forStaff, notFound, withToken: csrf.csrfSynchronisedProtection, view, send, problem };
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
