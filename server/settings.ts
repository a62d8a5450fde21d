import { z } from 'zod';

/** What a process may do; any number of each against one MongoDB. */
export const roles = ['web', 'worker', 'scheduler'] as const;
export type Role = (typeof roles)[number];

/** How choices are shown on Zalo: buttons and lists only where they were tried on the account. */
const zaloShows = ['text', 'buttons', 'lists'] as const;

/** What the signed text of a webhook begins with: sources disagree, most say the application's id. */
const zaloSignatures = ['app-id', 'oa-id', 'either'] as const;

/** A refused value's message is a code of `config-faults.ts`, told to people by `content/locales/<language>/cli.json`. */
const text = z.string().trim().min(1);
const webAddress = z.url({ protocol: /^https?$/, error: 'not_a_web_address' }).transform((address) => address.replace(/\/+$/, ''));
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((digits) => /^\d{1,6}$/.test(digits) && Number(digits) >= least && Number(digits) <= most, {
      error: 'not_in_range',
      params: { least, most },
    })
    .transform(Number);
const secret = z
  .string()
  .min(32, { error: 'too_short', abort: true })
  .refine((value) => new Set(value).size >= 10 && !/change.?me|example|your.?secret|placeholder/i.test(value), 'well_known');
const roleList = z
  .string()
  .transform((list) => list.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(roles, { error: 'not_a_role' })).nonempty());

/** Every environment variable the product reads. Help: `config.help.<NAME>` in `content/locales/<language>/cli.json`. */
export const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: text.default('127.0.0.1'),
  PUBLIC_URL: webAddress.optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  ROLE: roleList.default([...roles]),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'not_a_log_level' }).default('info'),
  NODE_ENV: text.optional(),
  CONTENT_DIR: text.optional(),
  DATA_DIR: text.default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, 'not_a_mongodb_address')
    .optional(),
  EMBEDDED_STORE: z.literal('allow', { error: 'not_allow' }).optional(),
  SECRET_KEY: secret.optional(),
  SERVICE_WORKER_KEY: secret.optional(),
  METRICS_TOKEN: secret.optional(),
  AGENCY_NAME: text.optional(),
  AGENCY_NAME_EN: text.optional(),
  AREA: text.optional(),
  NEW_CHATS_PER_MINUTE: wholeNumber(1, 100_000).default(120),
  MESSENGER_PER_SECOND: wholeNumber(1, 100_000).default(250),
  MESSENGER_PER_DAY: wholeNumber(0, 999_999).default(0),
  MESSENGER_APP_SECRET: text.optional(),
  MESSENGER_VERIFY_TOKEN: text.optional(),
  MESSENGER_PAGE_TOKEN: text.optional(),
  MESSENGER_PAGE: z
    .string()
    .regex(/^[A-Za-z0-9.]{1,80}$/, 'empty')
    .optional(),
  MESSENGER_APP_ID: z
    .string()
    .regex(/^\d{1,30}$/, 'empty')
    .optional(),
  MESSENGER_API_URL: webAddress.default('https://graph.facebook.com'),
  ZALO_APP_ID: text.optional(),
  ZALO_APP_SECRET: text.optional(),
  ZALO_OA_SECRET: text.optional(),
  ZALO_SHOWS: z.enum(zaloShows, { error: 'not_a_way_to_show' }).default('text'),
  ZALO_SIGNATURE: z.enum(zaloSignatures, { error: 'not_a_signature' }).default('app-id'),
  ZALO_VERIFIER: z
    .string()
    .regex(/^(zalo_verifier)?[\w-]{4,100}(\.html)?$/, 'not_a_verifier')
    .transform((name) => name.replace(/^zalo_verifier|\.html$/g, ''))
    .optional(),
  ZALO_NAME: text.optional(),
  ZALO_PER_SECOND: wholeNumber(1, 1_000).default(60),
  ZALO_PER_DAY: wholeNumber(0, 999_999).default(0),
  ZALO_PER_MONTH: wholeNumber(0, 999_999).default(0),
  ZALO_TEMPLATES_PER_DAY: wholeNumber(0, 999_999).default(5_000),
  ZALO_OAUTH_URL: webAddress.default('https://oauth.zaloapp.com'),
  ZALO_API_URL: webAddress.default('https://openapi.zalo.me'),
  ZALO_BUSINESS_URL: webAddress.default('https://business.openapi.zalo.me'),
});
export type Settings = z.infer<typeof settings>;
export type SettingName = keyof Settings;

/** Never printed: `config --check` says only whether they are set. */
export const secretSettings: ReadonlySet<SettingName> = new Set<SettingName>([
  'SECRET_KEY',
  'SERVICE_WORKER_KEY',
  'METRICS_TOKEN',
  'MONGODB_URI',
  'MESSENGER_APP_SECRET',
  'MESSENGER_VERIFY_TOKEN',
  'MESSENGER_PAGE_TOKEN',
  'ZALO_APP_SECRET',
  'ZALO_OA_SECRET',
]);

/** Names that make an installation a real one; a port or a log level does not. */
export const realSettings = [
  'DATA_DIR',
  'MONGODB_URI',
  'SECRET_KEY',
  'SERVICE_WORKER_KEY',
  'MESSENGER_APP_SECRET',
  'ZALO_APP_SECRET',
] as const satisfies readonly SettingName[];

/** A channel is set up with all of its names or not at all. */
export const channelSettings = {
  messenger: ['MESSENGER_APP_SECRET', 'MESSENGER_VERIFY_TOKEN', 'MESSENGER_PAGE_TOKEN'],
  zalo: ['ZALO_APP_ID', 'ZALO_APP_SECRET', 'ZALO_OA_SECRET'],
} as const satisfies Record<string, readonly SettingName[]>;
