import { join } from 'node:path';
import { type Request, type Response, Router } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { entryLink } from '../../bot/channels/messenger/entry-link';
import { readCookie } from '../../bot/channels/web/sender-cookie';
import type { Language } from '../../courses/model';
import { languages, type Texts } from '../i18n';
import type { Keys } from '../keys';
import { packageRoot } from '../package-root';
import { loadAssets, pack, sendPacked } from './assets';
import { createChatCookies, languageCookie } from './chat-cookies';
import { type Hotline, renderChatPage } from './page';

export type ChatPagesDeps = {
  readonly texts: Texts;
  readonly keys: Keys;
  readonly secure: boolean;
  readonly demo: boolean;
  /** Shown where the chat itself cannot run. */
  readonly hotlines: (language: Language) => readonly Hotline[];
  /** Where quick exit leads: a page with nothing to explain. */
  readonly exitUrl?: string;
  readonly assetsFolder?: string;
  /** The page whose chat `/j/<code>/messenger` opens. */
  readonly messengerPage?: string | undefined;
};

/** The page at `/chat`, its files, join links, which open the web chat or the channel they name, and quick exit without JavaScript. */
export function createChatPages(deps: ChatPagesDeps): Router {
  const exitUrl = deps.exitUrl ?? 'https://www.google.com/';
  const assets = loadAssets(deps.assetsFolder ?? join(packageRoot, 'dist/server/widget/assets'));
  const cookies = createChatCookies(deps.keys.of('web-chat'), deps.secure);
  const pageIn = (language: Language) => {
    const words = deps.texts(language, 'widget');
    const html = renderChatPage({ language, words, assets: assets.names, demo: deps.demo, hotlines: deps.hotlines(language), exitUrl });
    return pack(Buffer.from(html), 'text/html');
  };
  const pages = { vi: pageIn('vi'), en: pageIn('en') };

  const router = Router();
  router.use('/chat/assets', assets.serve);
  router.get('/chat', securityHeaders(exitUrl), (request, response) => {
    const asked = language.safeParse(request.query.lang).data;
    if (asked !== undefined) return switchLanguage(response, asked, deps.secure);
    response.set('Cache-Control', 'no-store');
    sendPacked(request, response, pages[languageOf(request)]);
  });
  router.post('/chat/leave', securityHeaders(exitUrl), (_request, response) => {
    cookies.clear(response);
    response.set('Cache-Control', 'no-store').redirect(303, exitUrl);
  });
  router.get(['/j/:code', '/j/:code/:app'], (request, response) => {
    const { code, app } = joinLink.parse(request.params);
    const webChat = code === undefined ? '/chat' : `/chat?c=${encodeURIComponent(code)}`;
    const page = app === 'messenger' ? deps.messengerPage : undefined;
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    response.redirect(303, page === undefined ? webChat : entryLink(page, code));
  });
  return router;
}

const language = z.enum(languages);
const joinCode = z.string().regex(/^[\p{L}\p{N}-]{1,64}$/u);
const joinLink = z.object({ code: joinCode.optional().catch(undefined), app: z.string().optional() });
const yearMs = 365 * 24 * 3600_000;

/** Vietnamese unless the learner chose: a phone's own language says little here. */
function languageOf(request: Request): Language {
  return language.safeParse(readCookie(request.headers.cookie, languageCookie)).data ?? 'vi';
}

function switchLanguage(response: Response, to: Language, secure: boolean): void {
  response.cookie(languageCookie, to, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: yearMs });
  response.set('Cache-Control', 'no-store').redirect(303, '/chat');
}

/** Nothing inline, nothing from elsewhere. A form may end at the exit page, since browsers follow `form-action` through redirects. */
function securityHeaders(exitUrl: string) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'", new URL(exitUrl).origin],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
}
