import express, { type Router } from 'express';
import { z } from 'zod';
import { areaNamed, areasToOffer } from '../../organisations/area-map';
import { beginDraft, draftFile, draftText, faultsOfFile } from '../../plans/drafts';
import { emptyPlan, headForm } from '../../plans/typed-plan';
import { versionsBeingCounted } from '../../reach/plan';
import { staffNames } from '../../staff/staff-names';
import { planDraftsWithin } from '../../storage/collections/plan-drafts';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { acting } from './acting';
import { draftStepRoutes } from './draft-step-routes';
import { DraftsPage } from './drafts-page';
import { faultsOf, typedBack } from './form-faults';
import { plansLinks } from './links';
import { NewDraftPage, type TypedHead } from './new-draft-page';

const empty: TypedHead = { title: '', number: '', issuer: '', issued: '', from: '', to: '', area: '' };
const uploaded = z.object({ fileArea: z.string().max(80).catch('') });
const mostDrafts = 200;

/** A plan that came with no release: written in a form or brought as a file by one, imported by another. */
export function planDraftRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/plan-drafts',
    requests.forStaff('manage-plans', async (visit) => {
      const drafts = await planDraftsWithin(deps.db, visit.bounds).find(
        { state: { $ne: 'discarded' } },
        { sort: { changedAt: -1 }, limit: mostDrafts },
      );
      const names = await staffNames(
        deps.db,
        drafts.flatMap(({ writers }) => writers),
      );
      const beingCounted = await versionsBeingCounted(deps.db);
      const done = visit.request.query.done === 'discarded';
      requests.send(visit.response, DraftsPage({ view: visit.view, drafts, names, done, beingCounted }));
    }),
  );

  router.get(
    '/plan-drafts/new',
    requests.forStaff('manage-plans', (visit) => show(visit, empty, {}, [])),
  );

  router.post(
    '/plan-drafts',
    requests.withToken,
    requests.forStaff('manage-plans', async (visit) => {
      const read = headForm.safeParse(visit.request.body);
      const typed = { ...empty, ...typedBack(visit.request.body) };
      if (!read.success) return show(visit, typed, faultsOf(visit, read.error), []);
      const area = await areaNamed(deps.db, visit.bounds, read.data.area);
      if (area === undefined) return show(visit, typed, { area: visit.view.words('plans')('fault.area') }, []);
      await begin(visit, area._id, draftText(emptyPlan({ ...read.data, area: area._id })));
    }),
  );

  router.post(
    '/plan-drafts/upload',
    ...receiveFile(requests, 'file'),
    requests.forStaff('manage-plans', async (visit) => {
      const say = visit.view.words('plans');
      const area = await areaNamed(deps.db, visit.bounds, uploaded.parse(visit.request.body).fileArea);
      const text = visit.request.file?.buffer.toString('utf8') ?? '';
      const fileFaults = text === '' ? [say('fault.noFile')] : faultsOfFile(text);
      const faults = {
        ...(area === undefined ? { fileArea: say('fault.area') } : {}),
        ...(fileFaults.length === 0 ? {} : { file: say('fault.file') }),
      };
      if (area === undefined || fileFaults.length > 0) return show(visit, empty, faults, fileFaults);
      await begin(visit, area._id, text);
    }),
  );

  router.use(draftStepRoutes(deps, requests));
  return router;

  async function begin(visit: Visit, area: string, text: string): Promise<void> {
    const draft = await beginDraft(acting(deps, visit), { area, text });
    await visit.record('plan-drafted', `${draft._id} ${draftFile(draft).id}`);
    visit.response.redirect(303, plansLinks.draft(draft._id));
  }

  async function show(visit: Visit, typed: TypedHead, faults: Readonly<Record<string, string>>, fileFaults: readonly string[]) {
    const areas = await areasToOffer(deps.db, visit.bounds);
    const status = Object.keys(faults).length === 0 ? 200 : 422;
    requests.send(visit.response, NewDraftPage({ view: visit.view, typed, faults, fileFaults, areas }), status);
  }
}
