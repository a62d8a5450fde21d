import { describeFault } from '../../config-faults';
import { examine } from '../../doctor/examine';
import { type Finding, findings, found } from '../../doctor/finding';
import type { Translate } from '../../i18n';
import { type AddCommand, type CliContext, configFor } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';

const marks = { problem: '✗', warning: '!', sound: '✓' } as const;

/** `doctor`: what is wrong with the set-up of the channels, and what to do. Sends nothing to anybody and prints no secret. */
export const addDoctor: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'doctor');
  const command = parent.command('doctor').description(say('command')).addOption(jsonOption(context));
  addExamples(command, context, ['doctor', 'doctor --json']);
  act(command, async (self) => {
    const { json, demo } = sharedOptions(self);
    const told = await examined(context, demo);
    const problems = told.filter(({ code }) => findings[code] === 'problem').length;
    if (json) context.out(JSON.stringify({ problems, findings: told.map((one) => ({ state: findings[one.code], ...one })) }));
    else for (const one of told) context.out(linesOf(one, say));
    context.err(say(problems === 0 ? 'verdict.sound' : 'verdict.problems', { count: problems }));
    return problems === 0 ? exitCodes.done : exitCodes.problems;
  });
};

async function examined(context: CliContext, demo: boolean): Promise<readonly Finding[]> {
  const checked = configFor(context, demo);
  if ('config' in checked) return examine(checked.config, context.now);
  return checked.faults.flatMap((fault) => found('config_fault', { fault: fault.code, text: describeFault(fault, context.say) }));
}

function linesOf({ code, values }: Finding, say: Translate): string {
  const state = findings[code];
  const what = `${marks[state]} ${say(`finding.${code}.what`, values)}`;
  return state === 'sound' ? what : `${what}\n    → ${say(`finding.${code}.do`, values)}`;
}
