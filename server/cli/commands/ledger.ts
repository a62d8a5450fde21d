import { z } from 'zod';
import { createLedger } from '../../reach/ledger';
import { type AddCommand, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';

/** `tallies rebuild`: the count is made anew from the ledger, while people go on learning. */
export const addTallies: AddCommand = (parent, context, act) => {
  const { say, out, now } = context;
  const tallies = parent.command('tallies').description(say('command.tallies'));
  const rebuild = tallies.command('rebuild').description(say('command.talliesRebuild'));
  rebuild.option('--plan <id>', say('command.planId')).addOption(jsonOption(context));
  addExamples(rebuild, context, ['tallies rebuild', 'tallies rebuild --json']);
  act(rebuild, async (self) => {
    const { plan } = z.object({ plan: z.string().optional() }).parse(self.opts());
    const { demo, json } = sharedOptions(self);
    const report = await withInstallation(context, demo, ({ db }) => createLedger(db, { now }).rebuild(plan));
    out(json ? JSON.stringify(report) : say('tallies.rebuilt', report));
    return exitCodes.done;
  });
};

/** `ledger verify`: follows the seals, then compares every row with what was sealed; exit 3 when one no longer holds. */
export const addLedger: AddCommand = (parent, context, act) => {
  const { say, out, now } = context;
  const ledger = parent.command('ledger').description(say('command.ledger'));
  const verify = ledger.command('verify').description(say('command.ledgerVerify')).addOption(jsonOption(context));
  addExamples(verify, context, ['ledger verify', 'ledger verify --json']);
  act(verify, async (self) => {
    const { demo, json } = sharedOptions(self);
    const report = await withInstallation(context, demo, ({ db, keys }) =>
      createLedger(db, { now, headKey: keys.of('seal-head') }).verify(keys),
    );
    const altered = report.altered ?? [];
    if (json) out(JSON.stringify(report));
    else {
      const counts = { ...report, broken: report.broken.length, altered: altered.length };
      for (const line of [...report.broken, ...altered, say('ledger.verified', counts)]) out(line);
    }
    return report.broken.length + altered.length > 0 ? exitCodes.problems : exitCodes.done;
  });
};
