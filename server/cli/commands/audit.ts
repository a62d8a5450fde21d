import { type Command, InvalidArgumentError, Option } from 'commander';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { findBrokenAct } from '../../staff/audit';
import { searchAudit } from '../../staff/search-audit';
import { auditActions } from '../../storage/collections/audit';
import { type Act, type AddCommand, type CliContext, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, readDay, sharedOptions } from '../options';

const options = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  actor: z.string().optional(),
  action: z.enum(auditActions).optional(),
  subject: z.string().optional(),
  before: z.number().optional(),
  limit: z.number().default(100),
});

/** `audit verify` follows the chain, exit 3 when a row was changed or taken out; `audit search` reads what was done, the newest first. */
export const addAudit: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'staff');
  const audit = parent.command('audit').description(say('cli.audit'));
  const verify = audit.command('verify').description(say('cli.auditVerify')).addOption(jsonOption(context));
  addExamples(verify, context, ['audit verify', 'audit verify --json']);
  act(verify, async (self) => {
    const { demo, json } = sharedOptions(self);
    const broken = await withInstallation(context, demo, ({ db, keys }) => findBrokenAct(db, keys.of('audit')));
    if (json) context.out(JSON.stringify({ whole: broken === undefined, ...(broken === undefined ? {} : { broken }) }));
    else context.out(broken === undefined ? say('cli.auditWhole') : say('cli.auditBroken', { number: broken }));
    return broken === undefined ? exitCodes.done : exitCodes.problems;
  });
  addSearch(audit, context, act);
};

function addSearch(audit: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'staff');
  const search = audit.command('search').description(say('cli.auditSearch'));
  search.option('--from <date>', say('cli.from'), readDay).option('--to <date>', say('cli.to'), readDay);
  search.option('--actor <id>', say('cli.actor')).option('--subject <text>', say('cli.subject'));
  search.addOption(new Option('--action <action>', say('cli.action')).choices(auditActions));
  search.option('--before <number>', say('cli.before'), readNumber).option('--limit <n>', say('cli.limit'), readNumber);
  search.addOption(jsonOption(context));
  addExamples(search, context, ['audit search --from 2026-11-01 --action exported', 'audit search --actor cli --limit 20 --json']);
  act(search, async (self) => {
    const { from, to, ...rest } = options.parse(self.opts());
    const { demo, json } = sharedOptions(self);
    const query = {
      ...rest,
      ...(from === undefined ? {} : { from: startOf(from, 0) }),
      ...(to === undefined ? {} : { to: startOf(to, 1) }),
    };
    const page = await withInstallation(context, demo, ({ db }) => searchAudit(db, 'everything', query, context.now()));
    if (json)
      context.out(JSON.stringify(page.rows.map(({ _id, at, actor, action, subject }) => ({ number: _id, at, actor, action, subject }))));
    else for (const row of page.rows) context.out([row._id, row.at.toISOString(), row.actor, row.action, row.subject].join('\t'));
    if (page.next !== undefined) context.err(say('cli.auditMore', { number: page.next }));
    return exitCodes.done;
  });
}

/** The first moment of a day in Vietnam; both days of a search are included. */
function startOf(day: string, plus: number): Date {
  return DateTime.fromISO(day, { zone: 'Asia/Ho_Chi_Minh' }).plus({ days: plus }).toJSDate();
}

function readNumber(text: string): number {
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < 1) throw new InvalidArgumentError('1–999999999');
  return number;
}
