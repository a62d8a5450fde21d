import { type Command, InvalidArgumentError, Option } from 'commander';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { CliContext } from './context';

const shared = z.object({ json: z.boolean().default(false), dryRun: z.boolean().default(false), demo: z.boolean().default(false) });

/** `--json` and `--dry-run` where a command has them, `--demo` everywhere. */
export function sharedOptions(command: Command): z.infer<typeof shared> {
  return shared.parse(command.optsWithGlobals());
}

export function jsonOption(context: CliContext): Option {
  return new Option('--json', context.say('command.json'));
}

export function dryRunOption(context: CliContext): Option {
  return new Option('--dry-run', context.say('command.dryRun'));
}

/** A day as yyyy-mm-dd that the calendar has. */
export function readDay(text: string): string {
  const day = DateTime.fromISO(text, { zone: 'Asia/Ho_Chi_Minh' });
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || !day.isValid) throw new InvalidArgumentError('yyyy-mm-dd');
  return text;
}

/** How many codes at once: a school, not a province. */
export function readCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > 100_000) throw new InvalidArgumentError('1–100000');
  return count;
}

/** The day it is at the plan's offices. */
export function today(now: Date): string {
  return DateTime.fromJSDate(now, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('yyyy-MM-dd');
}

export function addExamples(command: Command, context: CliContext, examples: readonly string[]): Command {
  return command.addHelpText(
    'after',
    `\n${context.say('command.examples')}\n${examples.map((line) => `  npx hieu-luat ${line}`).join('\n')}`,
  );
}
