import { randomBytes } from 'node:crypto';
import { json, type Request, type RequestHandler, type Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { HttpError } from '../errors';
import type { Keys } from '../keys';
import { sameOrigin } from '../staff/same-origin';
import { type ChatAccess, type ChatCookies, createChatCookies } from '../widget/chat-cookies';
import { type ConversationFeed, shownReply } from '../widget/conversation-feed';
import { followFeed } from '../widget/follow-feed';
import type { ResumeCodes } from '../widget/resume-codes';
import { afterQuery, codeBody, type Hidden, type Opening, resumeBody } from './chat-schemas';

export type { ConversationFeed, FeedReply } from '../widget/conversation-feed';

export type ChatApiDeps = {
  readonly feed: ConversationFeed;
  readonly codes: ResumeCodes;
  readonly keys: Keys;
  readonly now: () => Date;
  /** Whether cookies are `Secure`: true when the public URL is https. */
  readonly secure: boolean;
  /** From one network address; whoever has a chat already opens it without limit. */
  readonly newChatsPerMinute: number;
  readonly newSender?: () => string;
  /** Told in which browser a chat was opened. */
  readonly opened?: (sender: string, browser: string) => Promise<void>;
};

/** Everything of the web chat but its events, which take the webhooks' way in; `chat-operations.ts` describes it for others. */
export function createChatApi(deps: ChatApiDeps): Router {
  const cookies = createChatCookies(deps.keys.of('web-chat'), deps.secure);
  const chat: Chat = { ...deps, newSender: deps.newSender ?? newSender, opened: deps.opened ?? (async () => undefined), cookies };
  const router = Router();
  router.use('/chat/api', noStore, sameOrigin(refuseForeign));
  router.get('/chat/api/session', (request, response) => describeSession(chat, request, response));
  router.post('/chat/api/session', limitNewChats(chat), (request, response) => openSession(chat, request, response));
  router.delete('/chat/api/session', (request, response) => endSession(chat, request, response));
  router.post('/chat/api/session/activity', whenOpen(chat, keepOpen));
  router.post('/chat/api/session/resume', json({ limit: '1kb' }), (request, response) => resume(chat, request, response));
  router.put('/chat/api/session/code', json({ limit: '1kb' }), whenOpen(chat, setCode));
  router.get('/chat/api/replies', whenOpen(chat, replies));
  router.get('/chat/api/stream', whenOpen(chat, stream));
  return router;
}

type Chat = Required<ChatApiDeps> & { readonly cookies: ChatCookies };
type OpenHandler = (chat: Chat, access: Required<ChatAccess>, request: Request, response: Response) => Promise<void> | void;

/** Every new chat may fill a document of the store, so that one machine must not open them without end. */
function limitNewChats({ cookies, now, newChatsPerMinute }: Chat): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: newChatsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false }, // TRUST_PROXY says which proxies are believed
    skip: (request) => cookies.read(request, now().getTime()) !== undefined,
    handler: (_request, _response, next) => next(new HttpError('too_many_requests')),
  });
}

/** Looks without touching: an idle chat stays idle. */
async function describeSession(chat: Chat, request: Request, response: Response): Promise<void> {
  const now = chat.now().getTime();
  const access = chat.cookies.read(request, now);
  if (access === undefined) throw new HttpError('sign_in_needed');
  const state = access.open === undefined ? ('locked' as const) : ('open' as const);
  answer(response, { state, code: await chat.codes.isSet(access.sender), after: access.open?.floor ?? 0, now });
}

async function openSession(chat: Chat, request: Request, response: Response): Promise<void> {
  const now = chat.now().getTime();
  const access = chat.cookies.read(request, now);
  if (access !== undefined && access.open === undefined) {
    answer(response, { state: 'locked', code: await chat.codes.isSet(access.sender), after: 0, now });
    return;
  }
  const open = { floor: access?.open?.floor ?? 0, activeAt: now };
  const sender = access?.sender ?? chat.newSender();
  chat.cookies.write(response, { sender, open });
  await chat.opened(sender, chat.cookies.device(request, response, newSender));
  answer(response, { state: access === undefined ? 'new' : 'open', code: false, after: open.floor, now });
}

