import express, { type Router } from 'express';
import { z } from 'zod';
import { changePassword } from '../../staff/change-staff-member';
import { isRightPassword } from '../../staff/own-password';
import { renewRecoveryCodes } from '../../staff/second-factor';
import { endOtherSignIns, endSignIn, signInsOf } from '../../staff/sign-in-list';
import { findStaffMember } from '../../staff/staff-member';
import { signInIdOf } from '../../staff/staff-session';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { AccountPage } from './account-page';
import { passwordFaults } from './chosen';
import { completeSignIn } from './complete-sign-in';
import { staffLinks } from './links';
import { RecoveryCodesPage } from './recovery-codes-page';
import { keepOnce, takeOnce } from './shown-once';

const text = z.string().max(256).catch('');
const passwordForm = z.object({ current: text, password: text, again: text });
const doneOf = z.object({ done: z.string().max(40).optional().catch(undefined) });

/** What everybody may do with their own account, whatever their role. */
export function accountRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'keep-own-account';
  const once = deps.keys.of('shown-once');
  const current = ({ request }: Visit) => signInIdOf(deps.keys.of('sign-in'), request.sessionID);

  async function show(visit: Visit, faults: Faults = {}, status = 200): Promise<void> {
    const [own, signIns] = await Promise.all([findStaffMember(deps.db, visit.member.id), signInsOf(deps.db, visit.member.id, visit.now)]);
    if (own === undefined) return requests.notFound(visit);
    const { done } = doneOf.parse(visit.request.query);
    const view = { ...visit.view, here: staffLinks.account() };
    const page = AccountPage({ view, own, signIns, current: current(visit), faults, ...(done === undefined ? {} : { done }) });
    requests.send(visit.response, page, status);
  }

  router.get(
    '/account',
    requests.forStaff(permission, (visit) => show(visit)),
  );

  router.post(
    '/account/password',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, member, view } = visit;
      const s = view.words('staff');
      const typed = passwordForm.parse(request.body ?? {});
      const right = await isRightPassword(deps, member.id, typed.current);
      const faults = { ...(right ? {} : { current: s('account.currentFault') }), ...passwordFaults(typed, s) };
      if (Object.keys(faults).length > 0) return show(visit, faults, 422);
      const { secondFactor = false } = request.session;
      await changePassword(deps.db, member.id, typed.password, visit.now);
      await visit.record('password-changed', member.id);
      await completeSignIn(deps, request, member, { secondFactor });
      response.redirect(303, staffLinks.account('password'));
    }),
  );

  /** An open sign-in alone changes nothing about the second step: the password is asked for again. */
  const afterPassword = (path: string, handler: (visit: Visit) => Promise<void>) =>
    router.post(
      path,
      requests.withToken,
      requests.forStaff(permission, async (visit) => {
        const { current: typed } = passwordForm.parse(visit.request.body ?? {});
        if (await isRightPassword(deps, visit.member.id, typed)) return handler(visit);
        return show(visit, { factorPassword: visit.view.words('staff')('account.currentFault') }, 422);
      }),
    );

  afterPassword('/account/second-factor', async ({ request, response, member, now }) => {
    request.session.pending = { staffId: member.id, since: now.getTime() };
    response.redirect(303, staffLinks.setUp());
  });

  router.get(
    '/account/recovery-codes',
    requests.forStaff(permission, async ({ request, response, view }) => {
      const codes = takeOnce(request, once, 'recovery-codes');
      requests.send(response, RecoveryCodesPage({ view, codes: codes?.split(' ') ?? [] }));
    }),
  );

  afterPassword('/account/recovery-codes', async ({ request, response, member, record }) => {
    if (request.session.secondFactor !== true) return response.redirect(303, staffLinks.account());
    const codes = await renewRecoveryCodes(deps.db, deps.keys.of('second-factor'), member.id);
    await record('recovery-codes-renewed', member.id);
    keepOnce(request, once, 'recovery-codes', codes.join(' '));
    response.redirect(303, staffLinks.accountRecoveryCodes());
  });

  router.post(
    '/account/sign-ins/end-others',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      await endOtherSignIns(deps.db, visit.member.id, current(visit));
      await visit.record('sign-in-ended', visit.member.id);
      visit.response.redirect(303, staffLinks.account('sign-ins'));
    }),
  );

  router.post(
    '/account/sign-ins/:signIn/end',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, member } = visit;
      const ended = await endSignIn(deps.db, member.id, String(request.params.signIn));
      if (!ended) return requests.notFound(visit);
      await visit.record('sign-in-ended', member.id);
      response.redirect(303, staffLinks.account('sign-ins'));
    }),
  );

  return router;
}
