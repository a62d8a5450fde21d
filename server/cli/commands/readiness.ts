import { z } from 'zod';
import {
  channelsIn,
  heldBy,
  missingFor,
  type ReadRecording,
  readinessHistory,
  readRecording,
  recordReadiness,
  standing,
} from '../../readiness/readiness';
import { recordAct } from '../../staff/audit';
import { readinessItems } from '../../storage/collections/readiness';
import { type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, jsonOption, readDay, sharedOptions } from '../options';

const itemName = z.enum(readinessItems);
const typed = z.object({ name: z.string().optional(), document: z.string(), date: z.string().optional() });

/** `readiness`: what the agency must have in hand before a channel opens to learners. */
export const addReadiness: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'readiness');
  const readiness = parent.command('readiness').description(say('cli.readiness'));
  const set = readiness.command('set').description(say('cli.set')).argument('<item>', readinessItems.join(', '));
  set.option('--name <name>', say('cli.name')).requiredOption('--document <number>', say('cli.document'));
  set.option('--date <date>', say('cli.date'), readDay);
  addExamples(set, context, [
    'readiness set controller --name "Sở Y tế tỉnh Thử" --document "12/QĐ-SYT"',
    'readiness set impact-assessment --document "HS-2026-15" --date 2026-10-30',
  ]);
  act(set, async (self, [given]) => {
    const item = itemName.safeParse(given).data;
    const read = item === undefined ? undefined : readRecording(item, typed.parse(self.opts()), context.now());
    if (read === undefined || 'faults' in read) {
      sayFaults(context, read);
      return exitCodes.wrongUse;
    }
    return withInstallation(context, sharedOptions(self).demo, (open) => record(open, context, read.recording));
  });

  const show = readiness.command('show').description(say('cli.show')).addOption(jsonOption(context));
  act(show, (self) => {
    const { demo, json } = sharedOptions(self);
    return withInstallation(context, demo, (open) => showReadiness(open, context, json));
  });
};

/** What an installation still waits for, on the terminal; nothing where it waits for nothing. */
export async function sayMissing({ db, config }: OpenInstallation, context: CliContext): Promise<void> {
  const say = context.texts(context.language, 'readiness');
  const missing = missingFor(channelsIn(config), standing(await readinessHistory(db)));
  if (missing.length === 0) return;
  context.err(say('cli.missing'));
  for (const item of missing) context.err(`  ${item}: ${say(`item.${item}`)}`);
}

function sayFaults(context: CliContext, read: Extract<ReadRecording, { faults: unknown }> | undefined): void {
  const say = context.texts(context.language, 'readiness');
  if (read === undefined) context.err(say('cli.noItem', { items: readinessItems.join(', ') }));
  else for (const field of read.faults) context.err(`--${field}: ${say(`fault.${field}`)}`);
}

async function record(open: OpenInstallation, context: CliContext, recording: Parameters<typeof recordReadiness>[1]): Promise<ExitCode> {
  const { db, keys } = open;
  const now = context.now();
  await recordReadiness(db, recording, { by: 'cli', now });
  await recordAct(db, keys.of('audit'), { at: now, actor: 'cli', action: 'readiness-recorded', subject: recording.item });
  const say = context.texts(context.language, 'readiness');
  context.err(say('cli.recorded', { item: say(`item.${recording.item}`) }));
  await sayMissing(open, context);
  return exitCodes.done;
}

async function showReadiness({ db, config }: OpenInstallation, context: CliContext, json: boolean): Promise<ExitCode> {
  const say = context.texts(context.language, 'readiness');
  const history = await readinessHistory(db);
  const recorded = standing(history);
  const channels = channelsIn(config).map((channel) => ({ channel, missing: config.demo ? [] : missingFor([channel], recorded) }));
  if (json) {
    const rows = history.map(({ _id, ...row }) => row);
    context.out(JSON.stringify({ channels: channels.map((one) => ({ ...one, open: one.missing.length === 0 })), history: rows }));
    return exitCodes.done;
  }
  if (config.demo) context.err(say('cli.demonstration'));
  for (const item of readinessItems) {
    const row = recorded.get(item);
    const held = row === undefined ? say('notRecorded') : [row[heldBy[item]], row.document].join(', ');
    context.out(`${item}\t${say(`item.${item}`)}\t${held}`);
  }
  for (const { channel, missing } of channels)
    context.out(`${say(`channel.${channel}`)}\t${missing.length === 0 ? say('open') : say('closed', { missing: missing.join(', ') })}`);
  return exitCodes.done;
}
