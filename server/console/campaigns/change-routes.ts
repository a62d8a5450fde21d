import express, { type Router } from 'express';
import {
  approveCampaign,
  type Changed,
  cancelCampaign,
  keepPlan,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
} from '../../campaigns/change-campaign';
import { oversees } from '../../campaigns/check-audience';
import type { Campaign } from '../../campaigns/model';
import { planCampaign } from '../../campaigns/plan-campaign';
import { loadAreaTree } from '../../reach/area-tree';
import type { AuditAction } from '../../storage/collections/audit';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { type Act, acts } from './acts-of';
import { campaignLinks } from './links';
import { overseen } from './overseen';

type Change = { readonly action: AuditAction; readonly work: (deps: ConsoleDeps, campaign: Campaign, visit: Visit) => Promise<Changed> };

const changes: Readonly<Record<Act, Change>> = {
  replan: {
    action: 'campaign-planned',
    work: async (deps, campaign, { now }) => keepPlan(deps.db, campaign._id, await planCampaign(await deps.planning(), campaign, now)),
  },
  approve: {
    action: 'campaign-approved',
    work: async ({ db }, { _id }, { member }) => {
      const tree = await loadAreaTree(db);
      return approveCampaign(db, _id, { officer: member, oversees: (audience) => oversees(member, audience, tree) });
    },
  },
  start: { action: 'campaign-started', work: ({ db }, { _id }, { now }) => startCampaign(db, _id, now) },
  pause: { action: 'campaign-paused', work: ({ db }, { _id }) => pauseCampaign(db, _id) },
  resume: { action: 'campaign-resumed', work: ({ db }, { _id }) => resumeCampaign(db, _id) },
  cancel: { action: 'campaign-cancelled', work: ({ db }, { _id }, { now }) => cancelCampaign(db, _id, now) },
};

/** What is done with a campaign: each a form of its own, and the same when it is sent twice. */
export function changeRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  for (const act of acts) {
    const { action, work } = changes[act];
    router.post(
      `/campaigns/:campaign/${act}`,
      requests.withToken,
      requests.forStaff('run-campaigns', async (visit) => {
        const campaign = await overseen(deps, visit);
        if (campaign === undefined) return requests.notFound(visit);
        const changed = await work(deps, campaign, visit);
        if (changed === 'done') await visit.record(action, campaign._id);
        const told = changed === 'done' || changed === 'already' ? { done: act } : { refused: changed };
        visit.response.redirect(303, campaignLinks.one(campaign._id, told));
      }),
    );
  }
  return router;
}
