import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { needsSecondFactor } from '../../staff/roles';
import { createSignIn } from '../../staff/sign-in';
import type { StaffMember } from '../../staff/staff-member';
import { beginSession, endSession } from '../../staff/staff-session';
import type { ConsoleDeps } from '../console-deps';
import { homeOf } from '../home/home-of';
import { links } from '../links';
import { type SignInNotice, SignInPage } from '../pages/sign-in-page';
import type { Requests } from '../requests';
import { completeSignIn, recordFor } from '../staff/complete-sign-in';
import { staffLinks } from '../staff/links';

const form = z.object({ signInName: z.string().max(120), password: z.string().max(256) });
const because = z.object({ because: z.enum(['ended', 'signed-out', 'password-set']).optional().catch(undefined) });

/** The first step: name and password. The second lies in `staff/second-step-routes.ts`. */
export function signInRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const signIn = createSignIn(deps.db, deps.keys.of('sign-in'), deps.now);
  const show = (request: Request, response: Response, status: number, notice?: SignInNotice) =>
    requests.send(response, SignInPage({ view: requests.view(request), notice }), status);

  const router = express.Router();

  router.get('/sign-in', (request, response) => {
    const reason = because.parse(request.query).because;
    show(request, response, 200, reason === undefined ? undefined : { kind: reason });
  });

  router.post('/sign-in', requests.withToken, async (request, response) => {
    const typed = form.safeParse(request.body);
    if (!typed.success) return show(request, response, 401, { kind: 'refused' });

    const result = await signIn({ ...typed.data, address: request.ip ?? '' });
    if (result.outcome === 'throttled') {
      if (result.locked !== undefined) await recordFor(deps, result.locked, 'staff-locked', 'password');
      response.set('Retry-After', String(result.retryAfterSeconds));
      return show(request, response, 429, { kind: 'throttled', minutes: Math.ceil(result.retryAfterSeconds / 60) });
    }
    if (result.outcome === 'refused') {
      await recordFor(deps, result.who, 'sign-in-failed', 'console');
      return show(request, response, 401, { kind: 'refused' });
    }
    response.redirect(303, await nextStep(deps, request, result));
  });

  router.post('/sign-out', requests.withToken, async (request, response) => {
    const { staffId } = request.session;
    await endSession(request);
    if (staffId !== undefined) await recordFor(deps, staffId, 'signed-out', 'console');
    response.redirect(303, links.signIn('signed-out'));
  });

  return router;
}

type RightPassword = { readonly member: StaffMember; readonly hasSecondFactor: boolean };

/** Until the second step is taken, or set up by whoever needs one, the session opens nothing but that step. */
async function nextStep(deps: ConsoleDeps, request: Request, { member, hasSecondFactor }: RightPassword): Promise<string> {
  const mustSetUp = !hasSecondFactor && needsSecondFactor(member.role) && !deps.demo;
  if (!hasSecondFactor && !mustSetUp) {
    await completeSignIn(deps, request, member, { secondFactor: false });
    return homeOf(member);
  }
  await beginSession(request, { pending: { staffId: member.id, since: deps.now().getTime() } });
  return mustSetUp ? staffLinks.setUp() : staffLinks.secondStep();
}
