import express, { type Router } from 'express';
import { z } from 'zod';
import { loadAgencies } from '../../plans/agencies';
import { taskStates } from '../../plans/task-states';
import { type PlanTask, planTasks, setTaskState, taskHistory } from '../../plans/tasks';
import { may } from '../../staff/roles';
import { staffNames } from '../../staff/staff-names';
import { coversArea } from '../../storage/within';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { plansLinks } from './links';
import { findVersion, type VersionVisit } from './plan-version-visit';
import { TaskPage, type TypedState } from './task-page';
import { TasksPage } from './tasks-page';

const filters = z.object({ state: z.enum(taskStates).optional().catch(undefined) });
const form = z.object({
  state: z.enum(taskStates, 'required'),
  day: z.iso.date('badDay'),
  note: z.string().normalize('NFC').trim().max(500, 'tooLong').default(''),
});
const typedForm = z.object({ state: z.string().catch(''), day: z.string().catch(''), note: z.string().catch('') });

/** A plan's tasks and how far they are; states are for those who see all of the plan. */
export function planTaskRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const agencies = loadAgencies();

  router.get(
    '/plans/:plan/tasks',
    requests.forStaff('see-figures', async (visit) => {
      const found = await findVersion(deps, visit);
      if (found === undefined) return requests.notFound(visit);
      const tasks = await planTasks({ db: deps.db, bounds: visit.bounds }, found.version);
      const { state } = filters.parse(visit.request.query);
      const { plan, version } = found;
      requests.send(
        visit.response,
        TasksPage({ view: visit.view, plan, issued: version.file.issued, tasks, state, agencies, withStates: seesStates(visit, found) }),
      );
    }),
  );

  router.get(
    '/plans/:plan/tasks/:task',
    requests.forStaff('see-figures', async (visit) => {
      const found = await findTask(visit);
      if (found === undefined) return requests.notFound(visit);
      await show(visit, found, { state: found.task.state, day: today(visit.now), note: '' }, {});
    }),
  );

  router.post(
    '/plans/:plan/tasks/:task',
    requests.withToken,
    requests.forStaff('manage-plans', async (visit) => {
      const found = await findTask(visit);
      if (found === undefined) return requests.notFound(visit);
      const read = form.safeParse(visit.request.body);
      const say = visit.view.words('plans');
      const faults = read.success
        ? {}
        : Object.fromEntries(read.error.issues.map(({ path, message }) => [String(path[0]), say(`fault.${message}`)]));
      const toCome = read.success && read.data.day > today(visit.now) ? { day: say('fault.toCome') } : {};
      if (!read.success || 'day' in toCome) return show(visit, found, typedForm.parse(visit.request.body), { ...faults, ...toCome }, 422);
      const { state, day, note } = read.data;
      const { version, task } = found;
      const said = { state, day, ...(note === '' ? {} : { note }) };
      await setTaskState({ db: deps.db, bounds: visit.bounds, by: visit.member.id, now: visit.now }, version, task.id, said);
      await visit.record('plan-task-set', `${version.plan} ${task.id} ${state}`);
      visit.response.redirect(303, plansLinks.task(version._id, task.id, { done: 'set' }));
    }),
  );

  type TaskVisit = VersionVisit & { readonly task: PlanTask };

  async function findTask(visit: Visit): Promise<TaskVisit | undefined> {
    const found = await findVersion(deps, visit);
    if (found === undefined || !seesStates(visit, found)) return undefined;
    const tasks = await planTasks({ db: deps.db, bounds: visit.bounds }, found.version);
    const task = tasks.find(({ id }) => id === visit.request.params.task);
    return task === undefined ? undefined : { ...found, task };
  }

  async function show(visit: Visit, found: TaskVisit, typed: TypedState, faults: Readonly<Record<string, string>>, status = 200) {
    const { plan, version, task } = found;
    const history = await taskHistory({ db: deps.db, bounds: visit.bounds }, version.plan, task.id);
    const names = await staffNames(
      deps.db,
      history.map(({ by }) => by),
    );
    const page = TaskPage({
      view: visit.view,
      plan,
      task,
      owner: task.owner === undefined ? undefined : { name: task.owner, today: agencies(task.owner, version.file.issued) },
      history,
      names,
      typed,
      faults,
      today: today(visit.now),
      mayChange: may(visit.member, 'manage-plans'),
      done: visit.request.query.done === 'set',
    });
    requests.send(visit.response, page, status);
  }
  return router;
}

/** What was said of a plan's tasks tells of the whole of it. */
function seesStates({ bounds }: Visit, { version }: VersionVisit): boolean {
  return coversArea(bounds, version.area);
}
