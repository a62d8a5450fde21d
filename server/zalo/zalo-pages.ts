import { join } from 'node:path';
import { type Request, type Response, Router, urlencoded } from 'express';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { readCookie } from '../../bot/channels/web/sender-cookie';
import type { Language } from '../../courses/model';
import type { Config } from '../config';
import { readAssets } from '../console/assets';
import { HttpError } from '../errors';
import type { Texts } from '../i18n';
import type { Keys } from '../keys';
import { packageRoot } from '../package-root';
import { sameOrigin } from '../staff/same-origin';
import { connectWithCode } from './connect-account';
import { type ConnectStep, renderConnectPage } from './connect-page';
import { type Bound, bindBrowser, boundTo, closeConnectRequest } from './connect-requests';
import { connectPath, consentLink } from './consent-link';

export type ZaloPagesDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly config: Pick<Config, 'publicUrl'> & { readonly zalo: NonNullable<Config['zalo']> };
  readonly texts: Texts;
  readonly now: () => Date;
};

const cookie = 'hieu_luat_connect';
const cookieMs = 15 * 60_000;
const start = z.object({ key: z.string().regex(/^[\w-]{43}$/) });
const granted = z.object({
  code: z.string().min(1).max(2000),
  oa_id: z
    .string()
    .regex(/^\d{1,30}$/)
    .optional(),
  state: z.string().max(200).optional(),
});
type Granted = z.infer<typeof granted>;

/**
 * The pages an account is connected by, and the one by which Zalo sees whose domain this is. Only a command on the server starts a
 * connection: the key in its link belongs to the first browser that opens it, and a callback counts in that browser only, once. Where
 * Zalo does not give our mark back, a person confirms which account it is, so that nobody slips in their own.
 */
export function zaloPages(deps: ZaloPagesDeps): Router {
  const style = readAssets(join(packageRoot, 'dist/server/console/assets')).addressOf('console.css');
  const router = Router();
  const { verifier } = deps.config.zalo;
  if (verifier !== undefined) router.get(`/zalo_verifier${verifier}.html`, (_request, response) => sendVerifier(response, verifier));

  const show = (response: Response, language: Language, shown: ConnectStep, status = 200) =>
    response
      .status(status)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(renderConnectPage({ language, say: deps.texts(language, 'connect'), style, shown }));
  const over = (response: Response) => void show(response, 'vi', { step: 'failed', because: 'not_started' }, 403);

  router.get(`${connectPath}/start`, async (request, response) => {
    const asked = start.safeParse(request.query);
    const bound = asked.success ? await bindBrowser(partsOf(deps), asked.data.key, cookieOf(request)) : undefined;
    if (bound === undefined) return over(response);
    const secure = deps.config.publicUrl.startsWith('https:');
    response.cookie(cookie, bound.browser, { httpOnly: true, sameSite: 'lax', secure, path: connectPath, maxAge: cookieMs });
    show(response, bound.language, { step: 'begin', ...consentLink(deps, bound.state) });
  });

  router.get(connectPath, async (request, response) => {
    const bound = await boundTo(partsOf(deps), cookieOf(request));
    if (bound === undefined) return over(response);
    const brought = granted.safeParse(request.query);
    if (!brought.success) return void show(response, bound.language, { step: 'failed', because: 'no_code' }, 400);
    const { code, oa_id: oaId, state } = brought.data;
    if (state !== bound.state) return void show(response, bound.language, { step: 'confirm', code, oaId });
    await finish(deps, bound, brought.data, (shown, status) => void show(response, bound.language, shown, status));
  });

  const refuse = () => {
    throw new HttpError('forbidden');
  };
  router.post(connectPath, sameOrigin(refuse), urlencoded({ extended: false, limit: '8kb' }), async (request, response) => {
    const bound = await boundTo(partsOf(deps), cookieOf(request));
    const confirmed = granted.safeParse(request.body);
    if (bound === undefined || !confirmed.success) return over(response);
    await finish(deps, bound, confirmed.data, (shown, status) => void show(response, bound.language, shown, status));
  });
  return router;
}

async function finish(deps: ZaloPagesDeps, { browser }: Bound, brought: Granted, show: (shown: ConnectStep, status: number) => void) {
  const { db, keys, now, config } = deps;
  if (!(await closeConnectRequest(partsOf(deps), browser))) return show({ step: 'failed', because: 'not_started' }, 403);
  const outcome = await connectWithCode({ db, keys, zalo: config.zalo, now, actor: 'connect-page' }, brought.code, brought.oa_id);
  if ('fault' in outcome) return show({ step: 'failed', because: outcome.fault, code: outcome.code }, 502);
  show({ step: 'done', ...outcome }, 200);
}

function sendVerifier(response: Response, code: string): void {
  response.type('html').send(`<!doctype html><meta name="zalo-platform-site-verification" content="${code}"><title>Zalo</title>`);
}

function partsOf({ db, keys, now }: ZaloPagesDeps) {
  return { db, keys, now: now() };
}

function cookieOf(request: Request): string | undefined {
  return readCookie(request.headers.cookie, cookie);
}
