import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const longest = 4_096;
const encoded = /^[A-Za-z0-9_-]+$/;

/** What Meta says in the name of somebody who has taken their data back. `user` is their id for the app, never the one a page knows them by. */
export type SignedRequest = { readonly user: string; readonly issuedAt: number | undefined };

const payload = z.object({
  user_id: z.union([z.string().min(1).max(100), z.number().int().nonnegative().transform(String)]),
  algorithm: z.string().regex(/^HMAC-SHA256$/i),
  issued_at: z.number().optional(),
});

/** Reads a `signed_request`; `undefined` unless the app secret signed exactly these bytes, compared in constant time. */
export function readSignedRequest(text: string, appSecret: string): SignedRequest | undefined {
  const cut = text.indexOf('.');
  const [signature, claim] = [text.slice(0, cut), text.slice(cut + 1)];
  if (cut < 1 || text.length > longest || !encoded.test(signature) || !encoded.test(claim)) return undefined;

  const given = Buffer.from(signature, 'base64url');
  const expected = createHmac('sha256', appSecret).update(claim).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;

  const said = payload.safeParse(parsed(claim)).data;
  return said && { user: said.user_id, issuedAt: said.issued_at };
}

function parsed(claim: string): unknown {
  try {
    return JSON.parse(Buffer.from(claim, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
