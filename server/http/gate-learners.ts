import { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { readCookie } from '../../bot/channels/web/sender-cookie';
import { HttpError } from '../errors';
import { languages, type Texts } from '../i18n';
import type { IsOpen } from '../readiness/gate';
import { languageCookie } from '../widget/chat-cookies';
import type { ChatPagesDeps } from '../widget/chat-pages';
import { renderNotOpen } from './not-open-page';

export type GateDeps = { readonly isOpen: IsOpen; readonly texts: Texts; readonly hotlines: ChatPagesDeps['hotlines'] };

const language = z.enum(languages);
const retryAfterSeconds = 3600;

/** Stands ahead of the chat: until the installation is ready, pages say so with the hotlines, and the API with a problem. */
export function gateLearners(deps: GateDeps): Router {
  const router = Router();
  const page = showUnlessOpen(deps);
  router.use('/chat/api', async (_request, response, next) => {
    if (await deps.isOpen('web')) return next();
    response.set('Retry-After', String(retryAfterSeconds));
    throw new HttpError('not_open');
  });
  router.get('/chat', page);
  router.get(['/j/:code', '/j/:code/:app'], page);
  return router;
}

function showUnlessOpen({ isOpen, texts, hotlines }: GateDeps): RequestHandler {
  return async (request, response, next) => {
    if (await isOpen(request.params.app === 'messenger' ? 'messenger' : 'web')) return next();
    const chosen =
      language.safeParse(request.query.lang).data ?? language.safeParse(readCookie(request.headers.cookie, languageCookie)).data;
    const shown = chosen ?? 'vi';
    const html = renderNotOpen({ language: shown, words: texts(shown, 'readiness'), hotlines: hotlines(shown) });
    response.status(503).set({ 'Cache-Control': 'no-store', 'Retry-After': String(retryAfterSeconds), 'Referrer-Policy': 'no-referrer' });
    response.type('html').send(html);
  };
}
