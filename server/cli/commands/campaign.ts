import type { Command } from 'commander';
import { z } from 'zod';
import {
  approveCampaign,
  type Changed,
  cancelCampaign,
  findCampaign,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
} from '../../campaigns/change-campaign';
import { oversees } from '../../campaigns/check-audience';
import { type Campaign, mostUnapproved } from '../../campaigns/model';
import { listCampaigns, progressOf } from '../../campaigns/progress';
import { loadAreaTree } from '../../reach/area-tree';
import { recordAct } from '../../staff/audit';
import type { AuditAction } from '../../storage/collections/audit';
import { type Act, type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';
import { signedIn } from './campaign-deps';
import { addPlanning } from './campaign-plan';
import { campaignLine, planLines, progressLines } from './campaign-words';

/** `campaign plan|replan|approve|start|pause|resume|cancel|show|list`: to write first to many who asked for it. */
export const addCampaign: AddCommand = (parent, context, act) => {
  const campaign = parent.command('campaign').description(context.texts(context.language, 'campaigns')('command.campaign'));
  addPlanning(campaign, context, act);
  addApproval(campaign, context, act);
  for (const change of changes) addChange(campaign, change, { context, act });
  addLooks(campaign, context, act);
};

function addApproval(campaign: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'campaigns');
  const approve = campaign
    .command('approve')
    .description(say('command.approve', { most: mostUnapproved }))
    .argument('<id>');
  approve.requiredOption('--as <sign-in>', say('command.as')).requiredOption('--password-stdin', say('command.passwordStdin'));
  addExamples(approve.addOption(jsonOption(context)), context, ['campaign approve 01K… --as truongphong --password-stdin < file']);
  act(approve, (self, [id = '']) =>
    withInstallation(context, sharedOptions(self).demo, async (open) => {
      const who = await signedIn(open, context, z.object({ as: z.string() }).parse(self.opts()).as);
      if (who.outcome !== 'signed-in') {
        context.err(say(`fault.${who.outcome}`));
        return exitCodes.failed;
      }
      const { member: officer } = who;
      const tree = await loadAreaTree(open.db);
      const changed = await approveCampaign(open.db, id, { officer, oversees: (audience) => oversees(officer, audience, tree) });
      return finish(open, context, self, { id, changed, did: 'approved', action: 'campaign-approved', actor: officer.id });
    }),
  );
}

type Change = {
  readonly name: 'start' | 'pause' | 'resume' | 'cancel';
  readonly did: 'started' | 'paused' | 'resumed' | 'cancelled';
  readonly work: (db: OpenInstallation['db'], id: string, now: Date) => Promise<Changed>;
};

const changes: readonly Change[] = [
  { name: 'start', did: 'started', work: startCampaign },
  { name: 'pause', did: 'paused', work: pauseCampaign },
  { name: 'resume', did: 'resumed', work: resumeCampaign },
  { name: 'cancel', did: 'cancelled', work: cancelCampaign },
];

function addChange(
  campaign: Command,
  { name, did, work }: Change,
  { context, act }: { readonly context: CliContext; readonly act: Act },
): void {
  const say = context.texts(context.language, 'campaigns');
  const command = campaign
    .command(name)
    .description(say(`command.${name}`))
    .argument('<id>')
    .addOption(jsonOption(context));
  addExamples(command, context, [`campaign ${name} 01K…`]);
  act(command, (self, [id = '']) =>
    withInstallation(context, sharedOptions(self).demo, async (open) => {
      const changed = await work(open.db, id, context.now());
      return finish(open, context, self, { id, changed, did, action: `campaign-${did}`, actor: 'cli' });
    }),
  );
}

type Finished = {
  readonly id: string;
  readonly changed: Changed;
  readonly did: string;
  readonly action: AuditAction;
  readonly actor: string;
};

/** What was so before is success, and stands in the audit once. */
async function finish(
  { db, keys }: OpenInstallation,
  context: CliContext,
  self: Command,
  { id, changed, did, action, actor }: Finished,
): Promise<ExitCode> {
  const say = context.texts(context.language, 'campaigns');
  if (changed === 'done') await recordAct(db, keys.of('audit'), { at: context.now(), actor, action, subject: id });
  const well = changed === 'done' || changed === 'already';
  if (sharedOptions(self).json) context.out(JSON.stringify({ id, outcome: changed }));
  context.err(say(well ? `did.${did}` : `fault.${changed}`, { id, most: mostUnapproved }));
  return well ? exitCodes.done : exitCodes.failed;
}

function addLooks(campaign: Command, context: CliContext, act: Act): void {
  const say = context.texts(context.language, 'campaigns');
  const words = { say, sayCli: context.say };
  const show = campaign.command('show').description(say('command.show')).argument('<id>').addOption(jsonOption(context));
  act(show, (self, [id = '']) =>
    withInstallation(context, sharedOptions(self).demo, async ({ db }) => {
      const found = await findCampaign(db, id);
      if (found === undefined) {
        context.err(say('fault.not_found'));
        return exitCodes.failed;
      }
      const progress = await progressOf(db, id);
      const plan = found.plan === undefined ? [] : planLines(found.plan, words);
      if (sharedOptions(self).json) context.out(JSON.stringify({ ...withoutCursor(found), progress }));
      else context.out([campaignLine(found, words), ...plan, ...progressLines(progress, words)].join('\n'));
      return exitCodes.done;
    }),
  );
  const list = campaign.command('list').description(say('command.list')).addOption(jsonOption(context));
  act(list, async (self) => {
    const found = await withInstallation(context, sharedOptions(self).demo, ({ db }) => listCampaigns(db));
    if (sharedOptions(self).json) context.out(JSON.stringify(found.map(withoutCursor)));
    else for (const one of found) context.out(campaignLine(one, words));
    return exitCodes.done;
  });
}

/** The cursor holds somebody's pseudonym. */
function withoutCursor({ cursor: _, ...shown }: Campaign): Omit<Campaign, 'cursor'> {
  return shown;
}
