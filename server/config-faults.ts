import type { Texts } from './i18n';

/** Everything that can be wrong with a configuration; each has a text and a remedy at `config.fault.<code>` of cli.json. */
export const configFaultCodes = [
  'missing',
  'too_short',
  'well_known',
  'same_secret',
  'not_a_port',
  'not_a_small_number',
  'not_a_web_address',
  'not_a_role',
  'not_a_log_level',
  'not_a_mongodb_address',
  'not_allow',
  'empty',
  'channel_incomplete',
  'roles_need_mongodb',
  'production_needs_mongodb',
  'unknown_argument',
] as const;
export type ConfigFaultCode = (typeof configFaultCodes)[number];

export type ConfigFault = { readonly name: string; readonly code: ConfigFaultCode };

/** Start-up cannot go on; the message tells every fault at once, in Vietnamese and in English, and no value. */
export class ConfigError extends Error {
  constructor(
    readonly faults: readonly ConfigFault[],
    texts: Texts,
  ) {
    super([...describeFaults(faults, texts('vi', 'cli')), '', ...describeFaults(faults, texts('en', 'cli'))].join('\n'));
    this.name = 'ConfigError';
  }
}

function describeFaults(faults: readonly ConfigFault[], say: ReturnType<Texts>): readonly string[] {
  return [
    say('config.refused', { count: faults.length }),
    ...faults.map(({ name, code }) => `  - ${name}: ${say(`config.fault.${code}`, { name })}`),
    say('config.remedy'),
  ];
}
