import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Quota } from '../bot/channels/channel';
import type { Language } from '../courses/model';
import { ConfigError, type ConfigFault, configFaultCodes } from './config-faults';
import { demonstrationSecrets, type Secrets } from './demonstration-secrets';
import type { Environment } from './environment';
import { loadTexts } from './i18n';
import { packageRoot } from './package-root';
import { channelSettings, type Role, realSettings, roles, type SettingName, type Settings, settings } from './settings';

export type Config = {
  readonly demo: boolean;
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly trustProxy: number; // proxies in front whose X-Forwarded-For is believed
  readonly roles: readonly Role[];
  readonly logLevel: Settings['LOG_LEVEL'];
  readonly contentDir: string;
  readonly dataDir: string;
  readonly mongodbUri?: string;
  readonly secrets: Secrets;
  readonly metricsToken?: string;
  /** Which agency answers for the programme; learners are told in the first message. */
  readonly agency?: Readonly<Record<Language, string>>;
  readonly newChatsPerMinute: number; // from one network address
  readonly area?: string; // official code of the province this installation serves; without it learners choose among all
  readonly messenger?: {
    readonly appSecret: string;
    readonly verifyToken: string;
    readonly pageToken: string;
    readonly page?: string; // name or number of the page in m.me links
    readonly appId?: string; // with it Meta's data-deletion callback is answered
    readonly apiUrl: string;
    readonly perSecond: number;
    readonly quotas: readonly Quota[];
  };
  readonly zalo?: {
    readonly appId: string;
    readonly appSecret: string;
    readonly oaSecret: string;
    readonly oauthUrl: string;
    readonly apiUrl: string;
    readonly businessUrl: string;
    readonly shows: Settings['ZALO_SHOWS'];
    readonly signature: Settings['ZALO_SIGNATURE'];
    readonly name?: string; // under which the account is found on Zalo, for printed sheets
    readonly verifier?: string; // of the page by which Zalo sees whose domain this is
    readonly perSecond: number;
    readonly quotas: readonly Quota[];
  };
};

export type CheckedConfig = { readonly config: Config } | { readonly faults: readonly ConfigFault[] };

/** The configuration to start with, or a `ConfigError` that names every fault at once. */
export function readConfig(environment: Environment, argv: readonly string[]): Config {
  const checked = checkConfig(environment, argv, demonstrationSecrets);
  if ('config' in checked) return checked.config;
  throw new ConfigError(checked.faults, loadTexts());
}

/** `secretsIn` gives the demonstration's secrets of a folder; only a start may write them. */
export function checkConfig(environment: Environment, argv: readonly string[], secretsIn: (folder: string) => Secrets): CheckedConfig {
  const given = withoutEmpty(environment.values);
  const demo = argv.includes('--demo') || isUnconfigured(environment, given);
  const folder = environment.folder ?? process.cwd();
  const parsed = settings.safeParse(demo ? withoutReal(given) : given);
  const faults: readonly ConfigFault[] = [
    ...argv.filter((argument) => argument !== '--demo').map((name) => ({ name, code: 'unknown_argument' as const })),
    ...(parsed.error?.issues ?? []).map(faultOf),
    ...missingContent(folder, given.CONTENT_DIR),
    ...(demo ? [] : [...missing(given), ...incompleteChannels(given), ...faultsTogether(given)]),
  ];
  if (!parsed.success || faults.length > 0) return { faults };
  return { config: toConfig(parsed.data, { demo, folder, secretsIn }) };
}

function withoutEmpty(values: Environment['values']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])));
}

/** Production never becomes a demonstration by forgetting its settings. */
function isUnconfigured(environment: Environment, given: Readonly<Record<string, string>>): boolean {
  return environment.file === undefined && given.NODE_ENV !== 'production' && realSettings.every((name) => given[name] === undefined);
}

/** A demonstration never reaches a real database, a real channel or a real secret, whatever is set around it. */
function withoutReal(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const real: ReadonlySet<string> = new Set<SettingName>([...realSettings, ...channelSettings.messenger, ...channelSettings.zalo]);
  const kept = Object.entries(given).filter(([name]) => !real.has(name) || name === 'DATA_DIR');
  return Object.fromEntries(kept);
}

function missing(given: Readonly<Record<string, string>>): readonly ConfigFault[] {
  const needed = [
    { name: 'SECRET_KEY', code: 'missing' },
    { name: 'SERVICE_WORKER_KEY', code: 'missing' },
    { name: 'AGENCY_NAME', code: 'no_agency' },
  ] as const;
  return needed.filter(({ name }) => given[name] === undefined);
}

/** Without its words nothing can be said, not even what is wrong with the lessons. */
function missingContent(folder: string, contentDir: string | undefined): readonly ConfigFault[] {
  if (contentDir === undefined || existsSync(resolve(folder, contentDir, 'locales', 'vi'))) return [];
  return [{ name: 'CONTENT_DIR', code: 'no_content' }];
}

function incompleteChannels(given: Readonly<Record<string, string>>): readonly ConfigFault[] {
  return Object.values(channelSettings).flatMap((names) => {
    const missing = names.filter((name) => given[name] === undefined);
    return missing.length === names.length ? [] : missing.map((name) => ({ name, code: 'channel_incomplete' as const }));
  });
}

