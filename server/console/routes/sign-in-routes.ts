import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { recordAct } from '../../staff/audit';
import { createSignIn } from '../../staff/sign-in';
import type { AuditAction } from '../../storage/collections/audit';
import type { ConsoleDeps } from '../console-deps';
import { consolePath, links } from '../links';
import { type SignInNotice, SignInPage } from '../pages/sign-in-page';
import type { Requests } from '../requests';

const form = z.object({ signInName: z.string().max(120), password: z.string().max(256) });
const because = z.object({ because: z.enum(['ended', 'signed-out']).optional().catch(undefined) });

export function signInRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const signIn = createSignIn(deps.db, deps.keys.of('sign-in'));
  const record = (action: AuditAction, actor: string) =>
    recordAct(deps.db, deps.keys.of('audit'), { at: deps.now(), actor, action, subject: 'console' });
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
      response.set('Retry-After', String(result.retryAfterSeconds));
      return show(request, response, 429, { kind: 'throttled', minutes: Math.ceil(result.retryAfterSeconds / 60) });
    }
    if (result.outcome === 'refused') {
      await record('sign-in-failed', result.who);
      return show(request, response, 401, { kind: 'refused' });
    }
    await begin(request, result.member.id, deps.now());
    await record('signed-in', result.member.id);
    response.redirect(303, consolePath);
  });

  router.post('/sign-out', requests.withToken, async (request, response) => {
    const { staffId } = request.session;
    await end(request);
    if (staffId !== undefined) await record('signed-out', staffId);
    response.redirect(303, links.signIn('signed-out'));
  });

  return router;
}

/** A new session id: one that was planted in the browser before is worth nothing afterwards. */
function begin(request: Request, staffId: string, now: Date): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => {
      if (error) return reject(error);
      request.session.staffId = staffId;
      request.session.signedInAt = now.getTime();
      request.session.save((failure) => (failure ? reject(failure) : resolve()));
    });
  });
}

function end(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error) => (error ? reject(error) : resolve()));
  });
}
