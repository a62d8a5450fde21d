import express, { type Router } from 'express';
import { z } from 'zod';
import { readRegister } from '../../denominators/register';
import { openPaper } from '../../papers/keep-paper';
import { staffNames } from '../../staff/staff-names';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { plansFor, scopeOf } from '../place';
import type { Requests, Visit } from '../requests';
import { entryRoutes } from './entry-routes';
import { registerParts } from './links';
import { listRoutes } from './list-routes';
import { proposalRoutes } from './proposal-routes';
import { RegisterPage } from './register-page';

const query = z.object({
  show: z.enum(registerParts).catch('current'),
  q: z.string().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  done: z
    .string()
    .regex(/^(entered|listed|approved|none)(-\d+)?$/)
    .optional()
    .catch(undefined),
});
const endings = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' } as const;

/** The register of denominators: what counts, what waits, what is missing, stale or does not fit. */
export function denominatorRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/denominators',
    requests.forStaff('enter-denominators', async (visit) => {
      const asked = query.parse(visit.request.query);
      const register = await readRegister(deps.db, visit.bounds, today(visit.now));
      const [names, plans] = await Promise.all([
        staffNames(
          deps.db,
          register.waiting.map(({ entered }) => entered.by),
        ),
        asked.show === 'plans' ? incompletePlans(deps, visit) : [],
      ]);
      requests.send(visit.response, RegisterPage({ view: visit.view, register, asked, names, plans, today: today(visit.now) }));
    }),
  );

  router.get(
    '/denominators/papers/:paper',
    requests.forStaff('enter-denominators', async (visit) => {
      const { request, response, bounds } = visit;
      const found = await openPaper({ db: deps.db, bounds, keys: deps.keys }, String(request.params.paper));
      if (found === undefined) return requests.notFound(visit);
      await visit.record('paper-read', found.paper._id);
      response.attachment(`${found.paper._id}.${endings[found.paper.type]}`).type(found.paper.type);
      response.set('X-Content-Type-Options', 'nosniff').send(found.bytes);
    }),
  );

  router.use(entryRoutes(deps, requests));
  router.use(proposalRoutes(deps, requests));
  router.use(listRoutes(deps, requests));
  return router;
}

/** The indicators that have no percentage because a part of the plan has no figure (`docs/design/reach.md` §5). */
async function incompletePlans({ figures }: ConsoleDeps, { member, now }: Visit) {
  const plans = (await plansFor(figures, member)).filter(({ closed }) => !closed);
  const read = plans.map(async (plan) => {
    const node = scopeOf(member) ?? { kind: 'plan', id: plan.id };
    const rows = await figures.planFigures({ plan: plan.id, node, reading: plan.reading, cutOff: today(now) });
    return {
      plan,
      figures: rows.filter(
        ({ denominator }) => denominator.status === 'incomplete' || (denominator.status === 'complete' && denominator.stale),
      ),
    };
  });
  return Promise.all(read);
}
