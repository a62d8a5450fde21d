import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { keyedHash } from '../../keys';
import { noteLock } from '../../staff/lock';
import { addressOf, newSecret, openSecret, sealSecret, setSecondFactor, stepOf, takeCode } from '../../staff/second-factor';
import { createCodeThrottle } from '../../staff/sign-in-throttle';
import type { ActiveStaffMember } from '../../staff/staff-member';
import { findPending } from '../../staff/staff-session';
import type { ConsoleDeps } from '../console-deps';
import { homeOf } from '../home/home-of';
import { links } from '../links';
import type { Requests } from '../requests';
import { completeSignIn, recordFor } from './complete-sign-in';
import { staffLinks } from './links';
import { type CodeNotice, SecondStepPage } from './second-step-page';
import { SetUpPage } from './set-up-page';
import { keepOnce } from './shown-once';

const form = z.object({ code: z.string().max(40) });

/** The second step of a sign-in, and setting it up. Both are reached only by a session that is pending: after the right password. */
export function secondStepRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const throttle = createCodeThrottle(deps.db);
  const keys = { factor: deps.keys.of('second-factor'), signIn: deps.keys.of('sign-in'), once: deps.keys.of('shown-once') };
  const forPending = (handler: (request: Request, response: Response, member: ActiveStaffMember) => Promise<void>) => {
    return async (request: Request, response: Response) => {
      const member = await findPending(deps.db, request.session, deps.now());
      if (member === undefined) response.redirect(303, links.signIn(request.session.pending === undefined ? undefined : 'ended'));
      else await handler(request, response, member);
    };
  };
  const showStep = (request: Request, response: Response, status: number, notice?: CodeNotice) =>
    requests.send(response, SecondStepPage({ view: requests.view(request), notice }), status);

  router.get(
    '/sign-in/second-step',
    forPending(async (request, response, member) => {
      if (member.hasSecondFactor) showStep(request, response, 200);
      else response.redirect(303, staffLinks.setUp());
    }),
  );

  router.post(
    '/sign-in/second-step',
    requests.withToken,
    forPending(async (request, response, member) => {
      const account = keyedHash(keys.signIn, `code:${member.id}`);
      const wait = await throttle.claim(account);
      if (wait !== undefined) {
        if ((await noteLock(deps.db, { _id: member.id }, wait, deps.now())) !== undefined)
          await recordFor(deps, member.id, 'staff-locked', 'second-factor');
        response.set('Retry-After', String(wait.seconds));
        return showStep(request, response, 429, { kind: 'throttled', minutes: Math.ceil(wait.seconds / 60) });
      }
      const used = await takeCode(deps.db, keys.factor, member.id, form.safeParse(request.body).data?.code ?? '', deps.now());
      if (used === undefined) {
        await recordFor(deps, member.id, 'second-factor-failed', 'console');
        return showStep(request, response, 401, { kind: 'refused' });
      }
      await throttle.forget(account);
      await completeSignIn(deps, request, member, { secondFactor: true });
      if (used.kind === 'app') return response.redirect(303, homeOf(member));
      await recordFor(deps, member.id, 'recovery-code-used', String(used.left));
      response.redirect(303, staffLinks.account(`recovery-used-${used.left}`));
    }),
  );

  router.get(
    '/sign-in/set-up',
    forPending(async (request, response, member) => {
      if (!maySetUp(request, member)) return response.redirect(303, staffLinks.secondStep());
      requests.send(response, SetUpPage({ view: requests.view(request), ...secretFor(request, member) }));
    }),
  );

  router.post(
    '/sign-in/set-up',
    requests.withToken,
    forPending(async (request, response, member) => {
      if (!maySetUp(request, member)) return response.redirect(303, staffLinks.secondStep());
      const offered = secretFor(request, member);
      const step = stepOf(offered.secret, form.safeParse(request.body).data?.code ?? '', deps.now());
      if (step === undefined)
        return requests.send(response, SetUpPage({ view: requests.view(request), ...offered, notice: { kind: 'refused' } }), 401);
      const codes = await setSecondFactor(deps.db, keys.factor, member.id, { secret: offered.secret, step }, deps.now());
      await completeSignIn(deps, request, member, { secondFactor: true });
      await recordFor(deps, member.id, 'second-factor-set', member.id);
      keepOnce(request, keys.once, 'recovery-codes', codes.join(' '));
      response.redirect(303, staffLinks.accountRecoveryCodes());
    }),
  );

  /** The same secret until the form is sent, so that a page that is loaded again fits what the phone has read. */
  function secretFor(request: Request, { id, signInName }: ActiveStaffMember) {
    const { pending } = request.session;
    const kept = pending?.secret === undefined ? undefined : openSecret(keys.factor, id, pending.secret);
    const secret = kept ?? newSecret();
    if (kept === undefined && pending !== undefined) request.session.pending = { ...pending, secret: sealSecret(keys.factor, id, secret) };
    return { secret, address: addressOf(secret, signInName) };
  }

  return router;
}

/** A password alone never replaces a factor that is there: only whoever has given it at this very sign-in may. */
function maySetUp({ session }: Request, member: ActiveStaffMember): boolean {
  return !member.hasSecondFactor || (session.staffId === member.id && session.secondFactor === true);
}
