import { z } from 'zod';
import { importPlan, readPlanFile } from '../../reach/plan';
import { type AddCommand, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';
import { readTextFile } from '../read-text-file';

/** `plan import FILE --area CODE`: an issued plan becomes an immutable version; the same file again changes nothing. */
export const addPlan: AddCommand = (parent, context, act) => {
  const { say, out, err } = context;
  const plan = parent.command('plan').description(say('command.plan'));
  const command = plan.command('import').description(say('command.planImport')).argument('<file>');
  command.requiredOption('--area <code>', say('command.planArea')).addOption(dryRunOption(context)).addOption(jsonOption(context));
  addExamples(command, context, ['plan import content/plans/sample.yaml --area 68', 'plan import plan.yaml --area 68 --dry-run']);
  act(command, async (self, [file = '']) => {
    const { area } = z.object({ area: z.string() }).parse(self.opts());
    const { demo, dryRun, json } = sharedOptions(self);
    const text = readTextFile(context, file);
    if (text === undefined) return exitCodes.failed;

    const imported = dryRun
      ? readPlanFile(text)
      : await withInstallation(context, demo, ({ db }) => importPlan(db, text, { area, now: context.now() }));
    if ('faults' in imported) {
      if (json) out(JSON.stringify({ faults: imported.faults }));
      else for (const fault of imported.faults) out(`${file}: ${fault}`);
      return exitCodes.problems;
    }
    if (!('id' in imported)) err(say('plan.sound'));
    else if (json) out(JSON.stringify({ id: imported.id }));
    else out(say('plan.imported', { id: imported.id }));
    return exitCodes.done;
  });
};
