import type { Command } from 'commander';
import {
  type Changed,
  countOfCampaigns,
  dropUnsent,
  listUnsent,
  retryUnsent,
  type Unsent,
  type UnsentOfCampaign,
} from '../../outbox/unsent';
import { recordAct } from '../../staff/audit';
import { type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';

/** `outbox list|retry|drop`: replies that could not be sent, why, and what to do with each. Never to whom, never what. */
export const addOutbox: AddCommand = (parent, context, act) => {
  const { say, out, now } = context;
  const outbox = parent.command('outbox').description(say('command.outbox'));
  const list = outbox.command('list').description(say('command.outboxList')).addOption(jsonOption(context));
  addExamples(list, context, ['outbox list', 'outbox list --json']);
  act(list, async (self) => {
    const { demo, json } = sharedOptions(self);
    const { rows, counts } = await withInstallation(context, demo, async ({ db }) => {
      return { rows: await listUnsent(db), counts: await countOfCampaigns(db) };
    });
    if (json) out(JSON.stringify(rows));
    else for (const line of linesOf(rows, counts, context)) out(line);
    if (!json) context.err(say('outbox.listed', { count: rows.length }));
    return exitCodes.done;
  });

  const retry = outbox.command('retry').description(say('command.outboxRetry')).argument('<id>');
  act(
    retry,
    change(context, 'retried', ({ db }, id) => retryUnsent(db, id, now())),
  );
  const drop = outbox.command('drop').description(say('command.outboxDrop')).argument('<id>');
  act(
    drop,
    change(context, 'dropped', ({ db }, id) => dropUnsent(db, id)),
  );
};

type Change = (open: OpenInstallation, id: string) => Promise<Changed>;

const acts = { retried: 'reply-sent-again', dropped: 'reply-given-up' } as const;
const refusals = { no_text: 'outbox.noText', not_found: 'outbox.notOpen' } as const;

/** Whether a reply is sent again or given up is somebody's decision, so it stands in the audit with those of the console. */
function change(context: CliContext, did: keyof typeof acts, work: Change) {
  return async (self: Command, [id = '']: readonly string[]): Promise<ExitCode> => {
    const changed = await withInstallation(context, sharedOptions(self).demo, async (open) => {
      const outcome = await work(open, id);
      if (outcome === 'done')
        await recordAct(open.db, open.keys.of('audit'), { at: context.now(), actor: 'cli', action: acts[did], subject: id });
      return outcome;
    });
    context.err(context.say(changed === 'done' ? `outbox.${did}` : refusals[changed], { id }));
    return changed === 'done' ? exitCodes.done : exitCodes.failed;
  };
}

/** What was said in answer first, then each campaign: how many stand where, and those that need somebody's word. */
function linesOf(rows: readonly Unsent[], counts: readonly UnsentOfCampaign[], context: CliContext): readonly string[] {
  const named = new Map(counts.map(({ campaign, name }) => [campaign, name]));
  const campaigns = [...named].flatMap(([campaign, name]) => [
    context.say('outbox.campaign', { campaign, name }),
    ...counts.filter((one) => one.campaign === campaign).map((one) => `  ${one.count} × ${standing(one, context)}`),
    ...rows.filter((row) => row.campaign === campaign).map((row) => `  ${lineOf(row, context)}`),
  ]);
  return [...rows.filter((row) => row.campaign === undefined).map((row) => lineOf(row, context)), ...campaigns];
}

function standing({ state, reason }: Pick<Unsent, 'state' | 'reason'>, { say }: CliContext): string {
  return `${say(`outbox.state.${state}`)}${reason === undefined ? '' : `: ${say(`outbox.reason.${reason}`)}`}`;
}

function lineOf({ _id, state, reason, tries, at, hasText }: Unsent, context: CliContext): string {
  const { say } = context;
  const stands = standing({ state, ...(reason === undefined ? {} : { reason }) }, context);
  return `${_id}  ${at.toISOString()}  ${stands} (${say('outbox.tries', { count: tries })})${hasText ? '' : `, ${say('outbox.withoutText')}`}`;
}
