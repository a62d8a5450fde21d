import { z } from 'zod';

const id = z.string().regex(/^[A-Za-z0-9_-]{4,64}$/);
const at = z.union([z.number().int().min(0).max(8.64e15), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))]);
const common = { id, at: at.optional() };

/** What the chat page sends: each event with an id of its own making, so that sending again is sending once. */
export const webEvent = z.union([
  z.object({ ...common, kind: z.literal('joined'), ref: z.string().max(200).optional() }),
  z.object({ ...common, kind: z.literal('message').default('message'), text: z.string(), value: z.string().max(400).optional() }),
]);

export const webBody = z.object({ events: z.array(z.unknown()) });
