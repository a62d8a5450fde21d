import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { languages, type Texts } from '../i18n';
import type { Keys } from '../keys';
import { findSubject } from '../people/find-subject';
import { readNumber } from '../people/new-number';
import { noteExport, ownDataOf } from '../people/own-data';
import { renderAskForCode, renderOwnData } from './my-data-page';

export type MyDataDeps = { readonly db: Connection; readonly keys: Keys; readonly texts: Texts; readonly now: () => Date };

const form = z.object({ code: z.string().max(40).catch('') }).catch({ code: '' });
const language = z.enum(languages).catch('vi');
const triesPerMinute = 20;

/** Somebody's own data, to read or to take along, for whoever has the code their chat showed. The code is never part of an address. */
export function createMyData(deps: MyDataDeps): Router {
  const router = Router();
  const limited = rateLimit({ windowMs: 60_000, limit: triesPerMinute, standardHeaders: 'draft-8', legacyHeaders: false });
  const read = [noStore, limited, urlencoded({ extended: false, limit: '2kb' })];

  router.get('/my-data', noStore, (request, response) => {
    const spoken = language.parse(request.query.lang);
    response.send(renderAskForCode({ language: spoken, words: deps.texts(spoken, 'my-data'), wrong: false }));
  });

  router.post('/my-data', ...read, async (request: Request, response: Response) => {
    const spoken = language.parse(request.query.lang);
    const words = deps.texts(spoken, 'my-data');
    const { code } = form.parse(request.body);
    const person = await subject(deps, code);
    if (person === undefined) {
      response.status(422).send(renderAskForCode({ language: spoken, words, wrong: true }));
      return;
    }
    await noteExport(deps.db, person, 'page', deps.now());
    response.send(renderOwnData({ language: spoken, words, data: await ownDataOf(deps.db, person, deps.now()), code }));
  });

  router.post('/my-data.json', ...read, async (request: Request, response: Response) => {
    const person = await subject(deps, form.parse(request.body).code);
    if (person === undefined) return response.redirect(303, '/my-data');
    await noteExport(deps.db, person, 'json', deps.now());
    response.attachment('hieu-luat-my-data.json').json(await ownDataOf(deps.db, person, deps.now()));
  });
  return router;
}

/** Only what a chat showed: a roster code is printed on paper that others may have seen. */
async function subject({ db, keys, now }: MyDataDeps, code: string): Promise<string | undefined> {
  return readNumber(code) === undefined ? undefined : findSubject(db, keys, code, now());
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  next();
};
