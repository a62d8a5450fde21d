import { resolve } from 'node:path';
import { z } from 'zod';
import { capabilitiesByName } from '../../../bot/channels/registry';
import { checkContent } from '../../../courses/check-content';
import type { Surface } from '../../../courses/check-surfaces';
import { contentIssues, formatIssue, severityOf } from '../../../courses/content-issue';
import type { CheckedConfig } from '../../config';
import { packageRoot } from '../../package-root';
import { type AddCommand, configFor } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, readDay, sharedOptions, today } from '../options';

const options = z.object({ on: z.string().optional(), folder: z.string().optional() });

/** `content check --on DATE`: every fault an author can mend, where it stands. Warnings and notes do not fail the check. */
export const addContent: AddCommand = (parent, context, act) => {
  const { say, out, err } = context;
  const content = parent.command('content').description(say('command.content'));
  const check = content.command('check').description(say('command.contentCheck'));
  check.option('--on <date>', say('command.on'), readDay).option('--folder <folder>', say('command.folder')).addOption(jsonOption(context));
  addExamples(check, context, ['content check', 'content check --on 2027-01-01', 'content check --folder ./content --json']);
  act(check, (self) => {
    const { on = today(context.now()), folder } = options.parse(self.opts());
    const checked = configFor(context, false);
    const standing = 'config' in checked ? checked.config.contentDir : resolve(packageRoot, 'content');
    const issues = checkContent(folder === undefined ? standing : resolve(context.folder, folder), on, surfacesOf(checked));
    const errors = issues.filter((issue) => severityOf(issue) === 'error').length;
    if (sharedOptions(self).json) out(JSON.stringify({ on, issues: issues.map((issue) => ({ ...issue, severity: severityOf(issue) })) }));
    else for (const issue of issues) out(`${formatIssue(issue)} ${contentIssues[issue.code].hint}`);
    err(say('content.checked', { on, errors, others: issues.length - errors }));
    return errors > 0 ? exitCodes.problems : exitCodes.done;
  });
};

/** The channels this installation serves; where it has none yet, the web chat. */
function surfacesOf(checked: CheckedConfig): readonly Surface[] {
  const config = 'config' in checked ? checked.config : undefined;
  const served = { web: true, messenger: config?.messenger !== undefined, zalo: config?.zalo !== undefined };
  return [...capabilitiesByName].flatMap(([name, capabilities]) => (served[name] ? [{ name, ...capabilities }] : []));
}
