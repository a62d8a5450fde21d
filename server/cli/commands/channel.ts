import { parse } from 'yaml';
import { z } from 'zod';
import type { Channel } from '../../../bot/channels/channel';
import { channelsOf } from '../../channels-of';
import { createLogger } from '../../observability/logger';
import type { PaidWay } from '../../outbox/windows';
import { recordAct } from '../../staff/audit';
import { native } from '../../storage/collection';
import { channelAccounts } from '../../storage/collections/channel-accounts';
import { type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';
import { readTextFile } from '../read-text-file';

const template = z.strictObject({
  name: z.string().min(1),
  language: z.string().min(2),
  values: z.record(z.string(), z.string()).optional(),
});
const way = z.strictObject({
  kind: z.enum(['utility-template', 'template-by-user', 'template-by-phone', 'paid-message']),
  template: template.optional(),
  priceVnd: z.int().min(0).optional(),
  uses: z.array(z.enum(['follow-up', 'campaign'])).min(1),
  adultsOnly: z.literal(true).optional(),
});
const ways = z.array(way.refine(({ kind, template }) => (kind === 'paid-message') === (template === undefined), { path: ['template'] }));

/** `channel ways list|set`: how an account may write once the free window has closed, and what each message costs. */
export const addChannel: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'campaigns');
  const command = parent.command('channel').description(say('ways.channel')).command('ways').description(say('ways.ways'));
  const list = command.command('list').description(say('ways.list')).addOption(jsonOption(context));
  act(list, async (self) => {
    const rows = await withInstallation(context, sharedOptions(self).demo, ({ db }) => native(channelAccounts(db)).find({}).toArray());
    if (sharedOptions(self).json) context.out(JSON.stringify(rows));
    else for (const row of rows) context.out(`${row._id}\n${row.ways.map((one) => `  ${lineOf(one)}`).join('\n')}`);
    return exitCodes.done;
  });
  const set = command.command('set').description(say('ways.set')).argument('<account>', say('ways.account')).argument('<file.yaml>');
  set.addOption(dryRunOption(context));
  addExamples(set, context, ['channel ways set messenger:page ways.yaml --dry-run', 'channel ways set zalo:oa ways.yaml']);
  act(set, async (self, [account = '', file = '']) => {
    const text = readTextFile(context, file);
    if (text === undefined) return exitCodes.failed;
    const read = ways.safeParse(parse(text, { schema: 'core' }));
    for (const { path, message } of read.error?.issues ?? []) context.out(say('ways.wrong_file', { path: path.join('.'), message }));
    if (!read.success) return exitCodes.problems;
    const { demo, dryRun } = sharedOptions(self);
    return withInstallation(context, demo, (open) => setWays(open, context, account, { ways: read.data.map(asWay), dryRun }));
  });
};

type Given = { readonly ways: readonly PaidWay[]; readonly dryRun: boolean };

async function setWays(open: OpenInstallation, context: CliContext, account: string, { ways, dryRun }: Given): Promise<ExitCode> {
  const say = context.texts(context.language, 'campaigns');
  const channels = accountsOf(open, context);
  const channel = channels.get(account);
  if (channel === undefined) {
    context.err(say('ways.no_account', { account, accounts: [...channels.keys()].join(', ') }));
    return exitCodes.failed;
  }
  const kinds = channel.capabilities.afterWindow;
  const refused = ways.filter(({ kind }) => !kinds.includes(kind));
  for (const { kind } of refused) context.out(say('ways.not_offered', { kind, kinds: kinds.join(', ') }));
  if (refused.length > 0) return exitCodes.problems;
  if (!dryRun) {
    await native(channelAccounts(open.db)).updateOne({ _id: account }, { $set: { ways: [...ways] } }, { upsert: true });
    const act = { at: context.now(), actor: 'cli', action: 'channel-ways-set', subject: account } as const;
    await recordAct(open.db, open.keys.of('audit'), act);
  }
  context.err(say('ways.done', { account, count: ways.length }));
  return exitCodes.done;
}

function accountsOf({ config, keys, db }: OpenInstallation, { now }: CliContext): ReadonlyMap<string, Channel> {
  const { byName } = channelsOf({ config, keys, db, logger: createLogger('silent'), now });
  const outgoing = [...byName.values()].filter(({ capabilities }) => !capabilities.pull);
  return new Map(outgoing.map((one) => [`${one.name}:${one.account}`, one]));
}

function asWay({ kind, uses, template, priceVnd, adultsOnly }: z.infer<typeof way>): PaidWay {
  const words =
    template === undefined ? {} : { template: { name: template.name, language: template.language, ...valuesOf(template.values) } };
  const price = priceVnd === undefined ? {} : { priceVnd };
  return { kind, uses, ...words, ...price, ...(adultsOnly === undefined ? {} : { adultsOnly }) };
}

function valuesOf(values: Readonly<Record<string, string>> | undefined) {
  return values === undefined ? {} : { values };
}

function lineOf({ kind, template, priceVnd, uses, adultsOnly }: PaidWay): string {
  const price = priceVnd === undefined ? '' : `, ${priceVnd} đ`;
  return `${kind}${template === undefined ? '' : ` ${template.name} (${template.language})`}: ${uses.join(', ')}${price}${adultsOnly === true ? ', ≥ 18' : ''}`;
}
