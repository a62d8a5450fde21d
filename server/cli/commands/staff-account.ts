import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { recordAct } from '../../staff/audit';
import { createStaffMember, newStaffMember } from '../../staff/create-staff-member';
import { prepareStaff } from '../../staff/prepare-staff';
import type { CliContext, OpenInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';

type Account = z.infer<typeof newStaffMember>;

/** Creates the account and tells its password, once, if we made it up. */
export async function addAccount(
  context: CliContext,
  { db, keys }: OpenInstallation,
  account: Account,
  { json, tell }: { readonly json: boolean; readonly tell: boolean },
): Promise<ExitCode> {
  const say = context.texts(context.language, 'staff');
  const now = context.now();
  await prepareStaff(db);
  const created = await createStaffMember(db, newStaffMember.parse(account), now);
  const { signInName, password } = account;
  if (created.outcome === 'name_taken') {
    context.err(say('cli.nameTaken', { signInName }));
    return exitCodes.failed;
  }

  await recordAct(db, keys.of('audit'), { at: now, actor: 'cli', action: 'staff-created', subject: created.id });
  const told = tell ? { signInName, password } : { signInName };
  if (json) context.out(JSON.stringify({ id: created.id, ...told }));
  else context.out(say(tell ? 'cli.createdWithPassword' : 'cli.created', told));
  return exitCodes.done;
}

/** Five groups of four letters and digits that cannot be mistaken for one another: 98 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}
