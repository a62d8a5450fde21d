import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { importAreas, importSuccessors } from '../../organisations/import-areas';
import { importDenominators } from '../../organisations/import-denominators';
import { importGroups, importOrganisations } from '../../organisations/import-organisations';
import { importRosterCodes, type RosterReport } from '../../organisations/import-roster-codes';
import type { ImportOptions, ImportReport } from '../../organisations/write-rows';
import { type Act, type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';
import { readTextFile } from '../read-text-file';

type Report = ImportReport & Partial<Pick<RosterReport, 'codes'>>;
type Import = (open: OpenInstallation, text: string, options: Required<ImportOptions> & { readonly now: Date }) => Promise<Report>;

/** What can be imported, in the order in which one file needs the other. */
const kinds: Readonly<Record<string, Import>> = {
  areas: ({ db }, text, options) => importAreas(db, text, options),
  successors: ({ db }, text, options) => importSuccessors(db, text, options),
  organisations: ({ db }, text, options) => importOrganisations(db, text, options),
  groups: ({ db }, text, options) => importGroups(db, text, options),
  denominators: ({ db }, text, options) => importDenominators(db, text, options),
  codes: ({ db, keys }, text, options) => importRosterCodes(db, keys, text, options),
};

/** `import areas|successors|organisations|groups|denominators|codes FILE`: all rows or none, with every fault at its line. */
export const addImport: AddCommand = (parent, context, act) => {
  const command = parent.command('import').description(context.say('command.import'));
  for (const [kind, importFile] of Object.entries(kinds)) addKind(command, kind, importFile, { context, act });
};

function addKind(
  parent: Command,
  kind: string,
  importFile: Import,
  { context, act }: { readonly context: CliContext; readonly act: Act },
): void {
  const command = parent
    .command(kind)
    .description(context.say(`command.import_${kind}`))
    .argument('<file.csv>');
  command.addOption(dryRunOption(context)).addOption(jsonOption(context));
  addExamples(command, context, [`import ${kind} ${kind}.csv --dry-run`, `import ${kind} ${kind}.csv --json`]);
  act(command, async (self, [file = '']) => {
    const { demo, dryRun, json } = sharedOptions(self);
    const text = readTextFile(context, file);
    if (text === undefined) return exitCodes.failed;

    const report = await withInstallation(context, demo, (open) => importFile(open, text, { dryRun, now: context.now() }));
    return tell(context, file, report, json);
  });
}

function tell({ out, err, say, texts, language }: CliContext, file: string, report: Report, json: boolean): ExitCode {
  const sayFault = texts(language, 'imports');
  const faults = report.errors.map(({ line, column, message, values }) => ({ line, column, text: sayFault(message, values) }));
  if (json) out(JSON.stringify({ ...report, errors: faults }));
  else for (const { line, column, text } of faults) out(`${file}:${line}: ${column === '' ? '' : `${column}: `}${text}`);
  if (!json && report.codes !== undefined && report.codes.length > 0) out(stringify([...report.codes], { header: true }).trimEnd());
  err(say(outcomeKey(report), report));
  return faults.length > 0 ? exitCodes.problems : exitCodes.done;
}

function outcomeKey({ errors, dryRun }: Report): string {
  if (errors.length > 0) return 'import.refused';
  return dryRun ? 'import.wouldDo' : 'import.done';
}
