import express, { type Router } from 'express';
import { z } from 'zod';
import { oversees } from '../../campaigns/check-audience';
import { mostUnapproved } from '../../campaigns/model';
import { listCampaigns, progressOf } from '../../campaigns/progress';
import { loadAreaTree } from '../../reach/area-tree';
import { staffNames } from '../../staff/staff-names';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { acts } from './acts-of';
import { audienceText } from './audience-text';
import { CampaignPage } from './campaign-page';
import { CampaignListPage } from './list-page';
import { overseen } from './overseen';
import { refusals } from './refusals';

const told = z.object({ done: z.enum(acts).optional().catch(undefined), refused: z.enum(refusals).optional().catch(undefined) });

/** The list, and the page of one campaign. */
export function lookRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db } = deps;

  router.get(
    '/campaigns',
    requests.forStaff('run-campaigns', async ({ view, member, response }) => {
      const [all, tree] = await Promise.all([listCampaigns(db), loadAreaTree(db)]);
      const campaigns = all.filter(({ audience }) => oversees(member, audience, tree));
      const names = await staffNames(
        db,
        campaigns.map(({ createdBy }) => createdBy),
      );
      requests.send(response, CampaignListPage({ view, campaigns, names }));
    }),
  );

  router.get(
    '/campaigns/:campaign',
    requests.forStaff('run-campaigns', async (visit) => {
      const { view, member, request, response, now } = visit;
      const campaign = await overseen(deps, visit);
      if (campaign === undefined) return requests.notFound(visit);
      const { createdBy, approvedBy } = campaign;
      const [progress, names, audience] = await Promise.all([
        progressOf(db, campaign._id),
        staffNames(db, [createdBy, ...(approvedBy === undefined ? [] : [approvedBy])]),
        audienceText(db, view, campaign),
      ]);
      const { done, refused } = told.parse(request.query);
      const most = view.format.number(mostUnapproved);
      const refusal = refused === undefined ? undefined : view.words('campaigns')(`console.refused.${refused}`, { most });
      const page = { view, campaign, progress, names, audience, by: member.id, now, done, refused: refusal };
      requests.send(response, CampaignPage(page));
    }),
  );

  return router;
}
