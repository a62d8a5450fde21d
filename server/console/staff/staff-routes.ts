import express, { type Router } from 'express';
import { z } from 'zod';
import { findStaffAccount, listStaff } from '../../staff/list-staff';
import { inviteStaffMember, listInvitations, withdrawInvitation } from '../../staff/one-time-links';
import { allSignIns, endSignIn, ownerOf } from '../../staff/sign-in-list';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { type GivenRole, readGivenRole } from './given-role';
import { HandOverPage } from './hand-over-page';
import { InvitePage } from './invite-page';
import { addressFor } from './link-address';
import { staffLinks } from './links';
import { keepOnce, takeOnce } from './shown-once';
import { SignInsPage } from './sign-ins-page';
import { StaffPage } from './staff-page';

const query = z.object({
  done: z.string().max(40).optional().catch(undefined),
  after: z.string().max(64).optional().catch(undefined),
  scope: z.string().max(140).optional().catch(undefined),
});

/** Who may come in: accounts, invitations and everybody's sign-ins, each only as far as whoever looks reaches. */
export function staffRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'manage-staff';
  const once = deps.keys.of('shown-once');

  router.get(
    '/staff',
    requests.forStaff(permission, async ({ request, response, bounds, view, now }) => {
      const [accounts, invitations] = await Promise.all([listStaff(deps.db, bounds, now), listInvitations(deps.db, bounds, now)]);
      requests.send(response, StaffPage({ view, accounts, invitations, done: query.parse(request.query).done }));
    }),
  );

  router.get(
    '/staff/invite',
    requests.forStaff(permission, async ({ request, response, view, member }) => {
      const [kind = member.scope.kind, id = 'id' in member.scope ? member.scope.id : ''] =
        query.parse(request.query).scope?.split(/:(.*)/s) ?? [];
      requests.send(response, InvitePage({ view, typed: { name: '', role: 'organiser', kind, id }, faults: {} }));
    }),
  );

  router.post(
    '/staff/invite',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, view, bounds } = visit;
      const { typed, faults, given } = await readGivenRole(deps.db, bounds, request.body, view.words('staff'));
      if (given === undefined) return requests.send(response, InvitePage({ view, typed, faults }), 422);
      await invite(visit, given);
    }),
  );

  async function invite({ request, response, member, now, record }: Visit, given: GivenRole): Promise<void> {
    const link = await inviteStaffMember(deps.db, deps.keys.of('one-time-link'), given, { by: member.id, now });
    await record('staff-invited', link.staffId);
    keepOnce(request, once, link.staffId, addressFor(request, link.token));
    response.redirect(303, staffLinks.invited(link.staffId));
  }

  router.get(
    '/staff/invitations/:invitation',
    requests.forStaff(permission, async (visit) => {
      const { request, response, view } = visit;
      const invitation = await findInvitation(visit);
      if (invitation === undefined) return requests.notFound(visit);
      requests.send(response, HandOverPage({ view, to: invitation, kind: 'invitation', address: takeOnce(request, once, invitation.id) }));
    }),
  );

  router.post(
    '/staff/invitations/:invitation/withdraw',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const invitation = await findInvitation(visit);
      if (invitation === undefined) return requests.notFound(visit);
      await withdrawInvitation(deps.db, invitation.id);
      await visit.record('invitation-withdrawn', invitation.id);
      visit.response.redirect(303, staffLinks.list('withdrawn'));
    }),
  );

  async function findInvitation({ request, bounds, now }: Visit) {
    return (await listInvitations(deps.db, bounds, now)).find(({ id }) => id === request.params.invitation);
  }

  router.get(
    '/staff/sign-ins',
    requests.forStaff(permission, async ({ request, response, bounds, view, now, record }) => {
      const { after, done } = query.parse(request.query);
      const page = await allSignIns(deps.db, bounds, { now, ...(after === undefined ? {} : { after }) });
      await record('sign-ins-read', '');
      requests.send(response, SignInsPage({ view, page, done }));
    }),
  );

  router.post(
    '/staff/sign-ins/:signIn/end',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, bounds, now } = visit;
      const id = String(request.params.signIn);
      const owner = await ownerOf(deps.db, id);
      const account = owner === undefined ? undefined : await findStaffAccount(deps.db, bounds, owner, now);
      if (account === undefined || !(await endSignIn(deps.db, account.id, id))) return requests.notFound(visit);
      await visit.record('sign-in-ended', account.id);
      response.redirect(303, staffLinks.signInsDone());
    }),
  );

  return router;
}
