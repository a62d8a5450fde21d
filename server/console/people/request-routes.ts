import express, { type Router } from 'express';
import { z } from 'zod';
import { purposes } from '../../../bot/dialogue/fact';
import { withdrawOnPaper } from '../../consents/withdraw-on-paper';
import { renderOwnData } from '../../http/my-data-page';
import { acknowledge, closeDataRequest, extend, findDataRequest, openDataRequest, openRequests } from '../../people/data-requests';
import { eraseOnPaper } from '../../people/erase-on-paper';
import { findSubject } from '../../people/find-subject';
import { newNumber } from '../../people/new-number';
import { noteExport, ownDataOf } from '../../people/own-data';
import { type DataRequest, dataRequestsWithin, requestKinds, requestOutcomes } from '../../storage/collections/data-requests';
import { erasureReceiptsWithin } from '../../storage/collections/erasure-receipts';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Requests, Visit } from '../requests';
import { peopleLinks, type RequestAct } from './links';
import { NewRequestPage, type TypedRequest } from './new-request-page';
import { ReceiptPage } from './receipt-page';
import { RequestPage } from './request-page';
import { RequestsPage } from './requests-page';

const newest = 50;
const text = z.string().trim().max(200).catch('');
const opening = z.object({ kind: z.enum(requestKinds).catch('view'), code: z.string().trim().max(40).catch(''), identity: text });
const query = z.object({ done: z.string().max(20).optional().catch(undefined) });
const closing = z.object({ outcome: z.enum(requestOutcomes).catch('done') });
const reason = z.object({ reason: text });

/** The register of what people ask about their own data. Requests belong to no place: a narrower scope sees none of them. */
export function requestRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const { db, keys, isHoliday } = deps;
  const permission = 'answer-requests';

  /** For staff whose scope is everything; to others there is nothing here. */
  const forOfficer = (handler: (visit: Visit) => Promise<void>) =>
    requests.forStaff(permission, async (visit) => (visit.bounds === 'everything' ? handler(visit) : requests.notFound(visit)));

  router.get(
    '/requests',
    forOfficer(async ({ request, response, bounds, view, now }) => {
      const closed = await dataRequestsWithin(db, bounds).find({ doneAt: { $exists: true } }, { sort: { doneAt: -1 }, limit: newest });
      const { done } = query.parse(request.query);
      requests.send(
        response,
        RequestsPage({ view: { ...view, here: peopleLinks.requests() }, open: await openRequests(db), closed, now, done }),
      );
    }),
  );

  const showNew = ({ response, view }: Visit, typed: TypedRequest, faults: Faults = {}): void => {
    const page = { ...view, here: peopleLinks.newRequest() };
    requests.send(response, NewRequestPage({ view: page, typed, faults }), Object.keys(faults).length === 0 ? 200 : 422);
  };
  router.get(
    '/requests/new',
    forOfficer(async (visit) => showNew(visit, { kind: 'view', code: '', identity: '' })),
  );

  router.post(
    '/requests/new',
    requests.withToken,
    forOfficer(async (visit) => {
      const typed = opening.parse(visit.request.body);
      const s = visit.view.words('people');
      if (typed.identity === '') return showNew(visit, typed, { identity: s('request.fault.identity') });
      const person = await findSubject(db, keys, typed.code, visit.now);
      const about = { kind: typed.kind, from: 'paper', askedAt: visit.now, identity: typed.identity, takenBy: visit.member.id } as const;
      const _id = newNumber();
      await openDataRequest(db, { _id, ...about, ...(person === undefined ? {} : { person }) }, isHoliday);
      await visit.record('data-request-opened', `${_id} ${typed.kind}`);
      visit.response.redirect(303, peopleLinks.request(_id));
    }),
  );

  router.get(
    '/requests/receipts/:receipt',
    forOfficer(async (visit) => {
      const receipt = await erasureReceiptsWithin(db, visit.bounds).findOne({ _id: String(visit.request.params.receipt) });
      if (receipt === undefined) return requests.notFound(visit);
      requests.send(visit.response, ReceiptPage({ view: visit.view, receipt }));
    }),
  );

  const forRequest = (handler: (visit: Visit, row: DataRequest) => Promise<void>) =>
    forOfficer(async (visit) => {
      const row = await findDataRequest(db, String(visit.request.params.dataRequest));
      if (row === undefined) return requests.notFound(visit);
      await handler(visit, row);
    });

  router.get(
    '/requests/:dataRequest',
    forRequest(async ({ request, response, view, now }, row) => {
      const { done } = query.parse(request.query);
      requests.send(response, RequestPage({ view: { ...view, here: peopleLinks.request(row._id) }, request: row, now, done }));
    }),
  );

  /** Only while it is open; what needs a person answers like what does not exist where none is known. */
  const post = (act: RequestAct, handler: (visit: Visit, row: DataRequest) => Promise<string | undefined>) =>
    router.post(
      `/requests/:dataRequest/${act}`,
      requests.withToken,
      forRequest(async (visit, row) => {
        if (row.open !== true) return requests.notFound(visit);
        const done = await handler(visit, row);
        if (!visit.response.headersSent) visit.response.redirect(303, peopleLinks.request(row._id, done));
      }),
    );
  const forPerson =
    (handler: (visit: Visit, row: DataRequest, person: string) => Promise<string | undefined>) =>
    async (visit: Visit, row: DataRequest) => {
      if (row.person !== undefined) return handler(visit, row, row.person);
      requests.notFound(visit);
      return undefined;
    };

  post('acknowledge', async (visit, { _id }) => {
    if (await acknowledge(db, _id, visit.now)) await visit.record('data-request-acknowledged', _id);
    return 'acknowledge';
  });
  post('extend', async (visit, row) => {
    const given = reason.parse(visit.request.body).reason;
    if (given === '' || !(await extend(db, row, given, visit.now))) return 'not-extended';
    await visit.record('data-request-extended', row._id);
    return 'extend';
  });
  post('close', async (visit, { _id }) => {
    const { outcome } = closing.parse(visit.request.body);
    if (await closeDataRequest(db, _id, outcome, visit.now)) await visit.record('data-request-closed', `${_id} ${outcome}`);
    return 'close';
  });
  post(
    'page',
    forPerson(async ({ response, view, now, record }, { _id }, person) => {
      await record('own-data-read', _id);
      await noteExport(db, person, 'page', now);
      const { language } = view.format;
      response
        .type('html')
        .send(renderOwnData({ language, words: deps.texts(language, 'my-data'), data: await ownDataOf(db, person, now) }));
      return undefined;
    }),
  );
  post(
    'file',
    forPerson(async ({ response, now, record }, { _id }, person) => {
      await record('own-data-exported', _id);
      await noteExport(db, person, 'json', now);
      response.attachment(`hieu-luat-${_id}.json`).json(await ownDataOf(db, person, now));
      return undefined;
    }),
  );
  post(
    'withdraw',
    forPerson(async (visit, { _id }, person) => {
      await withdrawOnPaper({ db, keys, accept: deps.accept }, { id: _id, person, purposes, actor: 'staff', at: visit.now });
      await visit.record('consents-withdrawn', _id);
      return 'withdraw';
    }),
  );
  post(
    'erase',
    forPerson(async (visit, { _id, askedAt }, person) => {
      await visit.record('erasure-begun', _id);
      await closeDataRequest(db, _id, 'done', visit.now);
      await eraseOnPaper({ db, keys, ledger: deps.ledger, accept: deps.accept, now: deps.now }, person, { number: _id, askedAt });
      return 'erase';
    }),
  );
  return router;
}
