import express, { type Router } from 'express';
import { z } from 'zod';
import { approveProposals, refuseProposal, withdrawProposal } from '../../denominators/decide-proposals';
import { historyOf } from '../../denominators/register';
import { staffNames } from '../../staff/staff-names';
import { denominatorProposalsWithin } from '../../storage/collections/denominator-proposals';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { denominatorLinks } from './links';
import { doneTexts, ProposalPage } from './proposal-page';

const chosen = z.object({ proposal: z.union([z.string(), z.array(z.string()).max(5_000)]).transform((given) => [given].flat()) });
const refusal = z.object({ note: z.string().normalize('NFC').trim().min(1).max(500) });

/** One figure beside what there was, and the decision about it: never by whoever entered it. */
export function proposalRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });
  const find = ({ bounds, request }: Visit) =>
    denominatorProposalsWithin(deps.db, bounds).findOne({ _id: { $eq: String(request.params.proposal) } });

  router.get(
    '/denominators/proposals/:proposal',
    requests.forStaff('enter-denominators', (visit) => show(visit)),
  );

  router.post(
    '/denominators/approve',
    requests.withToken,
    requests.forStaff('approve-denominators', async (visit) => {
      const { data } = chosen.safeParse(visit.request.body);
      const { approved } = await approveProposals({ ...acting(visit), approver: visit.member.name }, data?.proposal ?? []);
      for (const id of approved) await visit.record('denominator-approved', id);
      const done = approved.length === 0 ? 'none' : `approved-${approved.length}`;
      visit.response.redirect(303, denominatorLinks.register({ show: 'waiting', done }));
    }),
  );

  router.post(
    '/denominators/proposals/:proposal/refuse',
    requests.withToken,
    requests.forStaff('approve-denominators', async (visit) => {
      const found = await find(visit);
      if (found === undefined) return requests.notFound(visit);
      const read = refusal.safeParse(visit.request.body);
      if (!read.success) return show(visit, { note: visit.view.words('denominators')('fault.required') }, 422);
      const done = await refuseProposal(acting(visit), found._id, read.data.note);
      if (done === 'done') await visit.record('denominator-refused', found._id);
      visit.response.redirect(303, denominatorLinks.proposal(found._id, done === 'done' ? 'refused' : done));
    }),
  );

  router.post(
    '/denominators/proposals/:proposal/withdraw',
    requests.withToken,
    requests.forStaff('enter-denominators', async (visit) => {
      const found = await find(visit);
      if (found === undefined) return requests.notFound(visit);
      const done = await withdrawProposal(acting(visit), found._id);
      if (done === 'done') await visit.record('denominator-withdrawn', found._id);
      visit.response.redirect(303, denominatorLinks.proposal(found._id, done === 'done' ? 'withdrawn' : done));
    }),
  );

  async function show(visit: Visit, faults: Readonly<Record<string, string>> = {}, status = 200): Promise<void> {
    const proposal = await find(visit);
    if (proposal === undefined) return requests.notFound(visit);
    const history = await historyOf(deps.db, visit.bounds, proposal);
    const people = history.proposals.flatMap(({ entered, decided }) => [entered.by, ...(decided === undefined ? [] : [decided.by])]);
    const names = await staffNames(deps.db, people);
    const asked = String(visit.request.query.done);
    const done = doneTexts.find((one) => one === asked);
    requests.send(visit.response, ProposalPage({ view: visit.view, proposal, history: history.proposals, names, faults, done }), status);
  }
  return router;
}
