import express, { type Router } from 'express';
import { z } from 'zod';
import { areaNames } from '../../organisations/area-map';
import { keepPaper, openPaper } from '../../papers/keep-paper';
import { changeDraft, type DraftOutcome, discardDraft, draftFile, importDraft } from '../../plans/drafts';
import { indicatorForm, reportForm, tasksForm, toIndicator, toReportDue, toTasks } from '../../plans/typed-plan';
import { versionsBeingCounted } from '../../reach/plan';
import type { PlanFile } from '../../reach/plan-file';
import { staffNames } from '../../staff/staff-names';
import { type PlanDraft, planDraftsWithin } from '../../storage/collections/plan-drafts';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { acting } from './acting';
import { DraftPage } from './draft-page';
import { faultsOf, typedBack } from './form-faults';
import { plansLinks } from './links';

const outcomes = ['done', 'not_draft', 'own_work', 'no_source', 'nothing_asked', 'changed_meanwhile', 'removed'] as const;
const removal = z.object({
  part: z.enum(['indicators', 'calendar', 'tasks']),
  index: z.coerce.number().int().min(0),
  version: z.coerce.number(),
});
const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

type Faults = Readonly<Record<string, string>>;
type Added = { readonly file: PlanFile } | { readonly faults: Faults };

/** One draft: what is added to it, its document, and the step that makes it a plan. */
export function draftStepRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const find = ({ bounds, request }: Visit) => planDraftsWithin(deps.db, bounds).findOne({ _id: { $eq: String(request.params.draft) } });

  router.get(
    '/plan-drafts/:draft',
    requests.forStaff('manage-plans', (visit) => show(visit, {}, {})),
  );

  const adding = (act: 'indicators' | 'reports' | 'tasks', add: (visit: Visit, file: PlanFile) => Added) =>
    router.post(
      `/plan-drafts/:draft/${act}`,
      requests.withToken,
      requests.forStaff('manage-plans', async (visit) => {
        const draft = await find(visit);
        if (draft === undefined) return requests.notFound(visit);
        const added = add(visit, draftFile(draft));
        if ('faults' in added) return show(visit, { ...typedBack(visit.request.body), act }, added.faults);
        await settle(visit, draft, changeDraft(acting(deps, visit), seen(visit, draft), added));
      }),
    );
  adding('indicators', addIndicator);
  adding('reports', (visit, file) => {
    const read = reportForm.safeParse(visit.request.body);
    return read.success
      ? { file: { ...file, calendar: [...file.calendar, toReportDue(read.data)] } }
      : { faults: faultsOf(visit, read.error) };
  });
  adding('tasks', (visit, file) => {
    const read = tasksForm.safeParse(visit.request.body);
    return read.success ? { file: { ...file, tasks: [...file.tasks, ...toTasks(read.data)] } } : { faults: faultsOf(visit, read.error) };
  });

  router.post(
    '/plan-drafts/:draft/remove',
    requests.withToken,
    requests.forStaff('manage-plans', async (visit) => {
      const draft = await find(visit);
      const { data } = removal.safeParse(visit.request.body);
      if (draft === undefined || data === undefined) return requests.notFound(visit);
      const file = draftFile(draft);
      const left = { ...file, [data.part]: file[data.part].filter((_one, index) => index !== data.index) };
      await settle(visit, draft, changeDraft(acting(deps, visit), seen(visit, draft), { file: left }));
    }),
  );

  router.post(
    '/plan-drafts/:draft/source',
    ...receiveFile(requests, 'paper'),
    requests.forStaff('manage-plans', async (visit) => {
      const draft = await find(visit);
      if (draft === undefined) return requests.notFound(visit);
      const bytes = visit.request.file?.buffer;
      const place = { area: draft.area };
      const paper = bytes === undefined ? undefined : await keepPaper({ ...acting(deps, visit), keys: deps.keys }, place, bytes);
      if (paper === undefined) return show(visit, {}, { paper: visit.view.words('plans')('fault.paper') });
      await settle(visit, draft, changeDraft(acting(deps, visit), draft, { paper: paper._id }));
    }),
  );

  router.get(
    '/plan-drafts/:draft/source',
    requests.forStaff('manage-plans', async (visit) => {
      const draft = await find(visit);
      const found = draft?.paper === undefined ? undefined : await openPaper({ ...acting(deps, visit), keys: deps.keys }, draft.paper);
      if (found === undefined) return requests.notFound(visit);
      await visit.record('paper-read', found.paper._id);
      visit.response.attachment(`${found.paper._id}.${endings[found.paper.type]}`).type(found.paper.type);
      visit.response.set('X-Content-Type-Options', 'nosniff').send(found.bytes);
    }),
  );

  router.post(
    '/plan-drafts/:draft/import',
    requests.withToken,
    requests.forStaff('manage-plans', async (visit) => {
      const draft = await find(visit);
      if (draft === undefined) return requests.notFound(visit);
      await settle(visit, draft, importDraft(acting(deps, visit), draft), 'plan-imported');
    }),
  );

  router.post(
    '/plan-drafts/:draft/discard',
    requests.withToken,
    requests.forStaff('manage-plans', async (visit) => {
      const draft = await find(visit);
      if (draft === undefined) return requests.notFound(visit);
      await settle(visit, draft, discardDraft(acting(deps, visit), draft), 'plan-draft-discarded');
    }),
  );
  return router;

  async function settle(
    visit: Visit,
    draft: PlanDraft,
    change: Promise<DraftOutcome>,
    action: 'plan-draft-changed' | 'plan-imported' | 'plan-draft-discarded' = 'plan-draft-changed',
  ): Promise<void> {
    const outcome = await change;
    if (outcome === 'done') await visit.record(action, `${draft._id} ${draftFile(draft).id}`);
    const gone = outcome === 'done' && action === 'plan-draft-discarded';
    visit.response.redirect(303, gone ? plansLinks.drafts({ done: 'discarded' }) : plansLinks.draft(draft._id, { outcome }));
  }

  async function show(visit: Visit, typed: Readonly<Record<string, string>>, faults: Faults): Promise<void> {
    const draft = await find(visit);
    if (draft === undefined || draft.state === 'discarded') return requests.notFound(visit);
    const [names, areas] = await Promise.all([staffNames(deps.db, draft.writers), areaNames(deps.db, [draft.area])]);
    const page = DraftPage({
      view: visit.view,
      draft,
      file: draftFile(draft),
      areaName: areas.get(draft.area) ?? draft.area,
      writers: draft.writers.map((id) => names.get(id) ?? visit.view.t('card.unknown')),
      typed,
      faults,
      outcome: outcomes.find((one) => one === visit.request.query.outcome),
      beingCounted: await versionsBeingCounted(deps.db),
    });
    requests.send(visit.response, page, Object.keys(faults).length === 0 ? 200 : 422);
  }
}

function addIndicator(visit: Visit, file: PlanFile): Added {
  const say = visit.view.words('plans');
  const read = indicatorForm.safeParse(visit.request.body);
  if (!read.success) return { faults: faultsOf(visit, read.error) };
  if (file.indicators.some(({ id }) => id === read.data.id)) return { faults: { id: say('fault.twice') } };
  const made = toIndicator(read.data);
  if ('field' in made) return { faults: { [made.field]: say(`fault.kindNeeds`) } };
  return { file: { ...file, indicators: [...file.indicators, made.indicator] } };
}

/** The draft as its writer saw it: what somebody else changed since is not written over. */
function seen({ request }: Visit, draft: PlanDraft): PlanDraft {
  return { ...draft, version: Number(typedBack(request.body).version) };
}
