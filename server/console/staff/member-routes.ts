import express, { type Router } from 'express';
import { z } from 'zod';
import { changeRole, disableStaffMember, enableStaffMember, removeSecondFactor } from '../../staff/change-staff-member';
import { findStaffAccount, type StaffAccount } from '../../staff/list-staff';
import { unlock } from '../../staff/lock';
import { makePasswordLink } from '../../staff/one-time-links';
import { signInsOf } from '../../staff/sign-in-list';
import type { AuditAction } from '../../storage/collections/audit';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { readGivenRole } from './given-role';
import { HandOverPage } from './hand-over-page';
import { addressFor } from './link-address';
import { type MemberAct, staffLinks } from './links';
import { MemberPage } from './member-page';
import { keepOnce, takeOnce } from './shown-once';

const query = z.object({ done: z.string().max(40).optional().catch(undefined) });

/** One account within reach. Nobody changes their own here: whoever could would lock themselves out, or up. */
export function memberRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'manage-staff';
  const once = deps.keys.of('shown-once');
  const signInKey = deps.keys.of('sign-in');

  const forAccount = (handler: (visit: Visit, account: StaffAccount) => Promise<void>) =>
    requests.forStaff(permission, async (visit) => {
      const { request, bounds, now } = visit;
      const account = await findStaffAccount(deps.db, bounds, String(request.params.member), now);
      if (account === undefined) return requests.notFound(visit);
      await handler(visit, account);
    });

  async function show({ request, response, member, view, now }: Visit, account: StaffAccount, faults: Faults = {}): Promise<void> {
    const signIns = await signInsOf(deps.db, account.id, now);
    const own = account.id === member.id;
    const { done } = query.parse(request.query);
    const status = Object.keys(faults).length === 0 ? 200 : 422;
    const page = { ...view, here: staffLinks.member(account.id) };
    requests.send(response, MemberPage({ view: page, account, signIns, own, faults, done }), status);
  }

  router.get('/staff/members/:member', forAccount(show));

  /** Own accounts are "not found" for these, as they are for whoever reaches nobody. */
  const post = (act: MemberAct, handler: (visit: Visit, account: StaffAccount) => Promise<void>) =>
    router.post(
      `/staff/members/:member/${act}`,
      requests.withToken,
      forAccount(async (visit, account) => (account.id === visit.member.id ? requests.notFound(visit) : handler(visit, account))),
    );

  const simple = (act: MemberAct, action: AuditAction, change: (visit: Visit, id: string) => Promise<boolean>) =>
    post(act, async (visit, { id }) => {
      if (await change(visit, id)) await visit.record(action, id);
      visit.response.redirect(303, staffLinks.member(id, act));
    });

  simple('disable', 'staff-disabled', ({ now }, id) => disableStaffMember(deps.db, id, now));
  simple('enable', 'staff-enabled', (_visit, id) => enableStaffMember(deps.db, id));
  simple('unlock', 'staff-unlocked', (_visit, id) => unlock(deps.db, signInKey, id));
  simple('remove-second-factor', 'second-factor-removed', ({ now }, id) => removeSecondFactor(deps.db, id, now));

  post('role', async (visit, account) => {
    const { request, response, bounds, view, now } = visit;
    const form = { ...z.record(z.string(), z.unknown()).catch({}).parse(request.body), name: account.name };
    const { faults, given } = await readGivenRole(deps.db, bounds, form, view.words('staff'));
    if (given === undefined) return show(visit, account, faults);
    await changeRole(deps.db, account.id, { role: given.role, scope: given.scope }, now);
    await visit.record(
      'staff-role-changed',
      `${account.id} ${given.role} ${given.scope.kind}${'id' in given.scope ? `:${given.scope.id}` : ''}`,
    );
    response.redirect(303, staffLinks.member(account.id, 'role'));
  });

  post('password-link', async (visit, account) => {
    const { request, response, member, now } = visit;
    const link = await makePasswordLink(deps.db, deps.keys.of('one-time-link'), account, { by: member.id, now });
    await visit.record('password-link-made', account.id);
    keepOnce(request, once, account.id, addressFor(request, link.token));
    response.redirect(303, staffLinks.act(account.id, 'password-link'));
  });

  router.get(
    '/staff/members/:member/password-link',
    forAccount(async ({ request, response, view }, account) =>
      requests.send(response, HandOverPage({ view, to: account, kind: 'password', address: takeOnce(request, once, account.id) })),
    ),
  );

  return router;
}