function faultsTogether(given: Readonly<Record<string, string>>): readonly ConfigFault[] {
  const { SECRET_KEY, SERVICE_WORKER_KEY, NODE_ENV, MONGODB_URI, EMBEDDED_STORE, ROLE } = given;
  const sameSecret = SECRET_KEY !== undefined && SECRET_KEY === SERVICE_WORKER_KEY;
  const alone = MONGODB_URI === undefined;
  const split = ROLE !== undefined && !roles.every((role) => ROLE.includes(role));
  return [
    ...(sameSecret ? [{ name: 'SERVICE_WORKER_KEY', code: 'same_secret' as const }] : []),
    ...(alone && NODE_ENV === 'production' && EMBEDDED_STORE !== 'allow'
      ? [{ name: 'MONGODB_URI', code: 'production_needs_mongodb' as const }]
      : []),
    ...(alone && split ? [{ name: 'ROLE', code: 'roles_need_mongodb' as const }] : []),
  ];
}

function faultOf(issue: z.core.$ZodIssue): ConfigFault {
  const limits = issue.code === 'custom' ? limitsOf.safeParse(issue.params).data : undefined;
  const code = configFaultCodes.find((one) => one === issue.message) ?? 'empty';
  return { name: String(issue.path[0]), code, ...(limits === undefined ? {} : { limits }) };
}

const limitsOf = z.object({ least: z.number(), most: z.number() });

type Place = { readonly demo: boolean; readonly folder: string; readonly secretsIn: (folder: string) => Secrets };

function toConfig(set: Settings, { demo, folder, secretsIn }: Place): Config {
  const dataDir = resolve(folder, set.DATA_DIR, ...(demo ? ['demo'] : []));
  const { SECRET_KEY: secretKey, SERVICE_WORKER_KEY: serviceWorkerKey } = set;
  return {
    demo,
    production: set.NODE_ENV === 'production',
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL ?? `http://localhost:${set.PORT}`,
    trustProxy: set.TRUST_PROXY,
    newChatsPerMinute: set.NEW_CHATS_PER_MINUTE,
    roles: set.ROLE,
    logLevel: set.LOG_LEVEL,
    contentDir: resolve(folder, set.CONTENT_DIR ?? join(packageRoot, 'content')),
    dataDir,
    ...(set.MONGODB_URI === undefined ? {} : { mongodbUri: set.MONGODB_URI }),
    secrets: secretKey === undefined || serviceWorkerKey === undefined ? secretsIn(dataDir) : { secretKey, serviceWorkerKey },
    ...(set.METRICS_TOKEN === undefined ? {} : { metricsToken: set.METRICS_TOKEN }),
    ...(set.AGENCY_NAME === undefined ? {} : { agency: { vi: set.AGENCY_NAME, en: set.AGENCY_NAME_EN ?? set.AGENCY_NAME } }),
    ...(set.AREA === undefined ? {} : { area: set.AREA }),
    ...messengerOf(set),
    ...zaloOf(set),
  };
}

function messengerOf(set: Settings): Pick<Config, 'messenger'> {
  const { MESSENGER_APP_SECRET: appSecret, MESSENGER_VERIFY_TOKEN: verifyToken, MESSENGER_PAGE_TOKEN: pageToken } = set;
  if (appSecret === undefined || verifyToken === undefined || pageToken === undefined) return {};
  const page = set.MESSENGER_PAGE === undefined ? {} : { page: set.MESSENGER_PAGE };
  const app = set.MESSENGER_APP_ID === undefined ? {} : { appId: set.MESSENGER_APP_ID };
  const quotas = quotasIn([{ messages: set.MESSENGER_PER_DAY, of: 'all', per: 'day' }]);
  const limits = { apiUrl: set.MESSENGER_API_URL, perSecond: set.MESSENGER_PER_SECOND, quotas };
  return { messenger: { appSecret, verifyToken, pageToken, ...page, ...app, ...limits } };
}

function zaloOf(set: Settings): Pick<Config, 'zalo'> {
  const { ZALO_APP_ID: appId, ZALO_APP_SECRET: appSecret, ZALO_OA_SECRET: oaSecret } = set;
  if (appId === undefined || appSecret === undefined || oaSecret === undefined) return {};
  const addresses = { oauthUrl: set.ZALO_OAUTH_URL, apiUrl: set.ZALO_API_URL, businessUrl: set.ZALO_BUSINESS_URL };
  const verifier = set.ZALO_VERIFIER === undefined ? {} : { verifier: set.ZALO_VERIFIER };
  const { ZALO_SHOWS: shows, ZALO_SIGNATURE: signature, ZALO_PER_SECOND: perSecond } = set;
  const name = set.ZALO_NAME === undefined ? {} : { name: set.ZALO_NAME };
  const quotas = quotasIn([
    { messages: set.ZALO_PER_DAY, of: 'all', per: 'day' },
    { messages: set.ZALO_PER_MONTH, of: 'all', per: 'month' },
    { messages: set.ZALO_TEMPLATES_PER_DAY, of: 'templates', per: 'day' },
  ]);
  return { zalo: { appId, appSecret, oaSecret, ...addresses, shows, signature, ...name, ...verifier, perSecond, quotas } };
}

/** 0 is no limit. */
function quotasIn(quotas: readonly Quota[]): readonly Quota[] {
  return quotas.filter(({ messages }) => messages > 0);
}
