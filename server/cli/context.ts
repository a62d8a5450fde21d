import type { Command } from 'commander';
import type { Connection } from 'mongoose';
import type { Language } from '../../courses/model';
import { type CheckedConfig, type Config, checkConfig, readConfig } from '../config';
import { newSecrets } from '../demonstration-secrets';
import { readEnvironment } from '../environment';
import type { Texts, Translate } from '../i18n';
import { deriveKeys, type Keys } from '../keys';
import { openStorage } from '../open-storage';
import type { CliIo, ExitCode } from './io';

/** What every command is given. `say` reads cli.json in the terminal's language. */
export type CliContext = CliIo & { readonly texts: Texts; readonly language: Language; readonly say: Translate };

export type OpenInstallation = { readonly db: Connection; readonly keys: Keys; readonly config: Config };

/** A command of the tree: adds itself to its parent and reports its outcome through `act`. */
export type AddCommand = (parent: Command, context: CliContext, act: Act) => void;
export type Act = (command: Command, action: (command: Command, args: readonly string[]) => ExitCode | Promise<ExitCode>) => void;

/** The configuration as it stands, changing nothing: a demonstration's secrets are not written. */
export function configFor(context: CliContext, demo: boolean): CheckedConfig {
  return checkConfig(readEnvironment(context.folder, context.shell), demo ? ['--demo'] : [], newSecrets);
}

/** Runs a command on the installation's store, that of a running server included, and lets go of it whatever happens. */
export async function withInstallation<T>(context: CliContext, demo: boolean, work: (open: OpenInstallation) => Promise<T>): Promise<T> {
  const config = readConfig(readEnvironment(context.folder, context.shell), demo ? ['--demo'] : []);
  if (config.demo) context.err(context.say('command.onDemonstration', { folder: config.dataDir }));
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const storage = await openStorage(config, keys, context.now(), { beside: true });
  try {
    return await work({ db: storage.db, keys, config });
  } finally {
    await storage.close();
  }
}
