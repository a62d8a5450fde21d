import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { readSignedRequest } from '../../bot/channels/messenger/signed-request';
import { HttpError } from '../errors';
import { languages, type Texts } from '../i18n';
import type { Keys } from '../keys';
import { askDataDeletion } from '../people/ask-data-deletion';
import { native } from '../storage/collection';
import { dataDeletionRequests } from '../storage/collections/data-deletion-requests';
import { renderDataDeletion } from './data-deletion-page';

export type DataDeletionDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly texts: Texts;
  readonly publicUrl: string;
  /** Set when Meta's callback is answered: it takes the app's number to know whom it means. */
  readonly appSecret: string | undefined;
  readonly now: () => Date;
  /** Told of a request that Meta did not sign. */
  readonly refused: () => void;
};

/** Meta's callback for somebody who takes their data back, how far that is, and how anybody deletes their data themselves. */
export function createDataDeletion(deps: DataDeletionDeps): Router {
  const router = Router();
  const { appSecret } = deps;
  if (appSecret !== undefined) {
    const form = urlencoded({ extended: false, limit: '8kb' });
    router.post('/webhooks/messenger/data-deletion', form, (request, response) => take(deps, appSecret, request, response));
  }
  router.get(['/data-deletion', '/data-deletion/:code'], noStore, (request, response) => show(deps, request, response));
  return router;
}

const callback = z.object({ signed_request: z.string() });
const language = z.enum(languages).catch('vi');
const codePattern = /^[0-9A-F]{20}$/;

async function take(deps: DataDeletionDeps, appSecret: string, request: Request, response: Response): Promise<void> {
  const body = callback.safeParse(request.body);
  if (!body.success) throw new HttpError('bad_request');
  const asked = readSignedRequest(body.data.signed_request, appSecret);
  if (asked === undefined) {
    deps.refused();
    throw new HttpError('forbidden');
  }
  const code = await askDataDeletion(deps.db, deps.keys, asked, deps.now());
  response.json({ url: `${deps.publicUrl}/data-deletion/${code}`, confirmation_code: code });
}

async function show(deps: DataDeletionDeps, request: Request, response: Response): Promise<void> {
  const spoken = language.parse(request.query.lang);
  const words = deps.texts(spoken, 'data-deletion');
  const { code } = request.params;
  if (code === undefined) {
    response.send(renderDataDeletion({ language: spoken, words }));
    return;
  }
  const filter = typeof code === 'string' && codePattern.test(code) ? { _id: code } : undefined;
  const found = filter === undefined ? null : await native(dataDeletionRequests(deps.db)).findOne(filter);
  const page = renderDataDeletion({ language: spoken, words, request: found ?? 'unknown' });
  response.status(found === null ? 404 : 200).send(page);
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  next();
};