/** The code goes with the chat, but only from an open one: else it would be the way around the code. */
async function endSession(chat: Chat, request: Request, response: Response): Promise<void> {
  const access = chat.cookies.read(request, chat.now().getTime());
  if (access?.open !== undefined) await chat.codes.remove(access.sender);
  chat.cookies.clear(response);
  response.json({});
}

const keepOpen: OpenHandler = (chat, { sender, open }, _request, response) => {
  const now = chat.now().getTime();
  chat.cookies.write(response, { sender, open: { floor: open.floor, activeAt: now } });
  response.json({ now });
};

/** Opens a hidden chat again; what was said before stays hidden, even from this learner. */
async function resume(chat: Chat, request: Request, response: Response): Promise<void> {
  const now = chat.now();
  const access = chat.cookies.read(request, now.getTime());
  if (access === undefined) throw new HttpError('sign_in_needed');
  const body = resumeBody.safeParse(request.body ?? {});
  if (!body.success) throw new HttpError('bad_request');

  const check = await checkCode(chat, access.sender, body.data.code, now);
  if (check.result === 'wait') {
    response.set('Retry-After', String(Math.ceil(check.waitMs / 1000)));
    throw new HttpError('too_many_requests');
  }
  if (check.result === 'wrong') throw new HttpError('forbidden');

  const earlier = await chat.feed.since(access.sender, 0);
  const floor = Math.max(access.open?.floor ?? 0, ...earlier.map(({ cursor }) => cursor));
  chat.cookies.write(response, { sender: access.sender, open: { floor, activeAt: now.getTime() } });
  answer(response, { state: 'open', code: false, after: floor, now: now.getTime() });
}

async function checkCode(chat: Chat, sender: string, code: string | undefined, now: Date) {
  if (code !== undefined) return chat.codes.check(sender, code, now);
  return { result: (await chat.codes.isSet(sender)) ? ('wrong' as const) : ('right' as const) };
}

const setCode: OpenHandler = async (chat, { sender }, request, response) => {
  const body = codeBody.safeParse(request.body);
  if (!body.success) throw new HttpError('bad_request');

  const { code } = body.data;
  await (code === null ? chat.codes.remove(sender) : chat.codes.set(sender, code, chat.now()));
  response.json({});
};

const replies: OpenHandler = async (chat, { sender, open }, request, response) => {
  const { after } = afterQuery.parse(request.query);
  const found = await chat.feed.since(sender, Math.max(after, open.floor));
  answer(response, { replies: found.map(shownReply) });
};

const stream: OpenHandler = async (chat, { sender, open }, request, response) => {
  const { after } = afterQuery.parse(request.query);
  await followFeed({ feed: chat.feed, sender, open, after: Math.max(after, open.floor), now: chat.now().getTime(), request, response });
};

/** A hidden chat is nothing a learner did wrong: it is answered, not refused. */
function whenOpen(chat: Chat, handle: OpenHandler): RequestHandler {
  return async (request, response) => {
    const access = chat.cookies.read(request, chat.now().getTime());
    if (access === undefined) throw new HttpError('sign_in_needed');
    if (access.open === undefined) answer(response, { replies: [], idle: true });
    else await handle(chat, { sender: access.sender, open: access.open }, request, response);
  };
}

/** What `/api/openapi.json` says is answered. */
function answer(response: Response, body: Opening | Hidden | { readonly replies: readonly ReturnType<typeof shownReply>[] }): void {
  response.json(body);
}

const refuseForeign: RequestHandler = (_request, _response, next) => next(new HttpError('forbidden'));

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

function newSender(): string {
  return randomBytes(16).toString('base64url');
}
