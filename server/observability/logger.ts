import pino, { type DestinationStream } from 'pino';
import { z } from 'zod';
import { describeError } from './describe-error';
import { type LogEvent, logEvents } from './log-events';

const amount = z.number();
const code = z.string().regex(/^[a-z][a-z_]{0,60}$/);
const place = z
  .string()
  .max(120)
  .regex(/^(?!.*\d{6})(:[A-Za-z]+|[a-z0-9/_.*{}-])+$/);

/**
 * What a log line may hold besides its event. Whatever is not here is dropped and a value of another form is replaced, so a number,
 * token, platform id or a learner's words cannot get in by mistake.
 */
const fields = {
  channel: z.enum(['zalo', 'messenger', 'web']),
  code,
  role: code,
  job: code,
  method: z.string().regex(/^[A-Z]{3,10}$/),
  route: place,
  file: place,
  requestId: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/),
  lane: amount.max(4096),
  term: amount,
  status: amount.max(999),
  tries: amount,
  count: amount,
  total: amount,
  line: amount,
  port: amount.max(65_535),
  ms: amount,
  demo: z.boolean(),
  embedded: z.boolean(),
  aborted: z.boolean(),
} as const;
type FieldName = keyof typeof fields;

export type LogLine = { readonly event: LogEvent; readonly error?: unknown } & {
  readonly [name in FieldName]?: z.infer<(typeof fields)[name]> | undefined;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** `log.info({ event: 'outbox.sent', channel, tries, ms })`: a fixed event name and known fields, never a free text. */
export type Logger = { readonly [level in LogLevel]: (line: LogLine) => void };

export function createLogger(level: LogLevel | 'silent', destination?: DestinationStream): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: levelName } };
  const lines = destination === undefined ? pino(options) : pino(options, destination);
  const writer = (at: LogLevel) => (line: LogLine) => {
    if (lines.isLevelEnabled(at)) lines[at](permitted(line));
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

function levelName(level: string): { readonly level: string } {
  return { level };
}

function permitted(line: LogLine): Readonly<Record<string, unknown>> {
  const event = logEvents.find((name) => name === line.event) ?? '[removed]';
  const known = Object.entries(line).flatMap(([name, value]) => {
    if (!isFieldName(name) || value === undefined) return [];
    return [[name, fields[name].safeParse(value).success ? value : '[removed]']];
  });
  const error = line.error === undefined ? {} : { error: describeError(line.error) };
  return { event, ...Object.fromEntries(known), ...error };
}

function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}
