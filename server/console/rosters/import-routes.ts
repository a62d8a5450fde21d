import express, { type Router } from 'express';
import { z } from 'zod';
import { lookForMatches } from '../../matches/look-for-matches';
import { endOf } from '../../organisations/group-codes';
import { confirm } from '../../rosters/confirm';
import type { Decision } from '../../rosters/decisions';
import { readDryRun } from '../../rosters/dry-run';
import { undo } from '../../rosters/undo';
import { type RosterImport, rosterImportsWithin } from '../../storage/collections/roster-imports';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import { isLastDay, proposedLastDay } from '../places/days';
import type { Requests, Visit } from '../requests';
import { DryRunPage, rowStatuses } from './dry-run-page';
import { ImportStatePage, ProgressPage } from './import-state-page';
import { rosterLinks } from './links';
import { type Place, placeOf } from './roster-place';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const shown = z.object({
  status: z.enum(rowStatuses).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
  upload: z.uuid().optional().catch(undefined),
});
const confirmForm = z.looseObject({ lastDay: z.string().max(10).catch('') });
const decision = z.enum(['new', 'same', 'leave-out']);
const again = 3; // seconds between two looks at how far it is

/** A roster that was tried: looked at, confirmed with its list as the answer, taken back. */
export function rosterImportRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys } = deps;
  const store = { db, keys };
  const forImport = (handler: (visit: Visit, place: Place, row: RosterImport) => Promise<void>) =>
    requests.forStaff('manage-rosters', async (visit) => {
      const place = await placeOf(deps, visit);
      const row = place === undefined ? undefined : await importOf(visit, place);
      if (place === undefined || row === undefined) requests.notFound(visit);
      else await handler(visit, place, row);
    });

  router.get(
    '/rosters/:organisation/imports/:import',
    forImport((visit, place, row) => show(visit, place, row)),
  );

  router.post(
    '/rosters/:organisation/imports/:import/confirm',
    requests.withToken,
    forImport(async (visit, place, row) => {
      const { view, now, member, response } = visit;
      const { lastDay, ...rest } = confirmForm.parse(visit.request.body);
      if (!isLastDay(lastDay, today(now))) return show(visit, place, row, { lastDay: view.words('roster-pages')('dry.badDay') });
      const say = deps.texts('vi', 'rosters');
      const confirmation = { id: row._id, actor: member.id, decisions: decisionsIn(rest), codesExpire: endOf(lastDay), now };
      const outcome = await confirm({ ...store, say }, confirmation);
      if ('notConfirmed' in outcome) {
        const found = (await importOf(visit, place)) ?? row;
        return show(visit, place, found, { confirm: view.words('rosters')(`notConfirmed.${outcome.notConfirmed}`) });
      }
      response
        .attachment(`danh-sach-ma-${place.group?._id ?? place.organisation._id}.xlsx`)
        .type(xlsx)
        .send(outcome.confirmed.list);
      await lookForMatches(deps, place.organisation._id).catch((error: unknown) => deps.onError?.(error)); // the list is out; the night looks again
    }),
  );

  router.post(
    '/rosters/:organisation/imports/:import/undo',
    requests.withToken,
    forImport(async ({ member, now, response }, place, row) => {
      await undo(store, row._id, { actor: member.id, now });
      response.redirect(303, rosterLinks.import(place.organisation._id, row._id));
    }),
  );

  function importOf({ request, bounds }: Visit, { organisation }: Place): Promise<RosterImport | undefined> {
    return rosterImportsWithin(db, bounds).findOne({ _id: String(request.params.import), organisation: organisation._id });
  }

  async function show(visit: Visit, place: Place, row: RosterImport, faults: Faults = {}): Promise<void> {
    const { request, response, view, now } = visit;
    if (row.state === 'confirming') {
      response.set('Refresh', `${again}`);
      return requests.send(response, ProgressPage({ view, place, row, now }));
    }
    const dry = row.state === 'staged' ? await readDryRun(store, row._id, now) : undefined;
    if (dry === undefined) return requests.send(response, ImportStatePage({ view, place, row, now }));
    await visit.record('roster-read', row._id);
    const { upload, page, status = rowStatuses.find((one) => dry.counts[one] > 0) ?? 'new' } = shown.parse(request.query);
    const day = today(now);
    const mayMakeGroups = place.group === undefined && place.organisation.populations.length === 1;
    const lastDay = proposedLastDay(day);
    const dryPage = DryRunPage({ view, place, row, dry, status, page, upload, mayMakeGroups, today: day, lastDay, faults });
    requests.send(response, dryPage, Object.keys(faults).length === 0 ? 200 : 422);
  }

  return router;
}

/** Fields named `decision:<row>`. */
function decisionsIn(body: Readonly<Record<string, unknown>>): ReadonlyMap<string, Decision> {
  const decisions = new Map<string, Decision>();
  for (const [name, value] of Object.entries(body)) {
    const given = decision.safeParse(value);
    if (name.startsWith('decision:') && given.success) decisions.set(name.slice('decision:'.length), given.data);
  }
  return decisions;
}
