import { z } from 'zod';
import { mostEvents } from '../../bot/channels/web/limits';
import { webEvent } from '../../bot/channels/web/payload';
import { codePattern } from '../widget/resume-codes';

const cursor = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const moment = z.number().int().describe('Milliseconds since 1970, by the clock of the server');
const code = z.string().regex(codePattern);

export const resumeBody = z.object({ code: code.optional() });
export const codeBody = z.object({ code: code.nullable().describe('null takes the code away') });
export const afterQuery = z.object({ after: z.coerce.number().pipe(cursor).catch(0) });

const eventsBody = z.object({ events: z.array(webEvent).max(mostEvents) });

const opening = z.object({
  state: z.enum(['new', 'open', 'locked']),
  code: z.boolean().describe('Whether a code of four digits opens the chat again'),
  after: cursor.describe('Replies up to this one stay hidden'),
  now: moment,
});
const text = z.object({ type: z.literal('text'), payload: z.object({ text: z.string() }) });
const choice = z.object({
  type: z.literal('choice'),
  payload: z.object({
    text: z.string(),
    options: z.array(z.object({ label: z.string(), value: z.string().describe('To be sent back as `value` of a message') })),
  }),
});
const about = { cursor, event: z.string().optional().describe('The event that caused it, where one did') };
const reply = z.discriminatedUnion('type', [text.extend(about), choice.extend(about)]);

/** What the chat API takes, as it may be sent, and what it answers: by the names the document at `/api/openapi.json` gives them. */
export const chatBodies = { Events: eventsBody, Resume: resumeBody, Code: codeBody } as const;
export const chatAnswers = {
  Opening: opening,
  Hidden: z
    .object({ replies: z.array(z.never()), idle: z.literal(true) })
    .describe('Ten minutes without a touch: nothing earlier is shown'),
  Replies: z.object({ replies: z.array(reply) }),
  Touched: z.object({ now: moment }),
  Done: z.object({}),
  Problem: z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    requestId: z.string().optional(),
  }),
} as const;

export type Opening = z.infer<typeof opening>;
export type Hidden = z.infer<typeof chatAnswers.Hidden>;
