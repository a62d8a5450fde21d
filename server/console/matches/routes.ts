import express, { type Router } from 'express';
import { z } from 'zod';
import { decideMatch } from '../../matches/decide-match';
import { type QueueFilter, readQueue } from '../../matches/match-queue';
import { matchScores, matchStates } from '../../storage/collections/probable-matches';
import type { ConsoleDeps } from '../console-deps';
import type { Requests } from '../requests';
import { matchLinks } from './links';
import { MatchesPage } from './matches-page';

const filters = z.object({
  state: z.enum(matchStates).catch('open'),
  score: z.enum(matchScores).optional().catch(undefined),
  organisation: z.string().max(100).optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});
const decision = z.object({ state: z.enum(matchStates), back: z.string().max(1_000).catch('') });
const done = z.object({ done: z.enum(matchStates).optional().catch(undefined) });

/** People on rosters who may be one: looked at side by side, decided, taken back. */
export function matchRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();

  router.get(
    '/matches',
    requests.forStaff('match-people', async (visit) => {
      const { request, response, bounds, view } = visit;
      const filter = filters.parse(request.query);
      const queue = await readQueue(deps, bounds, filter);
      if (queue.matches.length > 0) await visit.record('matches-read', queue.matches.map(({ _id }) => _id).join(' '));
      const said = done.parse(request.query).done;
      const notice = said === undefined ? undefined : view.words('matches')(`done.${said}`);
      requests.send(response, MatchesPage({ view, queue, filter, done: notice }));
    }),
  );

  router.post(
    '/matches/:match/decide',
    requests.withToken,
    requests.forStaff('match-people', async (visit) => {
      const { request, response, bounds, member } = visit;
      const read = decision.safeParse(request.body);
      const said = read.success
        ? await decideMatch(deps, String(request.params.match), { bounds, by: member.id, state: read.data.state })
        : undefined;
      if (!read.success || said === undefined) return requests.notFound(visit);
      await visit.record('match-decided', `${said._id} ${said.state}`);
      response.redirect(303, matchLinks.queue(filterIn(read.data.back), said.state));
    }),
  );

  return router;
}

/** The page the form was on, as far as it is one of ours: nothing of the address itself is followed. */
function filterIn(back: string): QueueFilter {
  return filters.parse(Object.fromEntries(new URLSearchParams(back.split('?')[1] ?? '')));
}
