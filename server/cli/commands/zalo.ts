import { z } from 'zod';
import type { Config } from '../../config';
import { recordAct } from '../../staff/audit';
import { type ConnectOutcome, connectWithTokens } from '../../zalo/connect-account';
import { openConnectRequest } from '../../zalo/connect-requests';
import { callbackOf, connectPath, consentLink } from '../../zalo/consent-link';
import { disconnectAccount } from '../../zalo/token-store';
import { type AddCommand, type CliContext, type OpenInstallation, withInstallation } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, jsonOption, sharedOptions } from '../options';

/** `zalo connect|import|disconnect`: gives the product an Official Account's tokens, or takes them away. */
export const addZalo: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'connect');
  const zalo = parent.command('zalo').description(say('command.zalo'));

  const connect = zalo.command('connect').description(say('command.connect')).addOption(jsonOption(context));
  addExamples(connect, context, ['zalo connect', 'zalo connect --json']);
  act(connect, (self) => withZalo(context, self, (open) => startConnecting(context, open, sharedOptions(self).json)));

  const take = zalo.command('import').description(say('command.import'));
  addExamples(take, context, ['zalo import', 'zalo import < tokens.json']);
  act(take, (self) => withZalo(context, self, (open) => importPair(context, open)));

  const disconnect = zalo.command('disconnect').description(say('command.disconnect'));
  act(disconnect, (self) =>
    withZalo(context, self, async ({ db, keys }) => {
      const done = await disconnectAccount(db);
      if (done) await recordAct(db, keys.of('audit'), { at: context.now(), actor: 'cli', action: 'zalo-disconnected', subject: 'zalo' });
      context.err(say(done ? 'disconnect.done' : 'disconnect.none'));
      return done ? exitCodes.done : exitCodes.failed;
    }),
  );
};

type ZaloInstallation = OpenInstallation & { readonly config: Config & { readonly zalo: NonNullable<Config['zalo']> } };

function withZalo(
  context: CliContext,
  self: Parameters<typeof sharedOptions>[0],
  work: (open: ZaloInstallation) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withInstallation(context, sharedOptions(self).demo, async ({ config, ...open }) => {
    const { zalo } = config;
    if (zalo !== undefined) return work({ ...open, config: { ...config, zalo } });
    context.err(context.texts(context.language, 'connect')('none'));
    return exitCodes.failed;
  });
}

/** The link holds a key that works for a quarter of an hour in one browser, so it is a result for the one at the terminal alone. */
async function startConnecting(context: CliContext, open: ZaloInstallation, json: boolean): Promise<ExitCode> {
  const say = context.texts(context.language, 'connect');
  const { key, until } = await openConnectRequest({ ...open, now: context.now() }, context.language);
  const link = `${open.config.publicUrl}${connectPath}/start?key=${key}`;
  const { challenge } = consentLink(open, '');
  const callback = callbackOf(open.config);
  if (json) {
    context.out(JSON.stringify({ link, until, callback, challenge }));
    return exitCodes.done;
  }
  context.err(say('connect.before', { callback, challenge }));
  context.out(link);
  context.err(say('connect.after'));
  return exitCodes.done;
}

const pairShape = z
  .union([
    z.object({ accessToken: z.string(), refreshToken: z.string() }),
    z
      .object({ access_token: z.string(), refresh_token: z.string() })
      .transform((pair) => ({ accessToken: pair.access_token, refreshToken: pair.refresh_token })),
  ])
  .transform(({ accessToken, refreshToken }) => ({ accessToken: accessToken.trim(), refreshToken: refreshToken.trim() }))
  .refine(({ accessToken, refreshToken }) => accessToken !== '' && refreshToken !== '');

/** A pair is never an argument: other users of the machine could read it. */
async function importPair(context: CliContext, { db, keys, config }: ZaloInstallation): Promise<ExitCode> {
  const say = context.texts(context.language, 'connect');
  const pair = pairShape.safeParse(await readPair(context));
  if (!pair.success) {
    context.err(say('import.notAPair'));
    return exitCodes.wrongUse;
  }
  const outcome = await connectWithTokens({ db, keys, zalo: config.zalo, now: context.now, actor: 'cli' }, pair.data);
  context.err(lineOf(outcome, say));
  return 'fault' in outcome ? exitCodes.failed : exitCodes.done;
}

async function readPair({ ask, readStdin, texts, language }: CliContext): Promise<unknown> {
  const say = texts(language, 'connect');
  if (ask !== undefined) {
    const accessToken = await ask(`${say('import.askAccess')} `);
    return { accessToken, refreshToken: await ask(`${say('import.askRefresh')} `) };
  }
  const text = await readStdin();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lineOf(outcome: ConnectOutcome, say: CliContext['say']): string {
  if ('fault' in outcome) return say(`fault.${outcome.fault}`, { code: outcome.code ?? '' });
  const account = say('page.done.account', { name: outcome.name ?? say('page.unnamed'), oaId: outcome.oaId ?? '?' });
  return `${account} ${outcome.refused === undefined ? say('page.done.next') : say('page.done.refused', { code: outcome.refused })}`;
}
