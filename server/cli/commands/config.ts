import type { Config } from '../../config';
import { describeFault } from '../../config-faults';
import { readEnvironment } from '../../environment';
import { type SettingName, secretSettings, settings } from '../../settings';
import { type AddCommand, type CliContext, configFor } from '../context';
import { exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';

/** `config --check`: every setting with its value, and every fault at once. */
export const addConfig: AddCommand = (parent, context, act) => {
  const { say, out, err } = context;
  const command = parent.command('config').description(say('command.config'));
  command.requiredOption('--check', say('command.configCheck')).addOption(jsonOption(context));
  addExamples(command, context, ['config --check', 'config --check --json']);
  act(command, (self) => {
    const { json, demo } = sharedOptions(self);
    const checked = configFor(context, demo);
    const faults = 'faults' in checked ? checked.faults : [];
    const listed = list(context);
    if (json) out(JSON.stringify({ demo: 'config' in checked && checked.config.demo, settings: listed, faults }));
    else for (const { name, value, help } of listed) out(`${name.padEnd(24)}${(value ?? '–').padEnd(34)} ${help}`);
    for (const fault of faults) err(describeFault(fault, say));
    if ('config' in checked) err(say(verdictKey(checked.config)));
    return faults.length > 0 ? exitCodes.problems : exitCodes.done;
  });
};

type Listed = { readonly name: string; readonly value: string | undefined; readonly help: string };

function list({ folder, shell, say }: CliContext): readonly Listed[] {
  const { values } = readEnvironment(folder, { ...shell });
  return Object.keys(settings.shape).map((name) => ({
    name,
    value: shownValue(name, values[name], say),
    help: say(`config.help.${name}`),
  }));
}

/** A secret is said to be set, never shown; a setting not given shows its default. */
function shownValue(name: string, given: string | undefined, say: CliContext['say']): string | undefined {
  if (!given?.trim()) return defaults.get(name);
  return secretSettings.has(name as SettingName) ? say('config.hidden') : given.trim();
}

const defaults = new Map<string, string>(
  Object.entries(settings.partial({ SECRET_KEY: true }).parse({})).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  ),
);

function verdictKey(config: Config): string {
  return config.demo ? 'config.demonstration' : 'config.sound';
}
