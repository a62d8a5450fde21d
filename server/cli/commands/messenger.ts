import { z } from 'zod';
import { callGraph, type GraphAccess, type GraphRequest } from '../../../bot/channels/messenger/graph';
import { type ProfileWords, setUpRequests } from '../../../bot/channels/messenger/profile';
import type { Language } from '../../../courses/model';
import { readConfig } from '../../config';
import { readEnvironment } from '../../environment';
import type { Translate } from '../../i18n';
import type { AddCommand, CliContext } from '../context';
import { type ExitCode, exitCodes } from '../io';
import { addExamples, dryRunOption, sharedOptions } from '../options';

const options = z.object({ iceBreakers: z.boolean().default(false) });

/** `messenger set-up`: the page's start button, greeting, menu and events; `--dry-run` prints what would be sent. */
export const addMessenger: AddCommand = (parent, context, act) => {
  const say = context.texts(context.language, 'messenger');
  const messenger = parent.command('messenger').description(say('setUp.messenger'));
  const setUp = messenger.command('set-up').description(say('setUp.command'));
  setUp.option('--ice-breakers', say('setUp.iceBreakers')).addOption(dryRunOption(context));
  addExamples(setUp, context, ['messenger set-up --dry-run', 'messenger set-up']);
  act(setUp, async (self) => {
    const { dryRun, demo } = sharedOptions(self);
    const requests = setUpRequests({ vi: wordsIn(context, 'vi'), en: wordsIn(context, 'en') }, options.parse(self.opts()).iceBreakers);
    if (dryRun) {
      context.out(JSON.stringify(requests, undefined, 2));
      return exitCodes.done;
    }
    const access = readConfig(readEnvironment(context.folder, context.shell), demo ? ['--demo'] : []).messenger;
    if (access === undefined) {
      context.err(say('setUp.none'));
      return exitCodes.failed;
    }
    return callAll(access, requests, { say, err: context.err });
  });
};

async function callAll(
  access: GraphAccess,
  requests: readonly GraphRequest[],
  { say, err }: { readonly say: Translate; readonly err: CliContext['err'] },
): Promise<ExitCode> {
  for (const request of requests) {
    const outcome = await callGraph(access, request).catch(() => undefined);
    if (outcome === 'done') continue;
    const { method, path } = request;
    if (outcome === undefined) err(say('setUp.unreachable', { address: access.apiUrl }));
    else err(say('setUp.refused', { method, path, code: outcome.code, advice: say(`setUp.advice.${adviceFor(outcome.code)}`) }));
    return exitCodes.failed;
  }
  err(say('setUp.done'));
  return exitCodes.done;
}

function adviceFor(code: number): 'token' | 'permission' | 'throttled' | 'other' {
  if (code === 190) return 'token';
  if (code === 10 || (code >= 200 && code < 300)) return 'permission';
  return code === 4 || code === 613 ? 'throttled' : 'other';
}

function wordsIn({ texts }: CliContext, language: Language): ProfileWords {
  const say = texts(language, 'messenger');
  return {
    greeting: say('profile.greeting'),
    menu: ['resume', 'menu', 'help', 'hotline', 'myData'].map((name) => say(`profile.menu.${name}`)),
    questions: ['start', 'help', 'hotline'].map((name) => say(`profile.questions.${name}`)),
  };
}
