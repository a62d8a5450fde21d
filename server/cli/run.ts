import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { Language } from '../../courses/model';
import { loadTexts } from '../i18n';
import { packageRoot } from '../package-root';
import { explainFailure } from '../start-failure';
import { addAudit } from './commands/audit';
import { addCampaign } from './commands/campaign';
import { addChannel } from './commands/channel';
import { addCodes } from './commands/codes';
import { addConfig } from './commands/config';
import { addContent } from './commands/content';
import { addDoctor } from './commands/doctor';
import { addImport } from './commands/import';
import { addInit } from './commands/init';
import { addLedger, addTallies } from './commands/ledger';
import { addMessenger } from './commands/messenger';
import { addOutbox } from './commands/outbox';
import { addPlan } from './commands/plan';
import { addReadiness } from './commands/readiness';
import { addReport } from './commands/report';
import { addShifts } from './commands/shifts';
import { addStaff } from './commands/staff';
import { addZalo } from './commands/zalo';
import type { Act, AddCommand, CliContext } from './context';
import { type CliIo, type ExitCode, exitCodes } from './io';

/** The commands in the order of `--help`. */
const commands: readonly AddCommand[] = [
  addInit,
  addReadiness,
  addConfig,
  addDoctor,
  addContent,
  addStaff,
  addAudit,
  addImport,
  addCodes,
  addPlan,
  addTallies,
  addLedger,
  addReport,
  addOutbox,
  addCampaign,
  addShifts,
  addChannel,
  addMessenger,
  addZalo,
];

/** One call of `hieu-luat`: results to `out`, the rest to `err`, the outcome as an exit code. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<ExitCode> {
  const texts = loadTexts();
  const language = languageOf(io.shell);
  const context: CliContext = { ...io, texts, language, say: texts(language, 'cli') };
  const outcome: { code: ExitCode } = { code: exitCodes.done };
  try {
    await buildProgram(context, outcome).parseAsync(argv, { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    io.err(explainFailure(error, texts) ?? (error instanceof Error ? error.message : String(error)));
    return exitCodes.failed;
  }
}

function buildProgram(context: CliContext, outcome: { code: ExitCode }): Command {
  const { say, out, err } = context;
  const program = new Command('hieu-luat')
    .description(say('command.program'))
    .version(version())
    .option('--demo', say('command.demo'))
    .configureOutput({ writeOut: (text) => out(text.trimEnd()), writeErr: (text) => err(text.trimEnd()) })
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError()
    .exitOverride();
  const act: Act = (command, action) => {
    command.action(async () => {
      outcome.code = await action(command, command.args);
    });
  };
  for (const add of commands) add(program, context, act);
  return program;
}

/** A terminal set to English reads English, every other Vietnamese. */
function languageOf(shell: CliIo['shell']): Language {
  const locale = shell.LC_ALL ?? shell.LC_MESSAGES ?? shell.LANG ?? '';
  return locale.startsWith('en') ? 'en' : 'vi';
}

function version(): string {
  const { version: number }: { readonly version: string } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return number;
}
