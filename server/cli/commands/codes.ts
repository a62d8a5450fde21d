import { DateTime } from 'luxon';
import { z } from 'zod';
import { createGroupCode, createRosterCodes } from '../../organisations/create-codes';
import { type AddCommand, withInstallation } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, readCount, readDay, sharedOptions } from '../options';

const options = z.object({ group: z.string(), count: z.number().optional(), expires: z.string() });

/** `codes create`: single-use codes for a roster, or without `--count` one code for the whole group. Printed once, kept only as hashes. */
export const addCodes: AddCommand = (parent, context, act) => {
  const { say, out, err } = context;
  const codes = parent.command('codes').description(say('command.codes'));
  const create = codes.command('create').description(say('command.codesCreate'));
  create.requiredOption('--group <id>', say('command.group')).requiredOption('--expires <date>', say('command.expires'), readDay);
  create.option('--count <n>', say('command.count'), readCount).addOption(jsonOption(context));
  addExamples(create, context, [
    'codes create --group 10A1 --count 42 --expires 2027-05-31 > 10A1.txt',
    'codes create --group 10A1 --expires 2027-05-31',
  ]);
  act(create, async (self) => {
    const { group, count, expires } = options.parse(self.opts());
    const { demo, json } = sharedOptions(self);
    const place = { group, expires: endOf(expires), now: context.now() };
    const made = await withInstallation(context, demo, async ({ db, keys }) =>
      count === undefined ? createGroupCode(db, keys, place) : createRosterCodes(db, keys, { ...place, count }),
    );
    if (made === undefined) {
      err(say('codes.noGroup', { group }));
      return exitCodes.failed;
    }
    const list = typeof made === 'string' ? [made] : made;
    out(json ? JSON.stringify({ group, codes: list }) : list.join('\n'));
    return exitCodes.done;
  });
};

/** A code may be used on its last day. */
function endOf(lastDay: string): Date {
  return DateTime.fromISO(lastDay, { zone: 'Asia/Ho_Chi_Minh' }).plus({ days: 1 }).toJSDate();
}
