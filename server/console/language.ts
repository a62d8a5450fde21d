import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Language } from '../../courses/model';
import { languages } from '../i18n';
import { consolePath } from './links';

const cookie = 'hieu-luat-console-language';
const yearMs = 365 * 24 * 60 * 60_000;
const language = z.enum(languages);

/** `?lang=` is remembered, so the links of a page need not carry it. */
export function keepLanguage(secure: boolean): RequestHandler {
  return (request, response, next) => {
    const asked = language.safeParse(request.query.lang).data;
    if (asked !== undefined) response.cookie(cookie, asked, { httpOnly: true, sameSite: 'lax', secure, path: consolePath, maxAge: yearMs });
    next();
  };
}

/** Vietnamese unless the reader chose: an office computer's own language says little here. */
export function languageOf(request: Request): Language {
  const kept = new RegExp(`(?:^|;\\s*)${cookie}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
  return language.safeParse(request.query.lang).data ?? language.safeParse(kept).data ?? 'vi';
}
