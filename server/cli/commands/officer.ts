import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { recordAct } from '../../staff/audit';
import { createStaffMember, newStaffMember } from '../../staff/create-staff-member';
import { prepareStaff } from '../../staff/prepare-staff';
import { type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';

const options = z.object({ name: z.string(), signIn: z.string(), area: z.string().optional(), passwordStdin: z.boolean().default(false) });

/** `officer create`: an account for the console. A password is never an argument: other users of the machine can read those. */
export const addOfficer: AddCommand = (parent, context, act) => {
  const { say } = context;
  const officer = parent.command('officer').description(say('command.officer'));
  const create = officer.command('create').description(say('command.officerCreate'));
  create.requiredOption('--name <name>', say('command.officerName')).requiredOption('--sign-in <name>', say('command.signInName'));
  create.option('--area <code>', say('command.area')).option('--password-stdin', say('command.passwordStdin'));
  create.addOption(dryRunOption(context)).addOption(jsonOption(context));
  addExamples(create, context, [
    'officer create --name "Cán bộ thử" --sign-in canbo',
    'officer create --name "…" --sign-in an --password-stdin < file',
  ]);
  act(create, async (self) => {
    const { name, signIn: signInName, area, passwordStdin } = options.parse(self.opts());
    const password = passwordStdin ? (await context.readStdin()).trim() : newPassword();
    const { demo, dryRun, json } = sharedOptions(self);
    const scope = area === undefined ? { kind: 'everything' as const } : { kind: 'area' as const, id: area };
    const account = { name, signInName, password, role: 'officer' as const, scope };
    const wrong = newStaffMember.safeParse(account).error?.issues ?? [];
    for (const issue of wrong) context.err(`${issue.path.join('.')}: ${issue.message}`);
    if (wrong.length > 0) return exitCodes.wrongUse;
    if (dryRun) return exitCodes.done;
    return withInstallation(context, demo, (open) => addAccount(context, open, account, { json, tell: !passwordStdin }));
  });
};

type Account = z.infer<typeof newStaffMember>;

/** Creates the account and tells its password, once, if we made it up. */
export async function addAccount(
  context: CliContext,
  { db, keys }: OpenInstallation,
  account: Account,
  { json, tell }: { readonly json: boolean; readonly tell: boolean },
): Promise<ExitCode> {
  const now = context.now();
  await prepareStaff(db);
  const created = await createStaffMember(db, newStaffMember.parse(account), now);
  const { signInName, password } = account;
  if (created.outcome === 'name_taken') {
    context.err(context.say('officer.nameTaken', { signInName }));
    return exitCodes.failed;
  }

  await recordAct(db, keys.of('audit'), { at: now, actor: 'cli', action: 'staff-created', subject: created.id });
  const told = tell ? { signInName, password } : { signInName };
  if (json) context.out(JSON.stringify({ id: created.id, ...told }));
  else context.out(context.say(tell ? 'officer.createdWithPassword' : 'officer.created', told));
  return exitCodes.done;
}

/** Five groups of four letters and digits that cannot be mistaken for one another: 98 bits. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: 5 }, group).join('-');
}
