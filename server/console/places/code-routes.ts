import { pipeline } from 'node:stream/promises';
import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { organisationNames } from '../../organisations/find-places';
import {
  createBatch,
  groupCodesOf,
  type NumberedCode,
  renewGroupCode,
  withdrawBatch,
  withdrawGroupCode,
} from '../../organisations/group-codes';
import { codeCards } from '../../printing/cards';
import { groupMessage } from '../../printing/group-message';
import { joinPoster, joinSheet } from '../../printing/join-sheet';
import { nameCodeList } from '../../printing/name-code-list';
import type { Group } from '../../storage/collections/groups';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { batchFormats, type TypedBatch } from './batch-panel';
import { isLastDay } from './days';
import { showGroup } from './group-routes';
import { placeLinks } from './links';
import { showOrganisation } from './organisation-routes';
import { groupOf, organisationOf } from './place-visit';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const codeForm = z.object({ codeLastDay: z.string().max(10).catch('') });
const batchForm = z.object({
  count: z.string().trim().max(6).catch(''),
  lastDay: z.string().max(10).catch(''),
  format: z.enum(batchFormats).catch('cards'),
});

/** Codes issued, withdrawn and printed. Single-use ones leave in the answer to the form that makes them, and are nowhere after it. */
export function codeRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys, texts } = deps;
  const say = texts('vi', 'printing');
  const masthead = (now: Date) => ({ ...deps.masthead('vi'), printedAt: now });
  const forGroup = (handler: (visit: Visit, group: Group) => Promise<void>): RequestHandler =>
    requests.forStaff('manage-groups', async (visit) => {
      const group = await groupOf(deps, visit);
      if (group === undefined) requests.notFound(visit);
      else await handler(visit, group);
    });
  const openCode = async ({ bounds, now }: Visit, group: Group) =>
    (await groupCodesOf(db, keys, bounds, group._id, now)).find(({ open, code }) => open && code !== undefined);

  router.post(
    '/places/groups/:group/code',
    requests.withToken,
    forGroup(async (visit, group) => {
      const { codeLastDay } = codeForm.parse(visit.request.body);
      const fault = { codeLastDay: visit.view.words('places')('code.badDay') };
      if (!isLastDay(codeLastDay, today(visit.now))) return showGroup(deps, requests, visit, group, { faults: fault });
      if (group.closedOn !== undefined) return requests.notFound(visit);
      await renewGroupCode({ db, keys, bounds: visit.bounds, now: visit.now }, group._id, codeLastDay);
      await visit.record('codes-made', group._id);
      visit.response.redirect(303, placeLinks.group(group._id, { done: 'issued' }));
    }),
  );

  router.post(
    '/places/groups/:group/code/:code/withdraw',
    requests.withToken,
    forGroup(async (visit, group) => {
      const code = String(visit.request.params.code);
      if (!(await withdrawGroupCode({ db, bounds: visit.bounds, now: visit.now }, group._id, code))) return requests.notFound(visit);
      await visit.record('codes-withdrawn', group._id);
      visit.response.redirect(303, placeLinks.group(group._id, { done: 'wasWithdrawn' }));
    }),
  );

  for (const [name, draw] of [['sheet', joinSheet] as const, ['poster', joinPoster] as const]) {
    router.get(
      `/places/groups/:group/${name}.pdf`,
      forGroup(async (visit, group) => {
        const code = await openCode(visit, group);
        if (code?.code === undefined) return requests.notFound(visit);
        const sheet = { masthead: masthead(visit.now), code: code.code, expiresAt: code.expiresAt };
        visit.response.attachment(`hieu-luat-${name}-${group._id}.pdf`).type('application/pdf');
        await pipeline(draw(sheet, say), visit.response);
      }),
    );
  }

  router.get(
    '/places/groups/:group/message.txt',
    forGroup(async (visit, group) => {
      const code = await openCode(visit, group);
      if (code?.code === undefined) return requests.notFound(visit);
      const text = groupMessage({ masthead: masthead(visit.now), code: code.code, expiresAt: code.expiresAt }, say);
      visit.response.attachment(`hieu-luat-${group._id}.txt`).type('text/plain; charset=utf-8').send(text);
    }),
  );

  router.post(
    '/places/groups/:group/codes',
    requests.withToken,
    forGroup(async (visit, group) => {
      const { typed, count, faults } = readBatch(visit);
      if (Object.keys(faults).length > 0) return showGroup(deps, requests, visit, group, { faults, typed });
      if (group.closedOn !== undefined) return requests.notFound(visit);
      const made = await createBatch(
        { db, keys, bounds: visit.bounds, now: visit.now },
        { group: group._id },
        { count, lastDay: typed.lastDay },
      );
      if (made === undefined) return requests.notFound(visit);
      await visit.record('codes-made', group._id);
      await (typed.format === 'list' ? sendList(visit, group, made) : sendCards(visit, made, group));
    }),
  );

  router.post(
    '/places/groups/:group/codes/:batch/withdraw',
    requests.withToken,
    forGroup(async (visit, group) => {
      const count = await withdrawBatch(
        { db, bounds: visit.bounds, now: visit.now },
        { group: group._id },
        String(visit.request.params.batch),
      );
      if (count === 0) return requests.notFound(visit);
      await visit.record('codes-withdrawn', group._id);
      visit.response.redirect(303, placeLinks.group(group._id, { done: `withdrawn-${count}` }));
    }),
  );

  router.post(
    '/places/organisations/:organisation/cards',
    requests.withToken,
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation?.kind !== 'establishment-group' || organisation.closedOn !== undefined) return requests.notFound(visit);
      const { typed, count, faults } = readBatch(visit);
      if (Object.keys(faults).length > 0) return showOrganisation(deps, requests, visit, organisation, { faults, typed });
      const place = { organisation: organisation._id };
      const made = await createBatch({ db, keys, bounds: visit.bounds, now: visit.now }, place, { count, lastDay: typed.lastDay });
      await visit.record('codes-made', organisation._id);
      await sendCards(visit, made ?? []);
    }),
  );

  router.post(
    '/places/organisations/:organisation/cards/:batch/withdraw',
    requests.withToken,
    requests.forStaff('manage-groups', async (visit) => {
      const organisation = await organisationOf(deps, visit);
      if (organisation === undefined) return requests.notFound(visit);
      const place = { organisation: organisation._id };
      const count = await withdrawBatch({ db, bounds: visit.bounds, now: visit.now }, place, String(visit.request.params.batch));
      if (count === 0) return requests.notFound(visit);
      await visit.record('codes-withdrawn', organisation._id);
      visit.response.redirect(303, placeLinks.organisation(organisation._id, { done: `withdrawn-${count}` }));
    }),
  );

  async function sendCards({ response, now }: Visit, rows: readonly NumberedCode[], group?: Group): Promise<void> {
    const batch = group === undefined ? { kind: 'card' as const, rows } : { kind: 'roster' as const, groupName: group.name, rows };
    response.attachment(`hieu-luat-${group?._id ?? 'cards'}.pdf`).type('application/pdf');
    await pipeline(codeCards({ masthead: masthead(now), batches: [batch] }, say), response);
  }

  async function sendList({ response, now }: Visit, group: Group, rows: readonly NumberedCode[]): Promise<void> {
    const organisation = (await organisationNames(db, [group.organisation])).get(group.organisation) ?? '';
    const file = await nameCodeList({ masthead: masthead(now), organisation, groups: [{ name: group.name, rows }] }, say);
    response.attachment(`hieu-luat-${group._id}.xlsx`).type(xlsx).send(file);
  }

  return router;
}

function readBatch({ request, view, now }: Visit): { readonly typed: TypedBatch; readonly count: number; readonly faults: Faults } {
  const typed = batchForm.parse(request.body);
  const count = Number(typed.count);
  const say = view.words('places');
  const faults = {
    ...(Number.isInteger(count) && count >= 1 && count <= 2_000 ? {} : { count: say('batch.countBad') }),
    ...(isLastDay(typed.lastDay, today(now)) ? {} : { lastDay: say('code.badDay') }),
  };
  return { typed, count, faults };
}
