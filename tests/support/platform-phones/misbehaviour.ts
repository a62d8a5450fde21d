import { z } from 'zod';
import type { Misbehaviour } from '../platform-parts/troubles';

const hits = z.object({
  times: z.number().int().positive().exactOptional(),
  share: z.number().min(0).max(1).exactOptional(),
  on: z.enum(['send', 'token', 'other', 'any']).exactOptional(),
});
const trouble = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slow'), ms: z.number().nonnegative() }),
  z.object({ kind: z.literal('throttle') }),
  z.object({
    kind: z.literal('error'),
    code: z.number().int(),
    subcode: z.number().int().exactOptional(),
    status: z.number().int().exactOptional(),
  }),
  z.object({ kind: z.literal('status'), status: z.number().int(), page: z.string().exactOptional() }),
  z.object({ kind: z.literal('drop-before-accepting') }),
  z.object({ kind: z.literal('drop-after-accepting') }),
  z.object({ kind: z.literal('silent-after-accepting') }),
]);

export function misbehaviourOf(body: unknown): Misbehaviour {
  return { ...trouble.parse(body), ...hits.parse(body) };
}
