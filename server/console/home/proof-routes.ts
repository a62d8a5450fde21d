import express, { type Router } from 'express';
import { z } from 'zod';
import { organisationOfGroup } from '../../organisations/find-places';
import { schoolYearOf } from '../../organisations/school-year';
import { activityProof } from '../../printing/activity-proof';
import { proofOf } from '../../progress/proof';
import { groupsWithin } from '../../storage/collections/groups';
import { type Organisation, organisationsWithin } from '../../storage/collections/organisations';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { isDay } from '../places/days';
import type { Requests, Visit } from '../requests';
import { ProofPage, type TypedProof } from './proof-page';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const form = z.object({
  organisation: z.string().trim().max(64).catch(''),
  from: z.string().max(10).catch(''),
  to: z.string().max(10).catch(''),
});

/** What an organisation hands in to the union above it: meetings and totals, nobody's name. */
export function proofRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys } = deps;

  router.get(
    '/proof',
    requests.forStaff('record-meetings', async (visit) => {
      const typed = withDays(form.parse(visit.request.query), visit.now);
      await show(
        visit,
        typed,
        Object.keys(visit.request.query).some((name) => name in typed),
      );
    }),
  );

  router.post(
    '/proof.xlsx',
    requests.withToken,
    requests.forStaff('record-meetings', async (visit) => {
      const typed = form.parse(visit.request.body);
      const organisation = await organisationFor(visit, typed);
      if (organisation === undefined || !isPeriod(typed)) return show(visit, typed, true);
      const proof = await proofOf({ db, keys, bounds: visit.bounds }, organisation, typed);
      const file = await activityProof({ ...deps.masthead('vi'), printedAt: visit.now }, proof, deps.texts('vi', 'printing'));
      await visit.record('proof-made', `${organisation._id} ${typed.from} ${typed.to}`);
      visit.response.attachment(`minh-chung-${typed.from}-${typed.to}.xlsx`).type(xlsx).send(file);
    }),
  );

  async function show(visit: Visit, typed: TypedProof, isAsked: boolean): Promise<void> {
    const { view, member, bounds, response } = visit;
    const s = view.words('home');
    const organisation = await organisationFor(visit, typed);
    const faults: Faults = {
      ...(organisation === undefined && isAsked ? { organisation: s('proof.noOrganisation') } : {}),
      ...(isPeriod(typed) ? {} : { from: s('proof.badDays') }),
    };
    const ready = organisation !== undefined && isPeriod(typed);
    const proof = ready ? await proofOf({ db, keys, bounds }, organisation, typed) : undefined;
    const asksFor = member.scope.kind === 'everything' || member.scope.kind === 'area';
    const status = Object.keys(faults).length === 0 ? 200 : 422;
    requests.send(response, ProofPage({ view, typed, asksFor, faults, proof }), status);
  }

  /** Their own, or the one whose code was typed, within their bounds; whoever looks after a group hands in what they see of it. */
  async function organisationFor({ member: { scope }, bounds }: Visit, typed: TypedProof): Promise<Organisation | undefined> {
    if (scope.kind === 'organisation') return organisationsWithin(db, bounds).findOne({ _id: scope.id });
    if (scope.kind !== 'group') return organisationsWithin(db, bounds).findOne({ _id: typed.organisation });
    const group = await groupsWithin(db, bounds).findOne({ _id: scope.id });
    return group === undefined ? undefined : organisationOfGroup(db, group);
  }

  return router;
}

/** The school year until today, where nothing was chosen. */
function withDays(typed: TypedProof, now: Date): TypedProof {
  const day = today(now);
  return { ...typed, from: typed.from === '' ? schoolYearOf(day).from : typed.from, to: typed.to === '' ? day : typed.to };
}

function isPeriod({ from, to }: TypedProof): boolean {
  return isDay(from) && isDay(to) && from <= to;
}
