import { createLedger } from '../../reach/ledger';
import { verifyReports } from '../../reports/verify-report';
import { type AddCommand, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';

/** `report verify`: the ledger first, then each signed report counted again from it; exit 3 when anything no longer holds. */
export const addReport: AddCommand = (parent, context, act) => {
  const { out, now } = context;
  const say = context.texts(context.language, 'reports');
  const report = parent.command('report').description(say('cli.report'));
  const verify = report.command('verify').description(say('cli.verify')).argument('[report]', say('cli.which'));
  verify.addOption(jsonOption(context));
  addExamples(verify, context, ['report verify', 'report verify 01KB0000000000000000000000 --json']);
  act(verify, async (self, [only]) => {
    const { demo, json } = sharedOptions(self);
    const { ledger, reports } = await withInstallation(context, demo, async ({ db, keys }) => ({
      ledger: await createLedger(db, { now, headKey: keys.of('seal-head') }).verify(keys),
      reports: await verifyReports(db, keys, only),
    }));
    const broken = [...ledger.broken, ...(ledger.altered ?? [])];
    if (json) out(JSON.stringify({ ledger, reports }));
    else {
      for (const row of broken) out(row);
      for (const { report: id, faults, differences } of reports) {
        for (const fault of faults) out(`${id}\t${say(`cli.fault.${fault}`)}`);
        for (const one of differences) out([id, one.indicator, one.figure, one.reported ?? '–', one.recomputed ?? '–'].join('\t'));
      }
      const wrong = reports.filter(({ faults, differences }) => faults.length + differences.length > 0).length;
      out(say('cli.verified', { reports: reports.length, wrong, rows: ledger.rows, broken: broken.length }));
    }
    if (only !== undefined && reports.length === 0) return exitCodes.failed;
    return broken.length > 0 || reports.some(({ faults, differences }) => faults.length + differences.length > 0)
      ? exitCodes.problems
      : exitCodes.done;
  });
};
