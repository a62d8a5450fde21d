import type { Texts, Translate } from './i18n';

/** Everything that can be wrong with a configuration; each has a text and a remedy at `config.fault.<code>` of cli.json. */
export const configFaultCodes = [
  'missing',
  'no_agency',
  'too_short',
  'well_known',
  'same_secret',
  'not_in_range',
  'not_a_web_address',
  'not_a_role',
  'not_a_log_level',
  'not_a_way_to_show',
  'not_a_signature',
  'not_a_verifier',
  'not_a_mongodb_address',
  'not_allow',
  'no_content',
  'empty',
  'channel_incomplete',
  'roles_need_mongodb',
  'production_needs_mongodb',
  'unknown_argument',
] as const;
export type ConfigFaultCode = (typeof configFaultCodes)[number];

export type ConfigFault = {
  readonly name: string;
  readonly code: ConfigFaultCode;
  readonly limits?: { readonly least: number; readonly most: number };
};

/** What is wrong with one setting and what to do about it. */
export function describeFault({ name, code, limits }: ConfigFault, say: Translate): string {
  return `${name}: ${say(`config.fault.${code}`, { name, ...limits })}`;
}

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

function describeFaults(faults: readonly ConfigFault[], say: Translate): readonly string[] {
  return [
    say('config.refused', { count: faults.length }),
    ...faults.map((fault) => `  - ${describeFault(fault, say)}`),
    say('config.remedy'),
  ];
}
