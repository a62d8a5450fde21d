import type { Request } from 'express';
import { recordAct } from '../../staff/audit';
import { browserName } from '../../staff/browser-name';
import type { StaffMember } from '../../staff/staff-member';
import { beginSession } from '../../staff/staff-session';
import type { AuditAction } from '../../storage/collections/audit';
import type { ConsoleDeps } from '../console-deps';

/** Every step was taken: from here on the session is theirs, under a new id. */
export async function completeSignIn(
  deps: ConsoleDeps,
  request: Request,
  member: StaffMember,
  { secondFactor }: { readonly secondFactor: boolean },
): Promise<void> {
  const now = deps.now();
  const browser = browserName(request.get('user-agent'));
  await beginSession(request, { staffId: member.id, signedInAt: now.getTime(), browser, secondFactor });
  await recordFor(deps, member.id, 'signed-in', 'console');
}

/** For what happens before somebody is signed in, or as they are; `actor` may be the keyed hash of a name. */
export function recordFor(deps: ConsoleDeps, actor: string, action: AuditAction, subject: string): Promise<void> {
  return recordAct(deps.db, deps.keys.of('audit'), { at: deps.now(), actor, action, subject });
}
