import { z } from 'zod';
import { loadCalendars } from '../../../courses/load-courses';
import { calendarOf } from '../../pushes/calendar';
import { recordAct } from '../../staff/audit';
import { native } from '../../storage/collection';
import { groups } from '../../storage/collections/groups';
import { organisations } from '../../storage/collections/organisations';
import { shifts } from '../../storage/collections/shifts';
import { type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, readDay, sharedOptions } from '../options';

const options = z.object({
  group: z.string().optional(),
  organisation: z.string().optional(),
  pattern: z.string(),
  since: z.string().optional(),
});
type Options = z.infer<typeof options>;

/** `shifts set`: the working pattern of a group or organisation, so that nobody is written to at work or asleep after a night at work. */
export const addShifts: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'campaigns');
  const set = parent.command('shifts').description(say('shifts.shifts')).command('set').description(say('shifts.set'));
  set.option('--group <id>', say('shifts.group')).option('--organisation <id>', say('shifts.organisation'));
  set.requiredOption('--pattern <id>', say('shifts.pattern')).option('--since <date>', say('shifts.since'), readDay);
  addExamples(set, context, [
    'shifts set --organisation kcn-1 --pattern three-shifts-weekly --since 2026-11-23',
    'shifts set --group kcn-1-b --pattern none',
  ]);
  act(set, async (self) => {
    const given = options.parse(self.opts());
    const node = nodeOf(given);
    if (node === undefined || (given.pattern !== 'none' && given.since === undefined)) {
      context.err(say('shifts.one_node'));
      return exitCodes.wrongUse;
    }
    return withInstallation(context, sharedOptions(self).demo, (open) => setShift(open, context, node, given));
  });
};

function nodeOf({ group, organisation }: Options): string | undefined {
  if ((group === undefined) === (organisation === undefined)) return undefined;
  return group === undefined ? `organisation:${organisation}` : `group:${group}`;
}

async function setShift(open: OpenInstallation, context: CliContext, node: string, { pattern, since }: Options): Promise<ExitCode> {
  const say = context.texts(context.language, 'campaigns');
  const { patterns } = calendarOf(loadCalendars(open.config.contentDir));
  if (pattern !== 'none' && !patterns.has(pattern)) {
    context.err(say('shifts.no_pattern', { patterns: [...patterns.keys()].join(', ') }));
    return exitCodes.failed;
  }
  if (!(await exists(open, node))) {
    context.err(say('shifts.no_node', { node }));
    return exitCodes.failed;
  }
  const rows = native(shifts(open.db));
  if (pattern === 'none' || since === undefined) await rows.deleteOne({ _id: node });
  else await rows.updateOne({ _id: node }, { $set: { pattern, since } }, { upsert: true });
  const subject = `${node} ${pattern}`;
  await recordAct(open.db, open.keys.of('audit'), { at: context.now(), actor: 'cli', action: 'shift-set', subject });
  context.err(say(pattern === 'none' ? 'shifts.removed' : 'shifts.done', { node }));
  return exitCodes.done;
}

async function exists({ db }: OpenInstallation, node: string): Promise<boolean> {
  const [kind, id = ''] = [node.slice(0, node.indexOf(':')), node.slice(node.indexOf(':') + 1)];
  const found = kind === 'group' ? native(groups(db)).countDocuments({ _id: id }) : native(organisations(db)).countDocuments({ _id: id });
  return (await found) === 1;
}
