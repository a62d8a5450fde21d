import express, { type Request, type Response, type Router } from 'express';
import { acceptInvitation, findLink, tokenHash, usePasswordLink } from '../../staff/one-time-links';
import type { OneTimeLinkRow } from '../../storage/collections/one-time-links';
import type { ConsoleDeps } from '../console-deps';
import { links } from '../links';
import type { Requests } from '../requests';
import { readChosen } from './chosen';
import { recordFor } from './complete-sign-in';
import { LinkGonePage, LinkPage, type LinkPageProps } from './link-page';
import { staffLinks } from './links';

/** A one-time link: who opens it chooses a password, and with an invitation their name. Anybody may try one; the token is 192 bits. */
export function linkRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const key = deps.keys.of('one-time-link');
  const forLink = (handler: (request: Request, response: Response, link: OneTimeLinkRow) => Promise<void>) => {
    return async (request: Request, response: Response) => {
      const hash = request.session.link;
      const link = hash === undefined ? undefined : await findLink(deps.db, hash, deps.now());
      if (link !== undefined) return handler(request, response, link);
      requests.send(response, LinkGonePage({ view: requests.view(request) }), 404);
    };
  };
  const show = (request: Request, response: Response, props: Omit<LinkPageProps, 'view'>, status = 200) =>
    requests.send(response, LinkPage({ view: requests.view(request), ...props }), status);

  /** The token leaves the address bar and the browser's history at once. */
  router.get('/invitation/:token', (request, response) => {
    request.session.link = tokenHash(key, request.params.token);
    response.redirect(303, staffLinks.link());
  });

  router.get(
    '/invitation',
    forLink(async (request, response, link) => show(request, response, { link, typed: { name: link.name, signInName: '' }, faults: {} })),
  );

  router.post(
    '/invitation',
    requests.withToken,
    forLink(async (request, response, link) => {
      const { typed, password, faults } = readChosen(request.body, link.kind, requests.view(request).words('staff'));
      if (Object.keys(faults).length > 0) return show(request, response, { link, typed, faults }, 422);
      const outcome = await use(link, { ...typed, password });
      if (outcome === 'name_taken') {
        const taken = requests.view(request).words('staff')('link.nameTaken');
        return show(request, response, { link, typed, faults: { signInName: taken } }, 422);
      }
      delete request.session.link;
      if (outcome === 'gone') return requests.send(response, LinkGonePage({ view: requests.view(request) }), 404);
      response.redirect(303, links.signIn('password-set'));
    }),
  );

  async function use(link: OneTimeLinkRow, chosen: { readonly name: string; readonly signInName: string; readonly password: string }) {
    if (link.kind === 'invitation') {
      const outcome = await acceptInvitation(deps.db, link, chosen, deps.now());
      if (outcome === 'accepted') await recordFor(deps, link.staffId, 'invitation-accepted', link.staffId);
      return outcome;
    }
    const done = await usePasswordLink(deps.db, link, chosen.password, deps.now());
    if (done) await recordFor(deps, link.staffId, 'password-reset', link.staffId);
    return done ? 'accepted' : 'gone';
  }

  return router;
}
