import express, { type Router } from 'express';
import { createCampaign, keepPlan } from '../../campaigns/change-campaign';
import { audienceFault } from '../../campaigns/check-audience';
import { planCampaign } from '../../campaigns/plan-campaign';
import { areasToOffer } from '../../organisations/area-map';
import { countedIndicators } from '../../reach/indicators/counted';
import { currentPlans } from '../../reach/plan';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { campaignLinks } from './links';
import { NewCampaignPage } from './new-page';
import { readCampaign, type TypedCampaign, typedCampaign } from './read-campaign';

const empty: TypedCampaign = { name: '', what: 'lesson', populations: [], place: '', notReachedIn: '' };

/** The form, and the plan that it makes. */
export function newRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;

  router.get(
    '/campaigns/new',
    requests.forStaff('run-campaigns', (visit) => show(visit, empty, {})),
  );

  router.post(
    '/campaigns',
    requests.withToken,
    requests.forStaff('run-campaigns', async (visit) => {
      const { bounds, member, now, request, response } = visit;
      const typed = typedCampaign.parse(request.body ?? {});
      const c = visit.view.words('campaigns');
      const read = await readCampaign({ db, bounds, scope: member.scope }, typed);
      if ('faults' in read) return show(visit, typed, Object.fromEntries(read.faults.map((field) => [field, c(`console.fault.${field}`)])));

      const planning = await deps.planning();
      const fault = await audienceFault(db, read.audience, { tree: planning.tree, officer: member, at: now });
      if (fault !== undefined)
        return show(visit, typed, { [fault === 'no_indicator' ? 'notReachedIn' : 'place']: c(`console.refused.${fault}`) });
      const campaign = await createCampaign(db, { ...read, createdBy: member.id }, now);
      await keepPlan(db, campaign._id, await planCampaign(planning, campaign, now));
      await visit.record('campaign-planned', campaign._id);
      response.redirect(303, campaignLinks.one(campaign._id));
    }),
  );

  async function show({ view, bounds, response, now }: Visit, typed: TypedCampaign, faults: Faults): Promise<void> {
    const plans = (await currentPlans(db)).filter(({ to }) => to > today(now));
    const indicators = plans.flatMap((plan) =>
      countedIndicators(plan)
        .filter(({ populations }) => !populations.includes('service-worker'))
        .map(({ id, term }) => ({ value: `${plan.plan}/${id}`, label: `${plan.file.number ?? plan.plan}, ${id}: ${term}` })),
    );
    const page = { view: { ...view, here: campaignLinks.new() }, typed, faults, areas: await areasToOffer(db, bounds), indicators };
    requests.send(response, NewCampaignPage(page), Object.keys(faults).length === 0 ? 200 : 422);
  }

  return router;
}
