import type { Command } from 'commander';
import { z } from 'zod';
import { recordAct } from '../../staff/audit';
import { changePassword, disableStaffMember, enableStaffMember, removeSecondFactor } from '../../staff/change-staff-member';
import { newStaffMember } from '../../staff/create-staff-member';
import { listStaff } from '../../staff/list-staff';
import { foldSignInName } from '../../staff/sign-in-name';
import type { AuditAction } from '../../storage/collections/audit';
import { type Act, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';
import { newPassword } from './staff-account';

/** `staff disable`, `staff enable`, `staff reset-password`: also the way back for an administrator whom nobody else can let in. */
export function addStaffChanges(staff: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'staff');
  const changes = [
    {
      name: 'disable',
      action: 'staff-disabled',
      change: ({ db }: OpenInstallation, id: string) => disableStaffMember(db, id, context.now()),
    },
    { name: 'enable', action: 'staff-enabled', change: ({ db }: OpenInstallation, id: string) => enableStaffMember(db, id) },
  ] as const;
  for (const { name, action, change } of changes) {
    const command = staff
      .command(name)
      .description(say(`cli.${name}`))
      .argument('<sign-in>', say('cli.signIn'));
    addExamples(command, context, [`staff ${name} canbo`]);
    act(command, (self, [typed = '']) =>
      withAccount(context, self, typed, async (open, { id, signInName }) => {
        if (await change(open, id)) await record(context, open, action, id);
        context.err(say(`cli.${name}d`, { signInName }));
        return exitCodes.done;
      }),
    );
  }
  addReset(staff, context, act);
}

const resetOptions = z.object({ passwordStdin: z.boolean().default(false), secondFactor: z.boolean().default(false) });

function addReset(staff: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'staff');
  const reset = staff.command('reset-password').description(say('cli.resetPassword')).argument('<sign-in>', say('cli.signIn'));
  reset.option('--second-factor', say('cli.alsoSecondFactor')).option('--password-stdin', say('cli.passwordStdin'));
  reset.addOption(jsonOption(context));
  addExamples(reset, context, ['staff reset-password canbo', 'staff reset-password canbo --second-factor --password-stdin < file']);
  act(reset, async (self, [typed = '']) => {
    const { passwordStdin, secondFactor } = resetOptions.parse(self.opts());
    const password = passwordStdin ? (await context.readStdin()).trim() : newPassword();
    const wrong = newStaffMember.shape.password.safeParse(password).error?.issues ?? [];
    for (const issue of wrong) context.err(`password: ${issue.message}`);
    if (wrong.length > 0) return exitCodes.wrongUse;
    return withAccount(context, self, typed, async (open, { id, signInName }) => {
      await changePassword(open.db, id, password, context.now());
      await record(context, open, 'password-reset', id);
      if (secondFactor && (await removeSecondFactor(open.db, id, context.now()))) await record(context, open, 'second-factor-removed', id);
      const told = passwordStdin ? { signInName } : { signInName, password };
      if (sharedOptions(self).json) context.out(JSON.stringify({ id, ...told }));
      else context.out(say(passwordStdin ? 'cli.reset' : 'cli.resetWithPassword', told));
      return exitCodes.done;
    });
  });
}

type Found = { readonly id: string; readonly signInName: string };

function withAccount(
  context: CliContext,
  self: Command,
  typed: string,
  work: (open: OpenInstallation, account: Found) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withInstallation(context, sharedOptions(self).demo, async (open) => {
    const signInName = foldSignInName(typed);
    const account = (await listStaff(open.db, 'everything', context.now())).find((one) => one.signInName === signInName);
    if (account !== undefined) return work(open, account);
    context.err(context.texts(context.language, 'staff')('cli.nobody', { signInName }));
    return exitCodes.failed;
  });
}

function record(context: CliContext, { db, keys }: OpenInstallation, action: AuditAction, subject: string): Promise<void> {
  return recordAct(db, keys.of('audit'), { at: context.now(), actor: 'cli', action, subject });
}
