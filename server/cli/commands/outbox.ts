import type { Command } from 'commander';
import { dropUnsent, listUnsent, retryUnsent, type Unsent } from '../../outbox/unsent';
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
    const rows = await withInstallation(context, demo, ({ db }) => listUnsent(db));
    if (json) out(JSON.stringify(rows));
    else for (const row of rows) out(lineOf(row, context));
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

type Change = (open: OpenInstallation, id: string) => Promise<boolean>;

function change(context: CliContext, done: 'retried' | 'dropped', work: Change) {
  return async (self: Command, [id = '']: readonly string[]): Promise<ExitCode> => {
    const changed = await withInstallation(context, sharedOptions(self).demo, (open) => work(open, id));
    context.err(context.say(changed ? `outbox.${done}` : 'outbox.notOpen', { id }));
    return changed ? exitCodes.done : exitCodes.failed;
  };
}

function lineOf({ _id, state, reason, tries, at }: Unsent, { say }: CliContext): string {
  const why = reason === undefined ? '' : `: ${say(`outbox.reason.${reason}`)}`;
  return `${_id}  ${at.toISOString()}  ${say(`outbox.state.${state}`)}${why} (${say('outbox.tries', { count: tries })})`;
}
