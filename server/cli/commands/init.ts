import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newSecrets } from '../../demonstration-secrets';
import { type AddCommand, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';
import { sayMissing } from './readiness';
import { addAccount, newPassword } from './staff-account';

/** Anything a line of .env can hold. */
const oneLine = z
  .string()
  .trim()
  .regex(/^[^\r\n\\]+$/);

const options = z.object({
  agencyName: oneLine.optional(),
  agencyNameEn: oneLine.optional(),
  area: oneLine.optional(),
  name: z.string().trim().min(1),
  signIn: z.string().trim().min(3),
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  mongodbUri: z.string().startsWith('mongodb').optional(),
});

/** `init`: a real configuration with secrets of its own, and the first administrator, who lets everybody else in. It never overwrites one. */
export const addInit: AddCommand = (parent, context, act) => {
  const { say, err } = context;
  const command = parent.command('init').description(say('command.init'));
  command
    .option('--name <name>', context.texts(context.language, 'staff')('cli.name'), 'Quản trị viên')
    .option('--sign-in <name>', context.texts(context.language, 'staff')('cli.signIn'), 'quantri');
  command
    .option('--agency-name <name>', say('config.help.AGENCY_NAME'))
    .option('--agency-name-en <name>', say('config.help.AGENCY_NAME_EN'))
    .option('--area <code>', say('config.help.AREA'));
  command.option('--public-url <url>', say('config.help.PUBLIC_URL')).option('--mongodb-uri <uri>', say('config.help.MONGODB_URI'));
  command.addOption(dryRunOption(context)).addOption(jsonOption(context));
  addExamples(command, context, [
    'init',
    'init --agency-name "Sở Y tế tỉnh Thử" --area 68 --sign-in quantri --public-url https://hieuluat.example.gov.vn',
  ]);
  act(command, async (self) => {
    const { json, dryRun } = sharedOptions(self);
    const given = options.safeParse(self.opts());
    for (const issue of given.error?.issues ?? []) err(`--${issue.path.join('.')}: ${issue.message}`);
    if (!given.success) return exitCodes.wrongUse;

    const file = join(context.folder, '.env');
    if (existsSync(file)) {
      err(say('init.alreadyThere', { file }));
      return exitCodes.failed;
    }
    if (dryRun) {
      err(say('init.wouldWrite', { file }));
      return exitCodes.done;
    }
    const agencyName = given.data.agencyName ?? oneLine.safeParse(await context.ask?.(`${say('init.askAgency')} `)).data;
    if (agencyName === undefined) {
      err(say('init.noAgency'));
      return exitCodes.wrongUse;
    }
    writeNew(file, settingsText({ ...given.data, agencyName }, say('init.fileHead')));
    err(say('init.written', { file }));
    const who = { name: given.data.name, signInName: given.data.signIn, password: newPassword() };
    const account = { ...who, role: 'administrator' as const, scope: { kind: 'everything' as const } };
    return withInstallation(context, false, async (open) => {
      const done = await addAccount(context, open, account, { json, tell: true });
      await sayMissing(open, context);
      return done;
    });
  });
};

type Chosen = z.infer<typeof options> & { readonly agencyName: string };

function settingsText({ agencyName, agencyNameEn, area, publicUrl, mongodbUri }: Chosen, head: string): string {
  const { secretKey, serviceWorkerKey } = newSecrets();
  const lines = [`# ${head}`, `SECRET_KEY=${secretKey}`, `SERVICE_WORKER_KEY=${serviceWorkerKey}`, `AGENCY_NAME=${quoted(agencyName)}`];
  if (agencyNameEn !== undefined) lines.push(`AGENCY_NAME_EN=${quoted(agencyNameEn)}`);
  if (area !== undefined) lines.push(`AREA=${quoted(area)}`);
  if (publicUrl !== undefined) lines.push(`PUBLIC_URL=${publicUrl}`);
  if (mongodbUri !== undefined) lines.push(`MONGODB_URI='${mongodbUri}'`);
  return `${lines.join('\n')}\n`;
}

/** In quotes that the text itself does not hold. */
function quoted(text: string): string {
  const quote = ["'", '"', '`'].find((one) => !text.includes(one)) ?? '';
  return `${quote}${text}${quote}`;
}

/** Fails if another has made the file meanwhile; on the disk before anything is stored under its keys. */
function writeNew(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
