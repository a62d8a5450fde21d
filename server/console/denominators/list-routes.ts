import express, { type Router } from 'express';
import { z } from 'zod';
import { listTemplate } from '../../denominators/list-template';
import { type ListDefaults, readList } from '../../denominators/read-list';
import { readRegister } from '../../denominators/register';
import { confirmList, findList, stageList } from '../../denominators/staged-lists';
import { placeWords } from '../../organisations/staged/place-words';
import type { ConsoleDeps } from '../console-deps';
import { today } from '../format';
import type { Requests, Visit } from '../requests';
import { receiveFile } from '../upload';
import { denominatorLinks } from './links';
import { ListPage, UploadPage } from './list-pages';

const text = z.string().normalize('NFC').trim().max(200).catch('');
const defaults = z.object({ asOf: text, issuer: text, document: text, method: text });

/** An office's list of figures: read, shown with what it would do, entered when confirmed, counted when another approves. */
export function listRoutes(deps: ConsoleDeps, requests: Requests): Router {
  const router = express.Router();
  const permission = 'enter-denominators';
  const acting = ({ bounds, member, now }: Visit) => ({ db: deps.db, bounds, by: member.id, now });

  router.get(
    '/denominators/lists',
    requests.forStaff(permission, async (visit) =>
      requests.send(visit.response, UploadPage({ view: visit.view, given: {}, fault: undefined })),
    ),
  );

  router.get(
    '/denominators/lists/template.xlsx',
    requests.forStaff(permission, async ({ bounds, now, response, view }) => {
      const register = await readRegister(deps.db, bounds, today(now));
      const file = await listTemplate(register, view.words('denominators'), view.words('places'));
      response.attachment('denominators.xlsx').type('xlsx').send(file);
    }),
  );

  router.post(
    '/denominators/lists',
    ...receiveFile(requests, 'file'),
    requests.forStaff(permission, async (visit) => {
      const given = defaults.parse(visit.request.body);
      const reading = { db: deps.db, bounds: visit.bounds, today: today(visit.now), words: placeWords(deps.texts) };
      const read = await readList(reading, visit.request.file?.buffer ?? Buffer.alloc(0), filled(given));
      if (!('rows' in read)) {
        const fault = 'refused' in read ? visit.view.words('rosters')(`refused.${read.refused.reason}`, read.refused.values) : undefined;
        const missing = visit.view.words('denominators')('list.noPeople');
        return requests.send(visit.response, UploadPage({ view: visit.view, given, fault: fault ?? missing }), 422);
      }
      const list = await stageList(acting(visit), read.rows);
      visit.response.redirect(303, denominatorLinks.list(list._id));
    }),
  );

  router.get(
    '/denominators/lists/:list',
    requests.forStaff(permission, async (visit) => {
      const list = await findList(acting(visit), String(visit.request.params.list));
      if (list === undefined) return requests.notFound(visit);
      requests.send(visit.response, ListPage({ view: visit.view, list }));
    }),
  );

  router.post(
    '/denominators/lists/:list/confirm',
    requests.withToken,
    requests.forStaff(permission, async (visit) => {
      const list = await findList(acting(visit), String(visit.request.params.list));
      if (list === undefined) return requests.notFound(visit);
      const entered = await confirmList(acting(visit), list);
      await visit.record('denominators-listed', list._id);
      visit.response.redirect(303, denominatorLinks.register({ show: 'waiting', done: `listed-${entered}` }));
    }),
  );
  return router;
}

function filled(given: z.infer<typeof defaults>): ListDefaults {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
