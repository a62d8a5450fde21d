import express, { type Router } from 'express';
import { z } from 'zod';
import { readinessHistory, readRecording, recordReadiness, standing } from '../../readiness/readiness';
import { staffNames } from '../../staff/staff-names';
import { type ReadinessItem, readinessItems } from '../../storage/collections/readiness';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { ItemPage, type Typed } from './item-page';
import { readinessLinks } from './links';
import { ReadinessPage } from './readiness-page';

const itemName = z.enum(readinessItems);
const query = z.object({ done: itemName.optional().catch(undefined) });
const typedText = z.record(z.string(), z.string().catch('')).catch({});

/** What opens the channels is recorded by whoever looks after the whole installation: nobody opens it for a part. */
export function readinessRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, demo } = deps;

  function forWhole(handler: (visit: Visit) => Promise<void>) {
    return requests.forStaff('manage-readiness', async (visit) =>
      visit.member.scope.kind === 'everything' ? handler(visit) : requests.notFound(visit),
    );
  }

  router.get(
    '/readiness',
    forWhole(async ({ request, response, view }) => {
      const recorded = standing(await readinessHistory(db));
      requests.send(response, ReadinessPage({ view, recorded, demo, done: query.parse(request.query).done }));
    }),
  );

  router.get(
    '/readiness/:readinessItem',
    forWhole(async (visit) => {
      const item = itemName.safeParse(visit.request.params.readinessItem).data;
      if (item === undefined) return requests.notFound(visit);
      await show(visit, item);
    }),
  );

  router.post(
    '/readiness/:readinessItem',
    requests.withToken,
    forWhole(async (visit) => {
      const { request, response, member, now, record, view } = visit;
      const item = itemName.safeParse(request.params.readinessItem).data;
      if (item === undefined) return requests.notFound(visit);
      const typed = typedText.parse(request.body);
      const read = readRecording(item, typed, now);
      const words = view.words('readiness');
      if ('faults' in read)
        return show(visit, item, typed, Object.fromEntries(read.faults.map((field) => [field, words(`fault.${field}`)])));
      await recordReadiness(db, read.recording, { by: member.id, now });
      await record('readiness-recorded', item);
      response.redirect(303, readinessLinks.all(item));
    }),
  );

  async function show({ response, view }: Visit, item: ReadinessItem, typed?: Typed, faults: Faults = {}): Promise<void> {
    const history = (await readinessHistory(db)).filter((row) => row.item === item);
    const [current] = history;
    const names = await staffNames(
      db,
      history.map(({ by }) => by),
    );
    const { name = '', document = '', date = '' } = current ?? {};
    const page = {
      view: { ...view, here: readinessLinks.item(item) },
      item,
      history,
      names,
      typed: typed ?? { name, document, date },
      faults,
    };
    requests.send(response, ItemPage(page), Object.keys(faults).length === 0 ? 200 : 422);
  }

  return router;
}
