import { type Command, Option } from 'commander';
import { z } from 'zod';
import { newStaffMember } from '../../staff/create-staff-member';
import { listStaff, type StaffAccount } from '../../staff/list-staff';
import { placesOf } from '../../staff/place-of-scope';
import { roles } from '../../staff/roles';
import type { Scope } from '../../staff/scope';
import { type Act, type AddCommand, type CliContext, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';
import { addAccount, newPassword } from './staff-account';
import { addStaffChanges } from './staff-changes';

const options = z.object({
  name: z.string(),
  signIn: z.string(),
  role: z.enum(roles),
  area: z.string().optional(),
  organisation: z.string().optional(),
  group: z.string().optional(),
  passwordStdin: z.boolean().default(false),
});

/** `staff`: the accounts of the console. A password is never an argument: other users of the machine can read those. */
export const addStaff: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'staff');
  const staff = parent.command('staff').description(say('cli.staff'));
  addCreate(staff, context, act);
  const list = staff.command('list').description(say('cli.list')).addOption(jsonOption(context));
  addExamples(list, context, ['staff list', 'staff list --json']);
  act(list, async (self) => {
    const { demo, json } = sharedOptions(self);
    const accounts = await withInstallation(context, demo, ({ db }) => listStaff(db, 'everything', context.now()));
    if (json) context.out(JSON.stringify(accounts));
    else for (const account of accounts) context.out(lineOf(context, account));
    return exitCodes.done;
  });
  addStaffChanges(staff, context, act);
};

function addCreate(staff: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'staff');
  const create = staff.command('create').description(say('cli.create'));
  create.requiredOption('--name <name>', say('cli.name')).requiredOption('--sign-in <name>', say('cli.signIn'));
  create.addOption(new Option('--role <role>', say('cli.role')).choices(roles).makeOptionMandatory());
  create.option('--area <code>', say('cli.area')).option('--organisation <id>', say('cli.organisation'));
  create.option('--group <id>', say('cli.group')).option('--password-stdin', say('cli.passwordStdin'));
  create.addOption(dryRunOption(context)).addOption(jsonOption(context));
  addExamples(create, context, [
    'staff create --name "Cán bộ thử" --sign-in canbo --role officer',
    'staff create --name "…" --sign-in doan-thpt-1 --role organiser --organisation thpt-1 --password-stdin < file',
  ]);
  act(create, async (self) => {
    const given = options.parse(self.opts());
    const scope = scopeOf(given);
    if (scope === undefined) {
      context.err(say('cli.oneScope'));
      return exitCodes.wrongUse;
    }
    const password = given.passwordStdin ? (await context.readStdin()).trim() : newPassword();
    const { demo, dryRun, json } = sharedOptions(self);
    const account = { name: given.name, signInName: given.signIn, password, role: given.role, scope };
    const wrong = newStaffMember.safeParse(account).error?.issues ?? [];
    for (const issue of wrong) context.err(`${issue.path.join('.')}: ${issue.message}`);
    if (wrong.length > 0) return exitCodes.wrongUse;
    if (dryRun) return exitCodes.done;
    return withInstallation(context, demo, async (open) => {
      const [place] = await placesOf(open.db, [scope]);
      if (place !== undefined) return addAccount(context, open, account, { json, tell: !given.passwordStdin });
      context.err(say('cli.noPlace', { place: placeWords(scope) }));
      return exitCodes.failed;
    });
  });
}

/** Without any the account sees everything; two at once make no sense. */
function scopeOf({ area, organisation, group }: z.infer<typeof options>): Scope | undefined {
  const given: readonly Scope[] = [
    ...(area === undefined ? [] : [{ kind: 'area' as const, id: area }]),
    ...(organisation === undefined ? [] : [{ kind: 'organisation' as const, id: organisation }]),
    ...(group === undefined ? [] : [{ kind: 'group' as const, id: group }]),
  ];
  if (given.length === 0) return { kind: 'everything' };
  return given.length === 1 ? given[0] : undefined;
}

function lineOf(context: CliContext, { signInName, name, role, scope, hasSecondFactor, disabledAt, lockedUntil }: StaffAccount): string {
  const say = context.texts(context.language, 'staff');
  const marks = [
    ...(hasSecondFactor ? [say('state.secondFactor')] : []),
    ...(lockedUntil === undefined ? [] : [say('state.locked')]),
    ...(disabledAt === undefined ? [] : [say('state.disabled')]),
  ];
  return [signInName, name, say(`role.${role}`), placeWords(scope), ...marks].join('\t');
}

function placeWords(scope: Scope): string {
  return scope.kind === 'everything' ? '*' : `${scope.kind} ${scope.id}`;
}
