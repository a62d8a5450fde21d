import type { Request } from 'express';
import { staffLinks } from './links';

/** The address as the reader of this page reached it: what they hand over opens where they are. */
export function addressFor(request: Request, token: string): string {
  return `${request.protocol}://${request.get('host') ?? request.hostname}${staffLinks.openLink(token)}`;
}
