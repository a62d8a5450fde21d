import type { Command } from 'commander';
import { z } from 'zod';
import { createCampaign, findCampaign, keepPlan } from '../../campaigns/change-campaign';
import { audienceFault, isWrittenTo, writtenTo } from '../../campaigns/check-audience';
import type { Audience, Campaign } from '../../campaigns/model';
import { planCampaign } from '../../campaigns/plan-campaign';
import { recordAct } from '../../staff/audit';
import type { StaffMember } from '../../staff/staff-member';
import { type Act, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, dryRunOption, jsonOption, sharedOptions } from '../options';
import { candidateDeps, signedIn } from './campaign-deps';
import { planLines } from './campaign-words';

const options = z.object({
  name: z.string().trim().min(1).max(120),
  for: z.string(),
  area: z.string().optional(),
  organisation: z.string().optional(),
  notReached: z.string().optional(),
  what: z.enum(['lesson', 'reminder', 'recall']).default('lesson'),
  as: z.string(),
});

/** `campaign plan` and `campaign replan`: who would be written to, who not and why. Nobody is written to by planning. */
export function addPlanning(campaign: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'campaigns');
  const plan = campaign.command('plan').description(say('command.plan'));
  plan.requiredOption('--name <text>', say('command.name')).requiredOption('--for <populations>', say('command.for'));
  plan.option('--area <code>', say('command.area')).option('--organisation <id>', say('command.organisation'));
  plan.option('--not-reached <plan/indicator>', say('command.notReached')).option('--what <kind>', say('command.what'));
  plan.requiredOption('--as <sign-in>', say('command.as')).requiredOption('--password-stdin', say('command.passwordStdin'));
  plan.addOption(dryRunOption(context)).addOption(jsonOption(context));
  addExamples(plan, context, [
    'campaign plan --name "Đợt 1" --for ip-worker --area 68 --as canbo --password-stdin < file',
    'campaign plan --name "Đợt 2" --for upper-secondary,vocational --not-reached sample-2026-2030/hs-sv --as canbo --password-stdin --json < file',
  ]);
  act(plan, (self) => planNew(self, context));

  const replan = campaign.command('replan').description(say('command.replan')).argument('<id>').addOption(jsonOption(context));
  addExamples(replan, context, ['campaign replan 01K…']);
  act(replan, (self, [id = '']) => withInstallation(context, sharedOptions(self).demo, (open) => planAgain(open, context, self, id)));
}

async function planNew(self: Command, context: CliContext): Promise<ExitCode> {
  const say = context.texts(context.language, 'campaigns');
  const read = options.safeParse(self.opts());
  const populations = (read.data?.for ?? '').split(',').filter(isWrittenTo);
  if (!read.success || populations.length === 0 || populations.length !== read.data.for.split(',').length) {
    context.err(say('fault.wrong_audience', { populations: writtenTo.join(', ') }));
    return exitCodes.wrongUse;
  }
  const { name, what, as } = read.data;
  const audience = audienceOf(populations, read.data);
  return withInstallation(context, sharedOptions(self).demo, async (open) => {
    const who = await signedIn(open, context, as);
    if (who.outcome !== 'signed-in') return refuse(context, `fault.${who.outcome}`);
    const deps = await candidateDeps(open, context);
    const fault = await audienceFault(open.db, audience, { tree: deps.tree, officer: who.member, at: context.now() });
    if (fault !== undefined) return refuse(context, `fault.${fault}`);
    if (sharedOptions(self).dryRun)
      return tell(context, self, { plan: await planCampaign(deps, { audience, createdAt: context.now() }, context.now()) });
    const made = await createCampaign(open.db, { name, what, audience, createdBy: who.member.id }, context.now());
    return planAndKeep(open, context, self, { campaign: made, officer: who.member });
  });
}

function audienceOf(populations: Audience['populations'], { area, organisation, notReached }: z.infer<typeof options>): Audience {
  const [plan = '', indicator = ''] = (notReached ?? '').split('/');
  return {
    populations,
    ...(area === undefined ? {} : { area }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(notReached === undefined ? {} : { notReachedIn: { plan, indicator } }),
  };
}

async function planAgain(open: OpenInstallation, context: CliContext, self: Command, id: string): Promise<ExitCode> {
  const campaign = await findCampaign(open.db, id);
  return campaign === undefined ? refuse(context, 'fault.not_found') : planAndKeep(open, context, self, { campaign });
}

type Planned = { readonly campaign: Campaign; readonly officer?: StaffMember };

async function planAndKeep(open: OpenInstallation, context: CliContext, self: Command, { campaign, officer }: Planned): Promise<ExitCode> {
  const plan = await planCampaign(await candidateDeps(open, context), campaign, context.now());
  const kept = await keepPlan(open.db, campaign._id, plan);
  if (kept !== 'done') return refuse(context, `fault.${kept}`);
  const actor = officer?.id ?? 'cli';
  await recordAct(open.db, open.keys.of('audit'), { at: context.now(), actor, action: 'campaign-planned', subject: campaign._id });
  return tell(context, self, { id: campaign._id, plan });
}

function tell(
  context: CliContext,
  self: Command,
  planned: { readonly id?: string; readonly plan: NonNullable<Campaign['plan']> },
): ExitCode {
  const words = { say: context.texts(context.language, 'campaigns'), sayCli: context.say };
  if (sharedOptions(self).json) context.out(JSON.stringify(planned));
  else context.out([...(planned.id === undefined ? [] : [planned.id]), ...planLines(planned.plan, words)].join('\n'));
  return exitCodes.done;
}

function refuse(context: CliContext, key: string): ExitCode {
  context.err(context.texts(context.language, 'campaigns')(key));
  return exitCodes.failed;
}
