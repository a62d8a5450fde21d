import type { Request } from 'express';
import { seal, unseal } from '../../keys';

/** Puts aside what the next page shows once: a link to hand over, recovery codes. Sealed, as sign-ins are rows of the store. */
export function keepOnce(request: Request, key: Buffer, kind: string, text: string): void {
  request.session.once = { kind, sealed: seal(key, Buffer.from(text)).toString('base64') };
}

/** It is forgotten by being read; a page that is loaded again has nothing to show. */
export function takeOnce(request: Request, key: Buffer, kind: string): string | undefined {
  const { once } = request.session;
  if (once === undefined || once.kind !== kind) return undefined;
  delete request.session.once;
  return unseal(key, Buffer.from(once.sealed, 'base64'))?.toString();
}
