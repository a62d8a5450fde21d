import type { Request, Response } from 'express';
import { readCookie, senderCookie, senderOf, signSender } from '../../bot/channels/web/sender-cookie';
import { type OpenToken, readOpenToken, writeOpenToken } from './open-token';

const openCookie = 'hieu_luat_open';
export const languageCookie = 'hieu_luat_language';
const deviceCookie = 'hieu_luat_browser';
const deviceKeptMs = 24 * 3600_000;
const senderKeptMs = 180 * 24 * 3600_000;

const isToken = /^[A-Za-z0-9_-]{22}$/;

/** What a request proves about its chat; `open` is absent once it has been idle too long. */
export type ChatAccess = { readonly sender: string; readonly open?: OpenToken };

export type ChatCookies = {
  readonly read: (request: Request, now: number) => ChatAccess | undefined;
  readonly write: (response: Response, access: Required<ChatAccess>) => void;
  readonly clear: (response: Response) => void;
  /** This browser's own value for a day, unless its chat is ended before: leaving in a hurry leaves nothing. */
  readonly device: (request: Request, response: Response, fresh: () => string) => string;
};

export function createChatCookies(key: Buffer, secure: boolean): ChatCookies {
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  return {
    read: (request, now) => {
      const sender = senderOf(key, request.headers.cookie);
      if (sender === undefined) return undefined;
      const open = readOpenToken(key, sender, readCookie(request.headers.cookie, openCookie), now);
      return { sender, ...(open === undefined ? {} : { open }) };
    },
    write: (response, { sender, open }) => {
      response.cookie(senderCookie, signSender(key, sender), { ...options, maxAge: senderKeptMs });
      response.cookie(openCookie, writeOpenToken(key, sender, open), options);
    },
    device: (request, response, fresh) => {
      const known = readCookie(request.headers.cookie, deviceCookie);
      if (known !== undefined && isToken.test(known)) return known;
      const made = fresh();
      response.cookie(deviceCookie, made, { ...options, maxAge: deviceKeptMs });
      return made;
    },
    clear: (response) => {
      for (const name of [senderCookie, openCookie, languageCookie, deviceCookie]) response.clearCookie(name, options);
    },
  };
}
