import express, { type Router } from 'express';
import { z } from 'zod';
import {
  decideRequest,
  enterRequest,
  findRequest,
  listRequests,
  newDecision,
  newThirdPartyRequest,
} from '../../staff/third-party-requests';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { staffLinks } from './links';
import { NewRequestPage, RequestPage, RequestsPage } from './third-party-pages';

const query = z.object({ done: z.enum(['entered', 'decided']).optional().catch(undefined) });
const typedText = z.record(z.string(), z.string().catch('')).catch({});

/**
 * The register of what police, employers and others asked for in writing. Only the data officer opens it, each look is written down, and it
 * holds no way to search for a person: what is given is looked up, and answered for, elsewhere.
 */
export function thirdPartyRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'answer-requests';
  const key = deps.keys.of('third-party-request');
  const storeFor = ({ bounds }: Visit) => ({ db: deps.db, key, bounds });

  router.get(
    '/third-party-requests',
    requests.forStaff(permission, async (visit) => {
      const rows = await listRequests(storeFor(visit));
      await visit.record('third-party-request-read', '');
      requests.send(visit.response, RequestsPage({ view: visit.view, rows }));
    }),
  );

  router.get(
    '/third-party-requests/new',
    requests.forStaff(permission, async ({ response, view, now }) => {
      const day = today(now);
      requests.send(response, NewRequestPage({ view, typed: { receivedOn: day }, faults: {} }));
    }),
  );

  router.post(
    '/third-party-requests/new',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, view, member, now } = visit;
      const typed = typedText.parse(request.body);
      const entered = newThirdPartyRequest.safeParse(typed);
      if (!entered.success)
        return requests.send(response, NewRequestPage({ view, typed, faults: faultsOf(entered.error, view.words('staff')) }), 422);
      const id = await enterRequest(storeFor(visit), entered.data, { member, now });
      await visit.record('third-party-request-entered', id);
      response.redirect(303, staffLinks.request(id, 'entered'));
    }),
  );

  router.get(
    '/third-party-requests/:thirdParty',
    requests.forStaff(permission, (visit) => show(visit)),
  );

  router.post(
    '/third-party-requests/:thirdParty/decide',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const { request, response, view, member, now } = visit;
      const id = String(request.params.thirdParty);
      const typed = typedText.parse(request.body);
      const decided = newDecision.safeParse(typed);
      if (!decided.success) return show(visit, typed, faultsOf(decided.error, view.words('staff')));
      const { decision, given } = decided.data;
      if (decision !== 'refused' && given === '') return show(visit, typed, { given: view.words('staff')('thirdParty.fault_given') });
      if (!(await decideRequest(storeFor(visit), id, decided.data, { member, now }))) return requests.notFound(visit);
      await visit.record('third-party-request-decided', `${id} ${decision}`);
      response.redirect(303, staffLinks.request(id, 'decided'));
    }),
  );

  async function show(visit: Visit, typed: Readonly<Record<string, string>> = {}, faults: Faults = {}): Promise<void> {
    const { request, response, view, record } = visit;
    const row = await findRequest(storeFor(visit), String(request.params.thirdParty));
    if (row === undefined) return requests.notFound(visit);
    await record('third-party-request-read', row.id);
    const page = { ...view, here: staffLinks.request(row.id) };
    const { done } = query.parse(request.query);
    requests.send(response, RequestPage({ view: page, row, typed, faults, done }), Object.keys(faults).length === 0 ? 200 : 422);
  }

  return router;
}

function faultsOf(error: z.ZodError, s: (key: string) => string): Faults {
  return Object.fromEntries(error.issues.map(({ path }) => [String(path[0]), s(`thirdParty.fault_${String(path[0])}`)]));
}
